import { setImmediate as nextTick } from "node:timers/promises";
import { communityNow } from "~/features/members/settings.server";
import { reweighVotes } from "~/features/voting/reweighing.server";
import type { MemberId } from "~db/ids.ts";
import type { Store } from "~db/store.ts";
import { lastFact } from "./catching-up.store.server";
import { isRunDue } from "./growing";
import { relevelAll } from "./leveling.server";
import { weighEverybody } from "./running.server";
import { lambdaNow } from "./runs.server";
import { latestRun, weightChangesAfter } from "./runs.store.server";
import { settleStandings } from "./standings.server";
import { accountsAfter } from "./standings.store.server";

export { catchUpTrust } from "./catching-up.server";

/** Computes what votes weigh: at the first start, and each night. */
export async function weighPeople(db: Store, now: number): Promise<void> {
  const latest = await latestRun(db.read);
  const { timeZone } = await communityNow(db.read);
  if (isRunDue(latest?.at ?? null, now, hourIn(timeZone, now))) await weighEverybody(db, null);
}

const hourIn = (timeZone: string, now: number): number =>
  Number(new Intl.DateTimeFormat("en-GB", { timeZone, hour: "2-digit", hourCycle: "h23" }).format(now));

/** Looks hourly which levels people have come to, and which sanctions have ended. */
export const settleLevels = (db: Store, now: number): Promise<void> => relevelAll(db, now);

const PEOPLE_A_LOOK = 500;
const looked = new WeakMap<Store, number>();

/** Members from before there were standings get theirs: all of them once a start, later ones as they come. */
export async function settleEverybody(db: Store): Promise<void> {
  for (;;) {
    const after = looked.get(db) ?? 0;
    const people = await accountsAfter(db.read, after, PEOPLE_A_LOOK);
    const missing = people.filter(({ hasAccount, hasStanding }) => hasAccount && !hasStanding).map(({ id }) => id);
    if (missing.length)
      await db.write(async (tx) => {
        const lambda = await lambdaNow(tx);
        await settleStandings(tx, missing, { lambda, before: lambda, isRun: true });
      });
    looked.set(db, people.at(-1)?.id ?? after);
    if (people.length < PEOPLE_A_LOOK) return;
    await nextTick();
  }
}

const CHANGES_A_LOOK = 500;
const OVERLAP_MS = 3_600_000;
// PostgreSQL may show a fact after one with a higher number: each look reads so many numbers anew.
const OVERLAP_IDS = 500;
const followed = new WeakMap<Store, { last: number; seen: ReadonlySet<number> }>();

/** Votes of whose weight changed by itself follow within a minute. After a start, from the latest run on. */
export async function followWeights(db: Store): Promise<void> {
  const since = ((await latestRun(db.read))?.at ?? 0) - OVERLAP_MS;
  const upTo = await lastFact(db.read);
  let { last, seen } = followed.get(db) ?? { last: 0, seen: new Set<number>() };
  const follow = (known: readonly number[], end: number): void => {
    last = Math.max(last, end);
    seen = new Set([...seen, ...known].filter((id) => id > last - OVERLAP_IDS));
    followed.set(db, { last, seen });
  };
  for (let after = Math.max(0, last - OVERLAP_IDS); ; ) {
    const changes = await weightChangesAfter(db.read, { after, since, limit: CHANGES_A_LOOK });
    const unseen = changes.filter(({ id }) => !seen.has(id));
    const members = new Set<MemberId>(unseen.flatMap(({ member }) => member ?? []));
    if (members.size) await reweighVotes(db, [...members]);
    after = changes.at(-1)?.id ?? after;
    follow(
      unseen.map(({ id }) => id),
      after,
    );
    if (changes.length < CHANGES_A_LOOK) break;
  }
  follow([], upTo);
}
