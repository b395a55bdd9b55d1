import { skeletonOf } from "~/features/members/names";
import { chance } from "~/features/sample/chance";
import type { MemberId } from "~db/ids.ts";
import { addresses } from "~db/schema/identity.ts";
import { admissions } from "~db/schema/joining.ts";
import { members, teams } from "~db/schema/members.ts";
import { standings } from "~db/schema/trust.ts";
import type { Store, Tx } from "~db/store.ts";
import { STAFF, TEAMS } from "./plan";
import { voices } from "./texts";

const AT_ONCE = 1_000;
const SURNAMES = [..."王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗"];
const YEARS_MS = 2 * 365 * 86_400_000;

/** Members 1 to `count`, half of them with an address that answered. */
export async function insertPeople(db: Store, count: number, now: number): Promise<void> {
  const next = chance("people");
  const voice = voices(next);
  for (let done = 0; done < count; done += AT_ONCE) {
    const some = Array.from({ length: Math.min(AT_ONCE, count - done) }, (_, k) => done + k + 1);
    const rows = some.map((n) => {
      const surname = SURNAMES[Math.floor(SURNAMES.length * next())] ?? "";
      const displayName = n % 3 === 0 ? `${voice.en.name()} ${n}` : `${surname}${voice.zh.name()}${n}`;
      const title = n <= STAFF ? "Product manager" : null;
      const createdAt = Math.floor(now - YEARS_MS * (1 - n / count));
      return { username: `fan${n}`, displayName, skeleton: skeletonOf(displayName), title, createdAt };
    });
    await db.write(async (tx) => {
      const stored = await tx.insert(members).values(rows).returning({ id: members.id });
      expectCounted(stored, some[0] ?? 1);
      await tx.insert(addresses).values(some.filter((n) => n % 2 === 0).map((n) => addressOf(n, now)));
      await tx.insert(admissions).values(some.filter((n) => n % 2 !== 0).map((n) => admissionOf(n, now)));
      await tx.insert(standings).values(some.map((n) => standingOf(n, now)));
    });
  }
}

function addressOf(n: number, now: number) {
  const address = `fan${n}@example.org`;
  return { memberId: n as MemberId, address, key: address, createdAt: now, confirmedAt: now };
}

const admissionOf = (n: number, now: number) => ({
  ...{ memberId: n as MemberId, way: "approval" as const, askedAt: now },
  ...{ verdict: "admitted" as const, decidedAt: now },
});

// Votes count in full, as before anybody has grown in, and nobody's level changes while something is measured.
const standingOf = (n: number, now: number) => ({
  ...{ memberId: n as MemberId, weight: 1_000, isGuest: false, level: 1, earned: 1, earnedAt: now },
  ...{ confirmedBy: n % 2 ? ("approval" as const) : ("address" as const), confirmedAt: now },
});

export async function insertTeams(tx: Tx, now: number): Promise<void> {
  const rows = Array.from({ length: TEAMS }, (_, k) => ({
    ...{ name: `Team ${k + 1}`, leadId: (k + 2) as MemberId, createdAt: now },
  }));
  await tx.insert(teams).values(rows);
}

/** The plan counts ids from 1; it holds only where nothing was there before. */
export function expectCounted(stored: ReadonlyArray<{ id: number }>, first: number): void {
  const ids = stored.map(({ id }) => id);
  if (Math.min(...ids) !== first || Math.max(...ids) !== first + ids.length - 1)
    throw new Error("the database was not empty");
}
