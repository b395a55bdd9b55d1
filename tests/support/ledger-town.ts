import { addComment } from "~/features/comments/comments.server";
import { catchUpLedger } from "~/features/ledger/clock.server";
import type { Member } from "~/features/members/rules";
import type { CommentId, TopicId } from "~db/ids.ts";
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
