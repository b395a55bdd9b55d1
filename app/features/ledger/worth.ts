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
 * many of a kind a day, so many marks of one giver a week, and the day's ceiling over all that employees didn't give. The
 * one that reaches the ceiling is worth what is left. `claims` are all of the weeks they are in.
 */
export function worthOf<One extends Payable>(
  claims: readonly One[],
  rulesOf: (version: number) => LedgerRules,
): Map<One, number> {
  const used = new Map<string, number>();
  const take = (key: string): number => {
    const before = used.get(key) ?? 0;
    used.set(key, before + 1);
    return before;
  };
  const left = new Map<number, number>();
  const worth = new Map<One, number>();
  for (const claim of inOrder(claims)) {
    const rules = rulesOf(claim.ruleVersion);
    const isPaid = claim.stands && isWithinCaps(claim, rules, take);
    const full = isPaid ? pointsOf(claim, rules) : 0;
    worth.set(claim, isUnderCeiling(claim.kind) ? underCeiling(claim, full, rules, left) : full);
  }
  return worth;
}

const inOrder = <One extends Payable>(claims: readonly One[]): One[] =>
  claims.toSorted((one, other) => one.factId - other.factId || (one.kind < other.kind ? -1 : 1));

// A mark that no cap of its giver's week lets count takes no place of the day's, so that the week is asked first.
function isWithinCaps({ kind, day, giverId }: Payable, rules: LedgerRules, take: (key: string) => number): boolean {
  const { aDay } = rules.kinds[kind];
  const isOfWeek = giverId === null || take(`${giverId} ${weekOf(day)}`) < rules.marksAWeekFromOne;
  return isOfWeek && (aDay === null || take(`${kind} ${day}`) < aDay);
}

const pointsOf = ({ kind, giverWeight }: Payable, { kinds }: LedgerRules): number =>
  giverWeight === null ? kinds[kind].points : Math.round((kinds[kind].points * giverWeight) / 1000);

function underCeiling({ day }: Payable, full: number, rules: LedgerRules, left: Map<number, number>): number {
  const room = left.get(day) ?? rules.dailyCeiling;
  const paid = Math.min(full, Math.max(room, 0));
  left.set(day, room - paid);
  return paid;
}
