import { record } from "~/platform/record.server";
import type { MemberId } from "~db/ids.ts";
import type { Tx } from "~db/store.ts";
import { standingCheats } from "./fraud.store.server";
import { settleStandingsOf } from "./standings.server";
import { tieAllByVouches } from "./ties.server";
import { restVouchesAround, type VouchPair, wakeVouchesAround } from "./vouches.store.server";

const REST_MS = 90 * 86_400_000;

/**
 * Whom an audit proved to cheat has no vouches, given or received: they rest, and use up their giver's budget for ninety
 * days more. `at` is when it was decided; whoever was cleared since keeps theirs.
 */
export async function restVouches(tx: Tx, proven: readonly MemberId[], at: number): Promise<void> {
  const still = await standingCheats(tx);
  const cheats = proven.filter((id) => still.has(id));
  const until = at + REST_MS;
  const rested = await restVouchesAround(tx, cheats, { at, until });
  for (const { fromId, toId } of rested)
    if (!still.has(fromId))
      await record(tx, { kind: "vouch.rested", by: null, details: { member: fromId, about: toId, until } });
  await settleAround(tx, cheats, rested);
}

/** What rested because of people who are cleared stands again, unless another audit still takes one of them out. */
export async function wakeVouches(tx: Tx, cleared: readonly MemberId[]): Promise<void> {
  await settleAround(tx, cleared, await wakeVouchesAround(tx, cleared));
}

// A ring may be of a thousand: each of them is looked at once, however many vouched for them.
async function settleAround(tx: Tx, people: readonly MemberId[], pairs: readonly VouchPair[]): Promise<void> {
  if (pairs.length === 0) return;
  await tieAllByVouches(tx, people);
  await settleStandingsOf(tx, [...new Set(pairs.map(({ toId }) => toId))]); // a vouch may be how it was known who they are
}
