import { clock } from "~/platform/clock";
import type { MemberId, TopicId } from "~db/ids.ts";
import type { Tx } from "~db/store.ts";
import { turnsOf } from "./claims";
import { readableFact } from "./facts-read";
import {
  claimsByFacts,
  deleteClaims,
  deleteLedgersOf,
  deleteStatesBy,
  otherFacts,
  type Told,
} from "./forgetting.store.server";
import { rulebook } from "./ruling.server";
import { lockMembersOf, restand, settle, tellOutcomes } from "./settling.server";
import { turnSubjects } from "./subjects.store.server";
import { stepTotals } from "./totals.store.server";
import { askToRestand, isOfMany } from "./turning.server";

/** What was done on topics that go for good is worth nothing any more, to whomever. */
export const forgetLedgerOf = (tx: Tx, topics: readonly TopicId[]): Promise<void> => forget(tx, { topics });

/** What these people did and gave goes with them, and what they have. */
export async function forgetLedgerBy(tx: Tx, people: readonly MemberId[]): Promise<void> {
  await forget(tx, { people });
  await deleteLedgersOf(tx, people);
}

async function forget(tx: Tx, which: Told): Promise<void> {
  const gone = await claimsByFacts(tx, which);
  await lockMembersOf(tx, gone);
  await tellOutcomes(
    tx,
    gone.filter(({ stands }) => stands),
  );
  await deleteClaims(tx, gone);
  await stepTotals(
    tx,
    gone.map((row) => ({ ...row, points: -row.points })),
  );
  const turned = await deleteStatesBy(tx, which);
  await turnAgain(tx, turned, which);
  for (const subject of turned) if (isOfMany(subject)) await askToRestand(tx, subject);
  const subjects = [...new Set([...gone.map(({ subject }) => subject), ...turned])];
  const moved = [
    ...(await restand(
      tx,
      subjects.filter((one) => !isOfMany(one)),
    )),
    ...gone,
  ];
  const [first] = moved;
  // What others' claims come to be worth is brought by what went.
  if (first) await settle(tx, { moved, cause: { id: first.factId, at: clock.now() }, book: await rulebook(tx) });
}

// What others said of those subjects stays said.
async function turnAgain(tx: Tx, subjects: readonly string[], which: Told): Promise<void> {
  if (subjects.length === 0) return;
  for (const row of await otherFacts(tx, subjects, which)) {
    const fact = readableFact(row);
    const turns = fact ? turnsOf(fact).filter(({ subject }) => subjects.includes(subject)) : [];
    await turnSubjects(tx, row.id, turns);
  }
}
