import { commentHeld } from "~/features/comments/comments.server";
import type { Member } from "~/features/members/rules";
import { touchTopic } from "~/features/topics/topics.server";
import { clock } from "~/platform/clock";
import { record } from "~/platform/record.server";
import { refuse } from "~/platform/refusals";
import type { CommentId } from "~db/ids.ts";
import type { Store } from "~db/store.ts";
import { saveAcceptance } from "./accepting.store.server";
import { whyNotAccept } from "./accepting-rules";
import { loadThreadState } from "./store.server";
import { lockThread } from "./threads.server";

/** Accepts a reply as its question's answer, in place of another, or takes that back. Twice changes nothing. */
export async function acceptReply(db: Store, me: Member, id: CommentId, wanted: boolean): Promise<void> {
  const now = clock.now();
  await db.write(async (tx) => {
    const { comment, topic } = await commentHeld(tx, me, id);
    await lockThread(tx, topic.id); // the second of two takes the place of the first
    const thread = (await loadThreadState(tx, topic.id)) ?? null;
    refuse(whyNotAccept(me, comment, thread, topic, now));
    const before = thread?.acceptedId ?? null;
    if ((before === id) === wanted) return;
    await saveAcceptance(tx, topic.id, wanted ? { id, by: me.id, at: now } : null);
    const details = { comment: id, commentAuthor: comment.authorId };
    await (wanted
      ? record(tx, { kind: "reply.accepted", by: me, topic, details: { ...details, before } })
      : record(tx, { kind: "reply.unaccepted", by: me, topic, details }));
    touchTopic(tx, topic.id, topic.boardId);
  });
}
