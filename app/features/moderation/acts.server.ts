import { commentInTopic } from "~/features/comments/comments.server";
import { whyNotDays } from "~/features/convention/rules";
import { imposeSuspension, runningSuspension } from "~/features/convention/sanctions.server";
import type { Member } from "~/features/members/rules";
import { setLock } from "~/features/topics/moderating.server";
import { whyNotTitle } from "~/features/topics/rules";
import { changeTopic, existingBoard } from "~/features/topics/topics.server";
import { objectionsNamed } from "~/features/voting/moderating.server";
import type { ObjectionKey } from "~/features/voting/rules";
import { record } from "~/platform/record.server";
import { cleanLine } from "~/platform/text";
import type { BoardId, CommentId, MemberId, TopicId } from "~db/ids.ts";
import type { Store } from "~db/store.ts";
import { reasonOf, ruledWords, type Said, subjectHeld, topicHeld, writeAct } from "./acting.server";
import { hideUnder } from "./hiding.server";
import { settleReports } from "./reports.server";
import { topicThing } from "./rules";
import { giveTitle } from "./topic-kinds.server";

// Each answers true when it did something: false is news, too, as another moderator was faster.

/** Hides a topic from everyone but its author and moderators. */
export async function hideTopic(db: Store, me: Member, id: TopicId, said: Said): Promise<boolean> {
  const words = ruledWords(me, said);
  return db.write(async (tx) => {
    const { authorId, visibility } = await topicHeld(tx, me, id);
    if (visibility !== "open") return false;
    const act = await writeAct(tx, me, { kind: "topic.hide", subjectId: authorId, topicId: id, ...words });
    await hideUnder(tx, me, act, { topics: [id] });
    return true;
  });
}

/** Hides a comment. Replies to it stay. */
export async function hideComment(db: Store, me: Member, id: CommentId, said: Said): Promise<boolean> {
  const words = ruledWords(me, said);
  return db.write(async (tx) => {
    await subjectHeld(tx, me, (await commentInTopic(tx, me, id)).comment.authorId);
    const { topicId, authorId, isHidden } = (await commentInTopic(tx, me, id)).comment;
    if (isHidden) return false;
    const whose = { subjectId: authorId, topicId, commentId: id };
    const act = await writeAct(tx, me, { kind: "comment.hide", ...whose, ...words });
    await hideUnder(tx, me, act, { comments: [id] });
    return true;
  });
}

/** Hides the reason somebody gave for objecting. The objection still counts. False also when it was taken back. */
export async function hideObjection(db: Store, me: Member, key: ObjectionKey, said: Said): Promise<boolean> {
  const words = ruledWords(me, said);
  return db.write(async (tx) => {
    await subjectHeld(tx, me, key.objectorId);
    const [objection] = await objectionsNamed(tx, [key]);
    if (!objection || objection.isHidden) return false;
    const whose = { subjectId: key.objectorId, topicId: key.topicId };
    const act = await writeAct(tx, me, { kind: "objection.hide", ...whose, ...words });
    await hideUnder(tx, me, act, { objections: [key] });
    return true;
  });
}

/** Locks a topic: it stays to be read, and takes no comments and no votes. */
export async function lockTopic(db: Store, me: Member, id: TopicId, wanted: string): Promise<boolean> {
  const reason = reasonOf(me, wanted);
  return db.write(async (tx) => {
    const topic = await topicHeld(tx, me, id);
    if (!(await setLock(tx, topic, true))) return false;
    const act = await writeAct(tx, me, { kind: "topic.lock", subjectId: topic.authorId, topicId: id, reason });
    await record(tx, { kind: "topic.locked", by: me, topic, details: { act, isLocked: true } });
    await settleReports(tx, me, [topicThing(id)], "upheld");
    return true;
  });
}

/** Moves a topic to another board. */
export async function moveTopic(
  db: Store,
  me: Member,
  id: TopicId,
  said: { boardId: BoardId | null; reason: string },
): Promise<boolean> {
  const reason = reasonOf(me, said.reason, { board: said.boardId ? null : "board.missing" });
  return db.write(async (tx) => {
    const topic = await topicHeld(tx, me, id);
    const { id: to } = await existingBoard(tx, said.boardId);
    const from = topic.boardId;
    if (from === to) return false;
    await changeTopic(tx, topic, { boardId: to });
    const whose = { subjectId: topic.authorId, topicId: id };
    const act = await writeAct(tx, me, { kind: "topic.move", ...whose, reason, before: { from, to } });
    await record(tx, { kind: "topic.moved", by: me, topic, details: { act, from, to } });
    return true;
  });
}

/** Gives a topic another title. The former one stays in its history. */
export async function retitleTopic(
  db: Store,
  me: Member,
  id: TopicId,
  said: { title: string; reason: string },
): Promise<boolean> {
  const to = cleanLine(said.title);
  const reason = reasonOf(me, said.reason, { title: whyNotTitle(to) });
  return db.write(async (tx) => {
    const topic = await topicHeld(tx, me, id);
    const from = topic.title;
    if (from === to) return false;
    await giveTitle(tx, me, topic, to);
    const whose = { subjectId: topic.authorId, topicId: id };
    const act = await writeAct(tx, me, { kind: "topic.retitle", ...whose, reason, before: { from, to } });
    await record(tx, { kind: "topic.retitled", by: me, topic, details: { act, from, to } });
    return true;
  });
}

/** Suspends a member for some days: they read, and neither write nor vote. One suspension runs at a time. */
export async function suspend(db: Store, me: Member, id: MemberId, said: Said & { days: number }): Promise<boolean> {
  const { rule, reason } = ruledWords(me, said, { days: whyNotDays(said.days) });
  return db.write(async (tx) => {
    await subjectHeld(tx, me, id);
    if (await runningSuspension(tx, id)) return false;
    const sanction = await imposeSuspension(tx, { memberId: id, days: said.days, reason, by: me.id });
    const act = await writeAct(tx, me, {
      kind: "member.suspend",
      subjectId: id,
      sanctionId: sanction.id,
      rule,
      reason,
      before: { until: sanction.until },
    });
    await record(tx, { kind: "member.suspended", by: me, details: { act, member: id, until: sanction.until } });
    return true;
  });
}
