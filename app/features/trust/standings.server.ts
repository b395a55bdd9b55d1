import { clock } from "~/platform/clock";
import { record } from "~/platform/record.server";
import type { MemberId } from "~db/ids.ts";
import { slicesOf } from "~db/slices.ts";
import type { Tx } from "~db/store.ts";
import { isByGrowing, isFall, isLittleNow, weightOf } from "./growing";
import { AS_GUEST, type ConfirmedBy, isAWord, type WeightCause } from "./rules";
import { lambdaNow } from "./runs.server";
import {
  addStandings,
  lockStandings,
  type StandingSources,
  saveStandings,
  standingSources,
  vouchedForBy,
} from "./standings.store.server";

/** Looks anew how somebody stands: how it is known who they are, and what their vote weighs. Twice changes nothing. */
export const settleStanding = (tx: Tx, id: MemberId): Promise<void> => settleStandingsOf(tx, [id]);

/** The same of some. */
export const settleStandingsOf = async (tx: Tx, ids: readonly MemberId[]): Promise<void> => {
  const settling = await outsideRuns(tx);
  for (const some of slicesOf(ids)) await settleStandings(tx, some, settling);
};

/** The same of whom somebody vouched for: whether their word counts may have changed. */
export const settleVouchedFor = async (tx: Tx, giver: MemberId): Promise<void> =>
  settleStandingsOf(tx, await vouchedForBy(tx, [giver]));

async function outsideRuns(tx: Tx): Promise<Settling> {
  const lambda = await lambdaNow(tx);
  return { lambda, before: lambda, isRun: false };
}

interface Settling {
  lambda: number;
  /** What λ was until now. */
  before: number;
  /** All weights slide with a run: facts tell of those that fell. Else of each. */
  isRun: boolean;
}

/**
 * The same of some at once, and of those they vouched for where that counts no longer, or does now. Whoever has no account
 * has no standing. Returns whose vote weighs another thing now.
 */
export async function settleStandings(tx: Tx, ids: readonly MemberId[], settling: Settling): Promise<MemberId[]> {
  const { lambda, isRun } = settling;
  const seen = await standingSources(tx, ids, clock.now());
  const missing = seen.filter(({ stored }) => stored === null).map(({ id }) => id);
  await addStandings(tx, missing.map(strangerOf));
  const differing = seen.flatMap((sources) => (isSettled(sources, lambda) ? [] : [sources.id]));
  if (differing.length === 0) return [];
  const isHeld = await lockStandings(tx, differing);
  const still = isHeld
    ? await standingSources(tx, differing, clock.now())
    : seen.filter(({ id }) => differing.includes(id));
  const changes = still.filter((sources) => !isSettled(sources, lambda)).map((sources) => changeOf(sources, settling));
  await saveStandings(
    tx,
    changes.map(({ row }) => row),
  );
  const weighed = changes.filter(({ isWeightNew }) => isWeightNew);
  for (const { row, cause, isFallen } of weighed)
    if (isFallen || !isRun)
      await record(tx, {
        kind: "weight.changed",
        by: null,
        details: { member: row.memberId, cause, isFall: isFallen, isGuest: row.isGuest },
      });
  const givers = changes.filter(({ isGiverNew }) => isGiverNew).map(({ row }) => row.memberId);
  // No further than these: a vouch doesn't make anybody's own count.
  const reached = givers.length ? await settleStandings(tx, await vouchedForBy(tx, givers), settling) : [];
  return [...weighed.map(({ row }) => row.memberId), ...reached];
}

/** Whether somebody who is known so confirms others by knowing them. */
const isGiver = (by: ConfirmedBy | null): boolean => by !== null && by !== "vouch";

const strangerOf = (memberId: MemberId) => ({ memberId, ...AS_GUEST, confirmedBy: null, confirmedAt: null });

const isSettled = (sources: StandingSources, lambda: number): boolean => {
  const { confirmedBy, weight, isGuest } = found(sources, lambda);
  const { stored } = sources;
  return stored?.confirmedBy === confirmedBy && stored.weight === weight && stored.isGuest === isGuest;
};

function found(sources: StandingSources, lambda: number) {
  const confirmedBy = confirmedHow(sources);
  return { confirmedBy, ...weightOf(confirmedBy !== null, sources.g ?? 0, lambda) };
}

/** How it is known who somebody is. A moderator's word stands until it is taken back; the rest is as it is now. */
export function confirmedHow(sources: Omit<StandingSources, "id" | "g">): ConfirmedBy | null {
  const { hasRole, way, verdict, hasAddress, isVouchedFor, stored } = sources;
  const isAdmitted = verdict === "admitted" && way !== null && way !== "open";
  if (stored && isAWord(stored.confirmedBy)) return stored.confirmedBy;
  if (hasRole) return "role";
  if (isAdmitted) return way;
  if (hasAddress) return "address";
  return isVouchedFor ? "vouch" : null;
}

function changeOf(sources: StandingSources, { lambda, before: lambdaBefore }: Settling) {
  const { id: memberId, stored } = sources;
  const { confirmedBy, ...weight } = found(sources, lambda);
  const before = stored ?? { ...AS_GUEST, confirmedBy: null, confirmedAt: null };
  const isConfirmedNew = confirmedBy !== null && before.confirmedBy === null;
  const isGrowing = isByGrowing(before, weight, { before: lambdaBefore, lambda });
  const cause = causeOf(before.confirmedBy, confirmedBy, isGrowing);
  return {
    row: {
      ...{ memberId, confirmedBy, ...weight },
      confirmedAt: confirmedBy === null ? null : isConfirmedNew ? clock.now() : before.confirmedAt,
    },
    isWeightNew: before.weight !== weight.weight || before.isGuest !== weight.isGuest,
    isFallen: isFall(before, weight) || (cause === "growing" && isLittleNow(before, weight)),
    isGiverNew: isGiver(before.confirmedBy) !== isGiver(confirmedBy),
    cause,
  };
}

function causeOf(before: ConfirmedBy | null, by: ConfirmedBy | null, isGrowing: boolean): WeightCause {
  if (before === null && by !== null) return "confirmed";
  if (before !== null && by === null) return "unconfirmed";
  return isGrowing ? "growing" : "ties";
}
