import { record } from "~/platform/record.server";
import type { MemberId } from "~db/ids.ts";
import type { Tx } from "~db/store.ts";
import { standingCheats } from "./fraud.store.server";
import { settleStanding } from "./standings.server";
import { pairOf, tieByVouches } from "./ties.server";
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
  await tieAnew(tx, rested);
}

/** What rested because of people who are cleared stands again, unless another audit still takes one of them out. */
export async function wakeVouches(tx: Tx, cleared: readonly MemberId[]): Promise<void> {
  const still = await standingCheats(tx);
  const free = cleared.filter((id) => !still.has(id));
  await tieAnew(tx, await wakeVouchesAround(tx, free, [...still]));
}

async function tieAnew(tx: Tx, pairs: readonly VouchPair[]): Promise<void> {
  for (const { fromId, toId } of pairs) {
    await tieByVouches(tx, pairOf(fromId, toId));
    await settleStanding(tx, toId); // a vouch may be how it was known who they are
  }
}
