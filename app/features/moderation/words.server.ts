import { placeOfComment } from "~/features/comments/comments.server";
import { personById } from "~/features/members/members.server";
import type { Member } from "~/features/members/rules";
import { topicPage } from "~/features/topics/rules";
import { visibleTopic } from "~/features/topics/topics.server";
import { placeOfObjection } from "~/features/voting/voting.server";
import { clock } from "~/platform/clock";
import type { MemberId } from "~db/ids.ts";
import type { Store } from "~db/store.ts";
import { actLog } from "./log.server";
import { type Thing, whyNotAct } from "./rules";
import { undoableFor } from "./undoable.server";

/** Who wrote a thing, what was done to it, and what this moderator may do. */
export async function wordsBy(db: Store, me: Member, thing: Thing, authorId: MemberId) {
  const [author, { acts }, undoable] = await Promise.all([
    personById(db.read, authorId),
    actLog(db, me, { thing }),
    undoableFor(db, me, [authorId]),
  ]);
  return {
    author: { id: author.id, name: author.displayName },
    whyNot: whyNotAct(me, author),
    mayShow: undoable.length > 0,
    acts,
    now: clock.now(),
  };
}

/** Where a thing stands among others, for somebody who is sent there: a redirect to another would lose the flash. */
export async function placeOf(db: Store, me: Member, thing: Thing): Promise<string> {
  const { topicId, commentId, objectorId } = thing;
  if (commentId) return placeOfComment(db.read, me, commentId);
  if (objectorId) return placeOfObjection(db, me, { topicId, objectorId });
  return topicPage(await visibleTopic(db.read, me, topicId));
}
