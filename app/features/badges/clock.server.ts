import { setImmediate as nextTick } from "node:timers/promises";
import { community } from "~/features/members/settings.server";
import { dateOf } from "~/platform/i18n/date";
import type { Store } from "~db/store.ts";
import { settleNext } from "./awarding.server";
import { allBadges } from "./badges.server";

export { placeFirstHundred } from "./first-hundred.server";

const A_TIME_MS = 400;

/** What a round goes through all people for, and how far it came; null: it is done. */
interface Round {
  occasion: string;
  after: number | null;
}

// A program that starts begins at the first person: nothing is given twice.
const rounds = new WeakMap<Store, Round>();

/**
 * Goes through all people, some at a time, and gives what is due: for years, as each day begins, and of badges that are new.
 * What reactions give at once is here proven on the way. Others are answered in between.
 */
export async function keepBadges(db: Store, now: number): Promise<void> {
  const occasion = await occasionOf(db, now);
  const known = rounds.get(db);
  let after = known?.occasion === occasion ? known.after : 0;
  const until = performance.now() + A_TIME_MS;
  while (after !== null && performance.now() < until) {
    after = await settleNext(db, after);
    rounds.set(db, { occasion, after });
    await nextTick();
  }
}

/** The day and the badges that can be earned: while neither changes, nothing but reactions brings anybody a badge. */
async function occasionOf(db: Store, now: number): Promise<string> {
  const { timeZone } = await community(db);
  const badges = (await allBadges(db)).filter(({ counted, retiredAt }) => counted !== null && retiredAt === null);
  return [dateOf(now, timeZone), ...badges.map(({ id }) => id)].join(" ");
}
