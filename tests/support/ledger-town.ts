import { eq, sql } from "drizzle-orm";
import { addComment } from "~/features/comments/comments.server";
import { catchUpLedger } from "~/features/ledger/clock.server";
import { type ClaimKind, POINT } from "~/features/ledger/rules";
import type { Member } from "~/features/members/rules";
import type { CommentId, TopicId } from "~db/ids.ts";
import { ledgerClaims } from "~db/schema/ledger.ts";
import type { Store } from "~db/store.ts";
import { newForm, openTestStore, person, react, settle } from "./town";

/** A town whose ledger has all that happened so far, and what people do there. */
export async function openLedgerTown() {
  const db = await openTestStore();
  const town = await settle(db);
  let names = 0;
  const catchUp = async (): Promise<void> => {
    await react(db);
    await catchUpLedger(db);
  };
  await catchUp();
  return {
    ...{ db, town, catchUp },
    newFan: (): Promise<Member> => person(db, `ledger-fan-${++names}`),
    say: (me: Member, topicId: TopicId, text = "Have you tried turning it off and on?"): Promise<CommentId> =>
      addComment(db, me, topicId, { text, parentId: null, once: newForm() }),
  };
}

/** What somebody has of each kind, in points; kinds that come to nothing are left out. */
export async function pointsByKind(db: Store, { id }: Member): Promise<Partial<Record<ClaimKind, number>>> {
  const rows = await db.read
    .select({ kind: ledgerClaims.kind, points: sql<number>`sum(${ledgerClaims.points})`.mapWith(Number) })
    .from(ledgerClaims)
    .where(eq(ledgerClaims.memberId, id))
    .groupBy(ledgerClaims.kind);
  return Object.fromEntries(
    rows.filter(({ points }) => points !== 0).map(({ kind, points }) => [kind, points / POINT]),
  );
}
