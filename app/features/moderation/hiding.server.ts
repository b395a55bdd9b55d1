import { hideComments, showComments } from "~/features/comments/moderating.server";
import type { Member } from "~/features/members/rules";
import { hideTopics, showTopics } from "~/features/topics/moderating.server";
import { clock } from "~/platform/clock";
import { record } from "~/platform/record.server";
import type { ActId, CommentId, TopicId } from "~db/ids.ts";
import type { Tx } from "~db/store.ts";
import { type HidingRow, insertHidings, markShown, placesOf } from "./acts.store.server";
import { settleReports } from "./reports.server";
import type { Thing } from "./rules";

/** Hides topics and comments under an act: keeps what it hid, says so, and settles what was reported. How many. */
export async function hideUnder(
  tx: Tx,
  me: Member,
  actId: ActId,
  wanted: { topics: readonly TopicId[]; comments: readonly CommentId[] },
): Promise<number> {
  const topics = await hideTopics(tx, wanted.topics);
  const comments = await hideComments(tx, wanted.comments);
  const things: Thing[] = [
    ...topics.map(({ id }) => ({ topicId: id, commentId: null })),
    ...comments.map(({ id, topicId }) => ({ topicId, commentId: id })),
  ];
  await insertHidings(tx, actId, things);
  for (const topic of topics) await record(tx, { kind: "topic.hidden", by: me, topic, details: { act: actId } });
  await tellComments(tx, me, "comment.hidden", actId, comments);
  await settleReports(tx, me, things, "upheld");
  return things.length;
}

/** Shows again what these rows, all of one act, hid; nothing else. */
export async function showAgain(tx: Tx, me: Member, actId: ActId, rows: readonly HidingRow[]): Promise<void> {
  const topics = await showTopics(
    tx,
    rows.flatMap(({ topicId, commentId }) => (commentId ? [] : [topicId])),
  );
  const comments = await showComments(
    tx,
    rows.flatMap(({ commentId }) => (commentId ? [commentId] : [])),
  );
  await markShown(
    tx,
    rows.map(({ id }) => id),
    me.id,
    clock.now(),
  );
  for (const topic of topics) await record(tx, { kind: "topic.shown", by: me, topic, details: { act: actId } });
  await tellComments(tx, me, "comment.shown", actId, comments);
}

async function tellComments(
  tx: Tx,
  me: Member,
  kind: "comment.hidden" | "comment.shown",
  act: ActId,
  comments: Awaited<ReturnType<typeof hideComments>>,
): Promise<void> {
  const places = await placesOf(
    tx,
    comments.map(({ topicId }) => topicId),
  );
  for (const { id, topicId, authorId } of comments) {
    const topic = places.get(topicId);
    if (topic) await record(tx, { kind, by: me, topic, details: { act, comment: id, commentAuthor: authorId } });
  }
}
