import { commentAtHand, commentInTopic } from "~/features/comments/comments.server";
import { whyNotReply } from "~/features/comments/rules";
import { type Member, whyNotTakePart } from "~/features/members/rules";
import { type TopicRow, whyNotHere } from "~/features/topics/rules";
import { topicAtHand, visibleTopic } from "~/features/topics/topics.server";
import { objectionAtHand, objectionTo } from "~/features/voting/moderating.server";
import type { ObjectionKey } from "~/features/voting/rules";
import { clock } from "~/platform/clock";
import { record } from "~/platform/record.server";
import { Refused, refuse, refuseFields } from "~/platform/refusals";
import { cleanText, glance } from "~/platform/text";
import type { CommentId, MemberId, TopicId } from "~db/ids.ts";
import type { Store, Tx } from "~db/store.ts";
import { touch } from "~db/unit.ts";
import { placesOf } from "./acts.store.server";
import { changeReport, decideOpen, insertReport, type ReportRow, reportBy } from "./reports.store.server";
import { commentThing, isRule, objectionThing, type Thing, topicThing, whyNotDecide, whyNotReport } from "./rules";

const LONGEST_NOTE = 2_000;
const GLANCE = 200;

/** What somebody reports: its first words, whose they are, and what they said of it before. */
interface Reportable {
  topic: TopicRow;
  authorId: MemberId;
  glance: string;
  mine: ReportRow | null;
}

/** What is to be reported, as its reporter sees it. Refused with a sentence when a moderator has hidden it meanwhile. */
export async function reportable(read: Tx, me: Member, wanted: Wanted): Promise<Reportable & { thing: Thing }> {
  const { thing, topic, authorId, text } = await thingAtHand(read, me, wanted);
  refuse(whyNotReport(me, authorId));
  return { thing, topic, authorId, glance: glance(text, GLANCE), mine: (await reportBy(read, me.id, thing)) ?? null };
}

/** What a URL names. */
export type Wanted = { topicId: TopicId } | { commentId: CommentId } | ObjectionKey;

async function thingAtHand(
  read: Tx,
  me: Member,
  wanted: Wanted,
): Promise<{ thing: Thing; topic: TopicRow; authorId: MemberId; text: string }> {
  if ("commentId" in wanted) {
    const { comment, topic } = await commentAtHand(read, me, wanted.commentId);
    refuse(whyNotHere(topic) ?? whyNotReply(comment));
    return { thing: commentThing(topic.id, comment.id), topic, authorId: comment.authorId, text: comment.text };
  }
  if ("objectorId" in wanted) {
    const { objection, topic } = await objectionAtHand(read, me, wanted);
    refuse(whyNotHere(topic) ?? (objection.isHidden ? "objection.hidden" : null));
    return { thing: objectionThing(wanted), topic, authorId: wanted.objectorId, text: objection.reason };
  }
  const topic = await topicAtHand(read, me, wanted.topicId);
  refuse(whyNotHere(topic));
  return { thing: topicThing(topic.id), topic, authorId: topic.authorId, text: topic.title };
}

/** Reports a thing, or changes what one said of it while nobody has decided. Returns what that was. */
export async function report(
  db: Store,
  me: Member,
  wanted: Wanted,
  said: { what: string; note: string },
): Promise<Thing> {
  refuse(whyNotTakePart(me, clock.now()));
  const words = { what: said.what, note: cleanText(said.note) };
  refuseFields({
    what: isRule(words.what) ? null : "choice.missing",
    note: words.note.length > LONGEST_NOTE ? "reason.long" : null,
  });
  return db.write(async (tx) => {
    const { thing, topic } = await reportable(tx, me, wanted);
    const id = await insertReport(tx, { ...thing, reporterId: me.id, ...words, at: clock.now() });
    if (id) {
      const details = { report: id, comment: thing.commentId, objector: thing.objectorId };
      await record(tx, { kind: "report.filed", by: me, topic, details });
      touch(tx, "reports");
      return thing;
    }
    const before = await reportBy(tx, me.id, thing);
    if (!before || !(await changeReport(tx, before.id, { ...words, at: clock.now() })))
      throw new Refused("report.decided");
    return thing;
  });
}

/** Decides what is open about these things, and lets the reporters know. How many reports that were. */
export async function settleReports(
  tx: Tx,
  me: Member,
  things: readonly Thing[],
  outcome: "upheld" | "rejected",
): Promise<number> {
  const decided = await decideOpen(tx, things, { outcome, decidedBy: me.id, decidedAt: clock.now() });
  const places = await placesOf(
    tx,
    decided.map(({ topicId }) => topicId),
  );
  for (const { id: report, topicId, commentId: comment, objectorId: objector, reporterId: reporter } of decided) {
    const topic = places.get(topicId);
    const details = { report, comment, objector, reporter, isUpheld: outcome === "upheld" };
    if (topic) await record(tx, { kind: "report.decided", by: me, topic, details });
  }
  if (decided.length) touch(tx, "reports");
  return decided.length;
}

/**
 * Says that reports are right or not, and nothing more. False when somebody had decided them before, or the objection
 * they are about was taken back.
 */
export async function decide(db: Store, me: Member, thing: Thing, outcome: "upheld" | "rejected"): Promise<boolean> {
  refuse(whyNotTakePart(me, clock.now()));
  return db.write(async (tx) => {
    refuse(whyNotDecide(me, thing.objectorId ?? (await authorOf(tx, me, thing))));
    return (await settleReports(tx, me, [thing], outcome)) > 0;
  });
}

/** Whose words these are. Refused where this person can't read them. */
export async function authorOf(tx: Tx, me: Member, { topicId, commentId, objectorId }: Thing): Promise<MemberId> {
  if (commentId) return (await commentInTopic(tx, me, commentId)).comment.authorId;
  if (objectorId) return (await objectionTo(tx, me, { topicId, objectorId })).objection.objectorId;
  return (await visibleTopic(tx, me, topicId)).authorId;
}
