import type { FactId, MemberId } from "~db/ids.ts";
import { weekOf } from "./calendar";
import { type ClaimKind, isUnderCeiling, type LedgerRules } from "./rules";

/** What deciding whether a claim stands needs of it. */
interface Standing {
  factId: FactId;
  kind: ClaimKind;
  memberId: MemberId;
}

/** What has become of a subject. No row of one: it stands. */
export interface SubjectState {
  isOff: boolean;
  /** Claims by facts before it are over. 0: none. */
  cutFactId: number;
  /** Claims by facts behind it never counted. Null: none. */
  endFactId: number | null;
}

export const UNTOUCHED: SubjectState = { isOff: false, cutFactId: 0, endFactId: null };

/** Whether subjects in such states let a fact's claim stand. */
export const letsStand = (states: readonly SubjectState[], factId: number): boolean =>
  states.every(
    ({ isOff, cutFactId, endFactId }) => !isOff && factId > cutFactId && (endFactId === null || factId < endFactId),
  );

/** Of claims on one subject those that stand: of one person and kind the first that nothing ended. */
export function standingOf<One extends Standing>(claims: readonly One[], isAlive: (claim: One) => boolean): Set<One> {
  const firsts = new Map<string, One>();
  for (const claim of claims) {
    if (!isAlive(claim)) continue;
    const key = `${claim.kind} ${claim.memberId}`;
    const first = firsts.get(key);
    if (!first || claim.factId < first.factId) firsts.set(key, claim);
  }
  return new Set(firsts.values());
}

/** What deciding its worth needs of a claim. */
export interface Payable {
  factId: FactId;
  kind: ClaimKind;
  stands: boolean;
  /** Days since 1970-01-01. */
  day: number;
  giverId: MemberId | null;
  /** Thousandths. */
  giverWeight: number | null;
  ruleVersion: number;
}

/**
 * What each of one member's claims is worth in thousandths, behind all caps (people.md 1), in the order of their facts: so
 * many of a kind a day, so many gifts of one giver a week, and the day's ceiling over all that employees didn't give. The
 * one that reaches a cap of points is worth what is left. `claims` are all that stand of the weeks they are in.
 */
export function worthOf<One extends Payable>(
  claims: readonly One[],
  rulesOf: (version: number) => LedgerRules,
): Map<One, number> {
  const used = new Map<string, number>();
  const worth = new Map<One, number>();
  for (const claim of inOrder(claims))
    worth.set(claim, claim.stands ? paid(claim, rulesOf(claim.ruleVersion), used) : 0);
  return worth;
}

const inOrder = <One extends Payable>(claims: readonly One[]): One[] =>
  claims.toSorted((one, other) => one.factId - other.factId || (one.kind < other.kind ? -1 : 1));

function paid({ kind, day, giverId, giverWeight }: Payable, rules: LedgerRules, used: Map<string, number>): number {
  const { points, aDay } = rules.kinds[kind];
  if (giverId !== null && !takes(used, `${kind} ${giverId} ${weekOf(day)}`, 1, rules.aWeekFromOne)) return 0;
  // Marks weigh differently: were they counted, ten of strangers would keep a friend's from counting.
  if (kind === "helpful.received") {
    const most = aDay === null ? Number.POSITIVE_INFINITY : points * aDay;
    return underCeiling(take(used, `${kind} ${day}`, weighed(points, giverWeight), most), day, rules, used);
  }
  if (aDay !== null && !takes(used, `${kind} ${day}`, 1, aDay)) return 0;
  return isUnderCeiling(kind) ? underCeiling(points, day, rules, used) : points;
}

const weighed = (points: number, weight: number | null): number => Math.round((points * (weight ?? 0)) / 1000);

const underCeiling = (points: number, day: number, { dailyCeiling }: LedgerRules, used: Map<string, number>): number =>
  take(used, `ceiling ${day}`, points, dailyCeiling);

/** As much of it as there is room for below a cap. */
function take(used: Map<string, number>, key: string, wanted: number, most: number): number {
  const before = used.get(key) ?? 0;
  const taken = Math.min(wanted, Math.max(0, most - before));
  used.set(key, before + taken);
  return taken;
}

/** The same of what can't be divided. */
const takes = (used: Map<string, number>, key: string, wanted: number, most: number): boolean =>
  (used.get(key) ?? 0) + wanted <= most && take(used, key, wanted, most) === wanted;
