import { type Member, whyNotTakePart } from "~/features/members/rules";
import { lockTopic } from "~/features/topics/topics.server";
import { clock } from "~/platform/clock";
import { record } from "~/platform/record.server";
import { refuse } from "~/platform/refusals";
import type { CommentId } from "~db/ids.ts";
import type { Store } from "~db/store.ts";
import { touch } from "~db/unit.ts";
import { commentAtHand, commentHeld } from "./comments.server";
import { whyNotPin } from "./rules";
import { savePin, unpinOthers } from "./singling.store.server";

/** Puts a comment of the brand's on top of its discussion, in place of another, or takes it down. */
export async function pinComment(db: Store, me: Member, id: CommentId, wanted: boolean): Promise<void> {
  refuse(whyNotTakePart(me, clock.now()));
  await db.write(async (tx) => {
    await lockTopic(tx, (await commentAtHand(tx, me, id)).topic.id); // of two at once the later takes the other down
    const { comment, topic } = await commentHeld(tx, me, id);
    refuse(whyNotPin(me, comment, topic));
    if ((comment.pinnedAt !== null) === wanted) return;
    if (wanted) await unpinOthers(tx, topic.id);
    await savePin(tx, id, wanted ? clock.now() : null);
    await record(tx, { kind: "comment.pinned", by: me, topic, details: { comment: id, isPinned: wanted } });
    touch(tx, `topic:${topic.id}`);
  });
}
