import { hideComments, showComments } from "~/features/comments/moderating.server";
import type { Member } from "~/features/members/rules";
import { hideTopics, showTopics } from "~/features/topics/moderating.server";
import type { ObjectionKey } from "~/features/voting/rules";
import { clock } from "~/platform/clock";
import { record } from "~/platform/record.server";
import type { ActId, CommentId, TopicId } from "~db/ids.ts";
import type { Tx } from "~db/store.ts";
import { touch } from "~db/unit.ts";
import { type HidingRow, insertHidings, markShown, placesOf } from "./acts.store.server";
import { settleReports } from "./reports.server";
import { commentThing, objectionThing, type Thing, topicThing } from "./rules";

interface Hidden {
  topics?: readonly TopicId[];
  comments?: readonly CommentId[];
  /** None of them hidden so far: that they are stands in the hidings alone. */
  objections?: readonly ObjectionKey[];
}

/** Hides things under an act: keeps what it hid, says so, and settles what was reported. How many. */
export async function hideUnder(tx: Tx, me: Member, actId: ActId, wanted: Hidden): Promise<number> {
  const topics = await hideTopics(tx, wanted.topics ?? []);
  const comments = await hideComments(tx, wanted.comments ?? []);
  const objections = wanted.objections ?? [];
  const things: Thing[] = [
    ...topics.map(({ id }) => topicThing(id)),
    ...comments.map(({ id, topicId }) => commentThing(topicId, id)),
    ...objections.map(objectionThing),
  ];
  await insertHidings(tx, actId, things);
  for (const topic of topics) await record(tx, { kind: "topic.hidden", by: me, topic, details: { act: actId } });
  await tellComments(tx, me, "comment.hidden", actId, comments);
  await tellObjections(tx, me, "objection.hidden", actId, objections);
  await settleReports(tx, me, things, "upheld");
  return things.length;
}

/** Shows again what these rows, all of one act, hid; nothing else. */
export async function showAgain(tx: Tx, me: Member, actId: ActId, rows: readonly HidingRow[]): Promise<void> {
  const topics = await showTopics(
    tx,
    rows.flatMap(({ topicId, commentId, objectorId }) => (commentId || objectorId ? [] : [topicId])),
  );
  const comments = await showComments(
    tx,
    rows.flatMap(({ commentId }) => (commentId ? [commentId] : [])),
  );
  const objections = rows.flatMap(({ topicId, objectorId }) => (objectorId ? [{ topicId, objectorId }] : []));
  await markShown(
    tx,
    rows.map(({ id }) => id),
    me.id,
    clock.now(),
  );
  for (const topic of topics) await record(tx, { kind: "topic.shown", by: me, topic, details: { act: actId } });
  await tellComments(tx, me, "comment.shown", actId, comments);
  await tellObjections(tx, me, "objection.shown", actId, objections);
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

async function tellObjections(
  tx: Tx,
  me: Member,
  kind: "objection.hidden" | "objection.shown",
  act: ActId,
  objections: readonly ObjectionKey[],
): Promise<void> {
  const places = await placesOf(
    tx,
    objections.map(({ topicId }) => topicId),
  );
  for (const { topicId, objectorId } of objections) {
    const topic = places.get(topicId);
    if (topic) await record(tx, { kind, by: me, topic, details: { act, objector: objectorId } });
    touch(tx, `topic:${topicId}`);
  }
}
