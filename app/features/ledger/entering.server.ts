import { isId, type MemberId } from "~db/ids.ts";
import type { Tx } from "~db/store.ts";
import { type Claim, claimsOf, newcomerSubject, turnsOf } from "./claims";
import type { LedgerFact } from "./facts-read";
import { pastIn } from "./past.server";
import { type Rulebook, rulebookKept } from "./ruling.server";
import { lockMembersOf, restand, settle } from "./settling.server";
import { type ClaimRow, type Concern, insertClaims } from "./store.server";
import { statesOf, turnSubjects } from "./subjects.store.server";
import { UNTOUCHED } from "./worth";

/**
 * Enters what a fact says into the ledger: what people claim by it, what it takes back and gives back, and what all of that
 * is worth then. Facts may come in any order and again: in the end everybody has the same points of each kind and day.
 */
export async function enter(tx: Tx, fact: LedgerFact): Promise<void> {
  const turns = turnsOf(fact);
  const book = await rulebookKept(tx);
  const claims = await claimsOf(fact, pastIn(tx), book.at(fact.at).rules);
  if (turns.length === 0 && claims.length === 0) return;
  const rows = await alive(
    tx,
    claims.map((claim) => rowOf(fact, claim, book)),
  );
  await lockMembersOf(tx, rows);
  await insertClaims(tx, rows);
  await turnSubjects(tx, fact.id, turns);
  const moved = await restand(
    tx,
    concernOf(
      rows,
      turns.map(({ subject }) => subject),
    ),
  );
  await settle(tx, { moved: [...moved, ...rows], cause: fact, book });
}

/** A claim as it is stored before anybody has looked whether it stands. */
export const rowOf = (fact: LedgerFact, { giver, ...claim }: Claim, book: Rulebook): ClaimRow => ({
  ...{ ...claim, factId: fact.id, stands: false, points: 0, at: fact.at, day: book.dayOf(fact.at) },
  ...{ giverId: giver?.id ?? null, giverWeight: giver?.weight ?? null },
  ...{ topicId: fact.topicId, boardId: fact.boardId, ruleVersion: book.at(fact.at).version },
});

// Whoever is no newcomer any more leaves no row behind for each comment.
async function alive(tx: Tx, rows: ClaimRow[]): Promise<ClaimRow[]> {
  const [first] = rows.filter(({ kind }) => kind === "comment.first");
  if (!first) return rows;
  const subject = newcomerSubject(first.memberId);
  const { endFactId } = (await statesOf(tx, [subject])).get(subject) ?? UNTOUCHED;
  return endFactId !== null && endFactId < first.factId ? rows.filter((row) => row !== first) : rows;
}

function concernOf(rows: readonly ClaimRow[], turned: readonly string[]): Concern {
  const named = (prefix: string): MemberId[] =>
    turned.flatMap((subject) => {
      const id = subject.startsWith(prefix) ? Number(subject.slice(prefix.length)) : Number.NaN;
      return isId<MemberId>(id) ? [id] : [];
    });
  return {
    subjects: [...new Set([...rows.map(({ subject }) => subject), ...turned])],
    givers: named("giver:"),
    newcomers: named("newcomer:"),
  };
}
