import { rolesOf } from "~/features/members/members.server";
import { type Member, type Viewer, whyNotTakePart } from "~/features/members/rules";
import { addPictureUses, keepPictureUses } from "~/features/pictures/pictures.server";
import { type TopicRow, topicPage } from "~/features/topics/rules";
import { stepComments, topicAtHand, touchTopic, visibleTopic } from "~/features/topics/topics.server";
import { forgetDraft } from "~/features/writing/drafts.server";
import { recordMentions, renderText, whyNotHold } from "~/features/writing/mentions.server";
import { clock } from "~/platform/clock";
import { formKey } from "~/platform/form-key.server";
import { record } from "~/platform/record.server";
import { Refused, refuse, refuseFields } from "~/platform/refusals";
import { cleanText } from "~/platform/text";
import type { CommentId, TopicId } from "~db/ids.ts";
import type { Store, Tx } from "~db/store.ts";
import { touch } from "~db/unit.ts";
import { keepRevision } from "./revisions.store.server";
import { mayRead, whyNotComment, whyNotEditComment, whyNotReply, whyNotText } from "./rules";
import { type CommentRow, insertComment, loadComment, lockComment, saveText } from "./store.server";

export { type CommentPage, type CommentView, commentsOf, hiddenWriters, type WrittenComment } from "./listing.server";
export type { CommentRow } from "./store.server";

interface NewComment {
  text: string;
  /** The comment it answers; a reply to a reply stands under the same first-level comment. */
  parentId: CommentId | null;
  /** The form's token: posting the same form twice makes one comment. */
  once: string;
  /** What was kept of it while it was written, which goes. */
  draft?: string;
}

/** Adds a comment to a topic. Returns its id, also when this form was posted before. */
export async function addComment(db: Store, me: Member, topicId: TopicId, wanted: NewComment): Promise<CommentId> {
  refuse(whyNotTakePart(me, clock.now()));
  const text = cleanText(wanted.text);
  refuseFields({ text: whyNotText(text) });
  const { html } = await renderText(db.read, text);
  refuseFields({ text: whyNotHold(me, html) });
  return db.write(async (tx) => {
    const topic = await topicAtHand(tx, me, topicId);
    refuse(whyNotComment(me, topic));
    const parent = wanted.parentId ? await parentIn(tx, topicId, wanted.parentId) : null;
    if (parent) refuse(whyNotReply(parent));
    const now = clock.now();
    const { id, isNew } = await insertComment(tx, {
      topicId,
      authorId: me.id,
      parentId: parent?.thread ?? null,
      text,
      html,
      createdAt: now,
      once: formKey(wanted.once, topicId, wanted.parentId, text),
    });
    await forgetDraft(tx, me, wanted.draft);
    if (!isNew) return id;
    await addPictureUses(tx, { topicId, commentId: id }, html);
    await recordMentions(tx, { by: me, topic, comment: id, html: [html], except: parent?.authorId ?? null });
    await stepComments(tx, topicId, 1, now);
    await record(tx, {
      kind: "comment.added",
      by: me,
      topic,
      details: { comment: id, parent: parent?.id ?? null, parentAuthor: parent?.authorId ?? null },
    });
    touchTopic(tx, topicId, topic.boardId);
    return id;
  });
}

/** Changes the words of one's own comment; keeps the former. */
export async function editComment(db: Store, me: Member, id: CommentId, wanted: string): Promise<CommentRow> {
  const text = cleanText(wanted);
  refuseFields({ text: whyNotText(text) });
  const { html } = await renderText(db.read, text);
  return db.write(async (tx) => {
    await lockComment(tx, id);
    const { comment, topic } = await commentToEdit(tx, me, id);
    if (comment.text === text) return comment;
    refuseFields({ text: whyNotHold(me, html, comment.html) });
    await keepRevision(tx, comment, clock.now());
    await saveText(tx, id, { text, html, editedAt: clock.now() });
    await keepPictureUses(tx, { topicId: comment.topicId, commentId: id }, html);
    await recordMentions(tx, { by: me, topic, comment: id, html: [html], before: [comment.html] });
    await record(tx, { kind: "comment.edited", by: me, topic, details: { comment: id } });
    touch(tx, `topic:${comment.topicId}`);
    return comment;
  });
}

/** One's own comment, as far as one may change it now. */
export async function commentToEdit(
  tx: Tx,
  me: Member,
  id: CommentId,
): Promise<{ comment: CommentRow; topic: TopicRow }> {
  const found = await commentInTopic(tx, me, id);
  refuse(whyNotEditComment(me, found.comment, found.topic, clock.now()));
  return found;
}

/** The comment, if the viewer may see its topic and read its words. */
export async function visibleComment(tx: Tx, viewer: Viewer, id: CommentId): Promise<CommentRow> {
  return (await commentInTopic(tx, viewer, id)).comment;
}

/** Where a comment stands on its topic's page, however far down. */
export async function placeOfComment(read: Tx, viewer: Viewer, id: CommentId): Promise<string> {
  const { comment, topic } = await commentInTopic(read, viewer, id);
  return `${topicPage(topic)}?thread=${comment.thread}#comment-${id}`;
}

/** The same with its topic. */
export async function commentInTopic(
  tx: Tx,
  viewer: Viewer,
  id: CommentId,
): Promise<{ comment: CommentRow; topic: TopicRow }> {
  const comment = await loadComment(tx, id);
  if (!comment || !mayRead(viewer, comment)) throw new Refused("not.found");
  return { comment, topic: await visibleTopic(tx, viewer, comment.topicId) };
}

/** The same for somebody about to do something with it, who may have it open: they are told when it is hidden. */
export async function commentAtHand(
  tx: Tx,
  viewer: Viewer,
  id: CommentId,
): Promise<{ comment: CommentRow; topic: TopicRow }> {
  const comment = await loadComment(tx, id);
  if (!comment) throw new Refused("not.found");
  const topic = await topicAtHand(tx, viewer, comment.topicId);
  if (!mayRead(viewer, comment)) throw new Refused("comment.hidden");
  return { comment, topic };
}

/** The same held until the transaction ends: nobody hides or edits it meanwhile. */
export async function commentHeld(
  tx: Tx,
  viewer: Viewer,
  id: CommentId,
): Promise<{ comment: CommentRow & { isByStaff: boolean }; topic: TopicRow }> {
  await lockComment(tx, id);
  const { comment, topic } = await commentAtHand(tx, viewer, id);
  const roles = (await rolesOf(tx, [comment.authorId])).get(comment.authorId);
  return { comment: { ...comment, isByStaff: roles?.includes("staff") ?? false }, topic };
}

async function parentIn(tx: Tx, topicId: TopicId, id: CommentId): Promise<CommentRow> {
  const parent = await loadComment(tx, id);
  if (parent?.topicId !== topicId) throw new Refused("reply.elsewhere");
  return parent;
}
