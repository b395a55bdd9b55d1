import { type Member, whyNotTakePart } from "~/features/members/rules";
import { clock } from "~/platform/clock";
import { record } from "~/platform/record.server";
import { refuse } from "~/platform/refusals";
import type { CommentId } from "~db/ids.ts";
import type { Store } from "~db/store.ts";
import { touch } from "~db/unit.ts";
import { commentHeld } from "./comments.server";
import { whyNotThank } from "./rules";
import { saveThanks } from "./singling.store.server";

/** Says "that helped" to a comment from the brand, or takes it back. Saying it twice changes nothing. */
export async function thankFor(db: Store, me: Member, id: CommentId, wanted: boolean): Promise<void> {
  refuse(whyNotTakePart(me, clock.now()));
  await db.write(async (tx) => {
    const { comment, topic } = await commentHeld(tx, me, id);
    refuse(whyNotThank(me, comment, topic));
    if ((comment.thankedAt !== null) === wanted) return;
    await saveThanks(tx, id, wanted ? clock.now() : null);
    await record(tx, {
      kind: wanted ? "comment.thanked" : "comment.unthanked",
      by: me,
      topic,
      details: { comment: id, commentAuthor: comment.authorId },
    });
    touch(tx, `topic:${topic.id}`);
  });
}
