import { type Member, whyNotTakePart } from "~/features/members/rules";
import { clock } from "~/platform/clock";
import { record } from "~/platform/record.server";
import { refuse } from "~/platform/refusals";
import type { CommentId } from "~db/ids.ts";
import type { Store } from "~db/store.ts";
import { touch } from "~db/unit.ts";
import { commentHeld } from "./comments.server";
import { addMark, removeMark, stepHelpful } from "./helpful.store.server";
import { whyNotMark } from "./rules";

export interface Helpful {
  helpful: number;
  /** Whether the one who asks is among them. */
  isMarked: boolean;
}

/** Says that somebody's comment helped, or takes it back. Saying it twice changes nothing. Returns the number after it. */
export function markHelpful(db: Store, me: Member, id: CommentId, wanted: boolean): Promise<Helpful> {
  refuse(whyNotTakePart(me, clock.now()));
  return db.write(async (tx) => {
    const { comment, topic } = await commentHeld(tx, me, id);
    refuse(whyNotMark(me, comment, topic));
    const mark = { commentId: id, memberId: me.id };
    const isNew = wanted ? await addMark(tx, { ...mark, at: clock.now() }) : await removeMark(tx, mark);
    if (!isNew) return { helpful: comment.helpful, isMarked: wanted };
    await record(tx, {
      kind: wanted ? "comment.marked" : "comment.unmarked",
      by: me,
      topic,
      details: { comment: id, commentAuthor: comment.authorId },
    });
    touch(tx, `topic:${topic.id}`);
    return { helpful: await stepHelpful(tx, id, wanted ? 1 : -1), isMarked: wanted };
  });
}
