import { lockNames } from "~db/locks.ts";
import type { Tx } from "~db/store.ts";
import { type Claim, claimsOf, newcomerSubject, type Turn, turnsOf } from "./claims";
import type { LedgerFact } from "./facts-read";
import { pastIn } from "./past.server";
import { whoIsHere } from "./past.store.server";
import { type Rulebook, rulebookKept } from "./ruling.server";
import { lockMembersOf, restand, settle } from "./settling.server";
import { type ClaimRow, insertClaims } from "./store.server";
import { statesOf, turnSubjects } from "./subjects.store.server";
import { askToRestand, isOfMany } from "./turning.server";
import { UNTOUCHED } from "./worth";

/**
 * Enters what a fact says into the ledger: what people claim by it, what it takes back and gives back, and what all of that
 * is worth then. Facts may come in any order and again: in the end everybody has the same points of each kind and day.
 */
export async function enter(tx: Tx, fact: LedgerFact): Promise<void> {
  const turns = turnsOf(fact);
  const book = await rulebookKept(tx);
  const rows = await rowsOf(tx, fact, book);
  if (turns.length === 0 && rows.length === 0) return;
  const subjects = subjectsOf(rows, turns);
  await lockNames(tx, subjects); // or of a claim and what ends it, neither would see the other
  await lockMembersOf(tx, rows);
  await insertClaims(tx, rows);
  await turn(tx, fact, turns);
  const moved = await restand(tx, subjects);
  await settle(tx, { moved: [...moved, ...rows], cause: fact, book });
}

const subjectsOf = (rows: readonly ClaimRow[], turns: readonly Turn[]): string[] => [
  ...new Set([...rows, ...turns].map(({ subject }) => subject).filter((subject) => !isOfMany(subject))),
];

async function turn(tx: Tx, fact: LedgerFact, turns: readonly Turn[]): Promise<void> {
  await turnSubjects(tx, fact.id, turns);
  for (const { subject } of turns) if (isOfMany(subject)) await askToRestand(tx, subject);
}

/** What a fact lets those claim who are still here, as it is stored before anybody has looked whether it stands. */
export async function rowsOf(read: Tx, fact: LedgerFact, book: Rulebook): Promise<ClaimRow[]> {
  const claims = await claimsOf(fact, pastIn(read), book.at(fact.at).rules);
  if (claims.length === 0) return [];
  const here = await whoIsHere(
    read,
    fact.id,
    claims.map(({ memberId }) => memberId),
  );
  return alive(
    read,
    claims.filter(({ memberId }) => here.has(memberId)).map((claim) => rowOf(fact, claim, book)),
  );
}

const rowOf = (fact: LedgerFact, { giver, ...claim }: Claim, book: Rulebook): ClaimRow => ({
  ...{ ...claim, factId: fact.id, stands: false, points: 0, at: fact.at, day: book.dayOf(fact.at) },
  ...{ giverId: giver?.id ?? null, giverWeight: giver?.weight ?? null },
  ...{ topicId: fact.topicId, boardId: fact.boardId, ruleVersion: book.at(fact.at).version },
});

// Whoever is no newcomer any more leaves no row behind for each comment.
async function alive(read: Tx, rows: ClaimRow[]): Promise<ClaimRow[]> {
  const [first] = rows.filter(({ kind }) => kind === "comment.first");
  if (!first) return rows;
  const subject = newcomerSubject(first.memberId);
  const { endFactId } = (await statesOf(read, [subject])).get(subject) ?? UNTOUCHED;
  return endFactId !== null && endFactId < first.factId ? rows.filter((row) => row !== first) : rows;
}
