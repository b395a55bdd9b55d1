import { lockMember } from "~/features/members/members.server";
import { record } from "~/platform/record.server";
import type { FactId, MemberId } from "~db/ids.ts";
import type { Tx } from "~db/store.ts";
import { touch } from "~db/unit.ts";
import { weekOf } from "./calendar";
import { giverSubject, newcomerSubject } from "./claims";
import { OUTCOMES } from "./rules";
import type { Rulebook } from "./ruling.server";
import {
  type ClaimRow,
  claimsOfWeeks,
  claimsOn,
  insertEntries,
  lastEntries,
  nameOf,
  savePoints,
  saveStands,
} from "./store.server";
import { statesOf } from "./subjects.store.server";
import { stepTotals } from "./totals.store.server";
import { letsStand, standingOf, UNTOUCHED, worthOf } from "./worth";

/**
 * Holds the members of these claims until the transaction ends, in order of their numbers. False where nobody can have come
 * between what was read before and this.
 */
export async function lockMembersOf(tx: Tx, rows: ReadonlyArray<{ memberId: MemberId }>): Promise<boolean> {
  let isHeld = false;
  for (const id of membersOf(rows)) isHeld = (await lockMember(tx, id)) || isHeld;
  return isHeld;
}

const membersOf = (rows: ReadonlyArray<{ memberId: MemberId }>): MemberId[] =>
  [...new Set(rows.map(({ memberId }) => memberId))].sort((one, other) => one - other);

/** All that decides whether a claim stands. */
export const subjectsOf = ({ kind, subject, giverId, memberId }: ClaimRow): string[] => [
  subject,
  ...(giverId === null ? [] : [giverSubject(giverId)]),
  ...(kind === "comment.first" ? [newcomerSubject(memberId)] : []),
];

/** Makes those of the claims on these subjects stand that should, and no other. Returns those that changed. */
export async function restand(tx: Tx, subjects: readonly string[]): Promise<ClaimRow[]> {
  const seen = await claimsOn(tx, subjects);
  const claims = (await lockMembersOf(tx, seen)) ? await claimsOn(tx, subjects) : seen;
  const standing = await standingAmong(tx, claims);
  const changed = claims.filter((claim) => claim.stands !== standing.has(claim));
  for (const claim of changed) await saveStands(tx, claim, !claim.stands);
  await tellOutcomes(tx, changed);
  return changed;
}

/** Those of the claims that should stand; all on a subject, or all of a member, have to be among them. */
export async function standingAmong(read: Tx, claims: readonly ClaimRow[]): Promise<Set<ClaimRow>> {
  const states = await statesOf(read, [...new Set(claims.flatMap(subjectsOf))]);
  const isAlive = (claim: ClaimRow): boolean =>
    letsStand(
      subjectsOf(claim).map((subject) => states.get(subject) ?? UNTOUCHED),
      claim.factId,
    );
  const bySubject = Map.groupBy(claims, ({ subject }) => subject);
  return new Set([...bySubject.values()].flatMap((some) => [...standingOf(some, isAlive)]));
}

/** Says of outcomes that they stand now where they did not, and the other way round. */
export async function tellOutcomes(tx: Tx, changed: readonly ClaimRow[]): Promise<void> {
  for (const { kind: claim, memberId: member, subject, stands } of changed)
    if (OUTCOMES.includes(claim))
      await record(tx, { kind: "outcome.counted", by: null, details: { member, claim, subject, stands: !stands } });
}

export interface Settlement {
  /** Claims that came, or that stand or fell since. */
  moved: readonly ClaimRow[];
  cause: { id: FactId; at: number };
  book: Rulebook;
}

/** Makes what the members of these claims have of their weeks what the rules say. */
export async function settle(tx: Tx, { moved, cause, book }: Settlement): Promise<void> {
  for (const memberId of membersOf(moved)) {
    const weeks = [...new Set(moved.flatMap((row) => (row.memberId === memberId ? [weekOf(row.day)] : [])))];
    const worth = worthOf(await claimsOfWeeks(tx, memberId, weeks), book.rulesOf);
    const changed = [...worth].flatMap(([claim, points]) =>
      points === claim.points ? [] : [{ claim, points, by: points - claim.points }],
    );
    if (changed.length > 0) touch(tx, "points");
    await writeEntries(tx, changed, cause);
    await stepTotals(
      tx,
      changed.map(({ claim: { boardId, day }, by }) => ({ memberId, boardId, day, points: by })),
    );
  }
}

interface Changed {
  claim: ClaimRow;
  points: number;
  by: number;
}

async function writeEntries(tx: Tx, changed: readonly Changed[], cause: Settlement["cause"]): Promise<void> {
  const last = await lastEntries(
    tx,
    changed.map(({ claim }) => claim),
  );
  await insertEntries(
    tx,
    changed.map(({ claim, by }) => {
      const { factId, kind, memberId, subject, day, ruleVersion } = claim;
      const reverses = last.get(nameOf(claim)) ?? null;
      const about = { factId, kind, memberId, subject, day, ruleVersion };
      return { ...about, points: by, at: cause.at, causeId: cause.id, reverses };
    }),
  );
  for (const { claim, points } of changed) await savePoints(tx, claim, points);
}
