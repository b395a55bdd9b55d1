import { count, eq, isNull } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { AuditId, MemberId } from "~db/ids.ts";
import { audits, auditVoters } from "~db/schema/auditing.ts";
import { members } from "~db/schema/members.ts";
import { ties, vouches } from "~db/schema/trust.ts";
import type { Store } from "~db/store.ts";
import { writesOf } from "../../../tests/support/statements";
import { idea, openTestStore, settle, type Town } from "../../../tests/support/town";
import { restVouches, wakeVouches } from "./fraud.server";
import { recountTies } from "./recounting.server";

const RING = 600;
const STANDING_CHEATS = 17_000;
const ROWS_AT_ONCE = 1_000;

let db: Store;
let town: Town;
let ring: MemberId[];
let audit: AuditId;

beforeAll(async () => {
  db = await openTestStore();
  town = await settle(db);
  const topicId = await idea(db, town.ann, town.board);
  [audit] = await db.write((tx) =>
    tx
      .insert(audits)
      .values({ topicId, openedAt: 1, findings: [] })
      .returning({ id: audits.id })
      .then((rows) => rows.map(({ id }) => id) as [AuditId]),
  );
  ring = await puppets("ring", RING);
  // Each knows the next two and the two before.
  const pairs = ring.flatMap((one, n) =>
    [1, 2].flatMap((step) => {
      const other = ring[(n + step) % RING] as MemberId;
      return [
        { fromId: one, toId: other, at: n + 1 },
        { fromId: other, toId: one, at: n + 2 },
      ];
    }),
  );
  await db.write((tx) => tx.insert(vouches).values(pairs));
});
afterAll(() => db.close());

async function puppets(name: string, many: number): Promise<MemberId[]> {
  const ids: MemberId[] = [];
  for (let n = 0; n < many; n += ROWS_AT_ONCE) {
    const rows = Array.from({ length: Math.min(ROWS_AT_ONCE, many - n) }, (_, k) => ({
      ...{ username: `${name}${n + k}`, displayName: name, createdAt: 1 },
    }));
    ids.push(
      ...(await db.write((tx) => tx.insert(members).values(rows).returning({ id: members.id }))).map(({ id }) => id),
    );
  }
  return ids;
}

async function prove(ids: readonly MemberId[]): Promise<void> {
  for (let n = 0; n < ids.length; n += ROWS_AT_ONCE) {
    const rows = ids.slice(n, n + ROWS_AT_ONCE).map((memberId) => ({
      ...{ auditId: audit, memberId, topicId: audit as never, reasons: ["pair" as const] },
      ...{ isProven: true, isExcluded: true },
    }));
    await db.write((tx) => tx.insert(auditVoters).values(rows));
  }
}

const clear = () =>
  db.write((tx) => tx.update(auditVoters).set({ isExcluded: false }).where(eq(auditVoters.auditId, audit)));

const standing = () => db.read.$count(vouches, isNull(vouches.withdrawnAt));
const tied = () => db.read.$count(ties, eq(ties.kind, "vouches"));

describe("a ring of many", () => {
  test("rests, and stands again, in few statements, as nobody else writes meanwhile", async () => {
    await prove(ring);
    const resting = await writesOf(() => db.write((tx) => restVouches(tx, ring, 5)));
    expect([await standing(), await tied()]).toEqual([0, 0]);
    await clear();
    const waking = await writesOf(() => db.write((tx) => wakeVouches(tx, ring)));
    expect([await standing(), await tied()]).toEqual([4 * RING, 2 * RING]);
    expect(await recountTies(db, false)).toEqual([]);
    expect(Math.max(resting, waking)).toBeLessThan(50);
  });

  test("keeps nobody who was cleared from their vouches, however many still cheat", async () => {
    const [first] = ring;
    await prove(await puppets("cheat", STANDING_CHEATS));
    await db.write((tx) =>
      tx
        .update(vouches)
        .set({ withdrawnAt: 5, restsUntil: 6, wakes: true })
        .where(eq(vouches.toId, first as MemberId)),
    );
    await db.write((tx) => wakeVouches(tx, [first as MemberId]));
    const [row] = await db.read.select({ cheats: count() }).from(auditVoters).where(eq(auditVoters.isExcluded, true));
    expect([row?.cheats, await standing()]).toEqual([STANDING_CHEATS, 4 * RING]);
  });
});
