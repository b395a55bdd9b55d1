import { clock } from "~/platform/clock";
import type { MemberId, TopicId } from "~db/ids.ts";
import type { Tx } from "~db/store.ts";
import { claimsByFacts, deleteClaims, deleteLedgersOf, deleteStatesBy } from "./forgetting.store.server";
import { rulebook } from "./ruling.server";
import { lockMembersOf, restand, settle } from "./settling.server";
import type { ClaimRow } from "./store.server";
import { stepTotals } from "./totals.store.server";

/** What was done on topics that go for good is worth nothing any more, to whomever. */
export const forgetLedgerOf = (tx: Tx, topics: readonly TopicId[]): Promise<void> => forget(tx, { topics });

/** What these people did and gave goes with them, and what they have. */
export async function forgetLedgerBy(tx: Tx, people: readonly MemberId[]): Promise<void> {
  await forget(tx, { people });
  await deleteLedgersOf(tx, people);
}

async function forget(tx: Tx, which: Parameters<typeof claimsByFacts>[1]): Promise<void> {
  const gone = await claimsByFacts(tx, which);
  await lockMembersOf(tx, gone);
  await deleteClaims(tx, gone);
  await stepTotals(
    tx,
    gone.map((row) => ({ ...row, points: -row.points })),
  );
  const turned = await deleteStatesBy(tx, which);
  const subjects = [...new Set([...gone.map(({ subject }) => subject), ...turned])];
  const moved = [...(await restand(tx, { subjects, givers: [], newcomers: [] })), ...gone];
  for (const cause of causesOf(moved)) await settle(tx, { moved, cause, book: await rulebook(tx) });
}

// One is enough: what others' claims come to be worth is brought by what went.
const causesOf = ([first]: readonly ClaimRow[]) => (first ? [{ id: first.factId, at: clock.now() }] : []);
