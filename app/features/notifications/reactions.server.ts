import { clock } from "~/platform/clock";
import { type ActId, type AnswerId, type CommentId, type Id, isId, type MemberId } from "~db/ids.ts";
import { dropMailsOfComment, dropMailsOfTopic } from "~db/mails.ts";
import type { FactRow, Reaction } from "~db/outbox.ts";
import type { Tx } from "~db/store.ts";
import { mailAbout } from "./mailing.server";
import { answerQuote, cameAfter, commentQuote, insertEntries, type News, reasonOf } from "./notifying.store.server";
import type { Kind } from "./rules";

/** Whoever was answered hears of a reply, everybody else who follows of a comment. */
export const notifyOfComment: Reaction = async (tx, fact) => {
  const commentId = idIn<CommentId>(fact, "comment");
  if (!commentId || !(await commentQuote(tx, commentId))) return; // hidden before anybody heard of it
  const answered = idIn<MemberId>(fact, "parentAuthor");
  if (answered) await insertEntries(tx, news(fact, "reply", { commentId }), answered);
  await insertEntries(tx, news(fact, "comment", { commentId }), "followers");
};

/** Whom a text names, each by themselves: they need not follow. */
export const notifyOfMention: Reaction = async (tx, fact) => {
  const commentId = idIn<CommentId>(fact, "comment");
  if (commentId && !(await commentQuote(tx, commentId))) return;
  for (const named of idsIn<MemberId>(fact, "members"))
    await insertEntries(tx, news(fact, "mention", { commentId }), named);
};

export const notifyOfAnswer: Reaction = (tx, fact) => insertEntries(tx, answerNews(fact), "followers");

/** Merging tells its own. */
export const notifyOfMove: Reaction = async (tx, fact) => {
  const { from, to } = fact.details;
  if (from !== "merged" && to !== "merged")
    await insertEntries(tx, news(fact, "move", { words: String(to) }), "followers");
};

/** The duplicate's author and followers hear of it. */
const tellMerged =
  (kind: Kind): Reaction =>
  async (tx, fact) => {
    if (fact.authorId) await insertEntries(tx, news(fact, kind, {}), fact.authorId);
    await insertEntries(tx, news(fact, kind, {}), "followers");
  };
export const notifyOfMerge = tellMerged("merged");
export const notifyOfUnmerge = tellMerged("unmerged");

/** An answer goes out by mail to those who follow. */
export const mailAnswer: Reaction = async (tx, fact) => {
  const answer = idIn<AnswerId>(fact, "answer");
  const quote = answer ? await answerQuote(tx, answer) : undefined;
  if (quote) await mailAbout(tx, answerNews(fact), "followers", quote);
};

/** A reply goes out by mail to whom it answers. */
export const mailReply: Reaction = async (tx, fact) => {
  const commentId = idIn<CommentId>(fact, "comment");
  const answered = idIn<MemberId>(fact, "parentAuthor");
  const quote = commentId && answered ? await commentQuote(tx, commentId) : undefined;
  if (answered && quote) await mailAbout(tx, news(fact, "reply", { commentId }), answered, quote);
};

/** A mail that has not gone out yet shows nothing hidden either. */
export const dropMailsOfTheTopic: Reaction = async (tx, { topicId }) => {
  if (topicId) await dropMailsOfTopic(tx, topicId, clock.now());
};
export const dropMailsOfTheComment: Reaction = async (tx, fact) => {
  const commentId = idIn<CommentId>(fact, "comment");
  if (fact.topicId && commentId) await dropMailsOfComment(tx, fact.topicId, commentId, clock.now());
};

/** What a moderator does to a topic, its author hears with the reason. */
const tellAuthor =
  (kind: Kind): Reaction =>
  async (tx, fact) => {
    if (fact.authorId) await insertEntries(tx, news(fact, kind, { words: await reasonIn(tx, fact) }), fact.authorId);
  };
export const tellAuthorHidden = tellAuthor("hidden");
export const tellAuthorRetitled = tellAuthor("retitled");
export const tellAuthorReboarded = tellAuthor("reboarded");

export const tellCommentAuthorHidden: Reaction = async (tx, fact) => {
  const author = idIn<MemberId>(fact, "commentAuthor");
  const about = { commentId: idIn<CommentId>(fact, "comment"), words: await reasonIn(tx, fact) };
  if (author) await insertEntries(tx, news(fact, "comment-hidden", about), author);
};

export const tellObjectorHidden: Reaction = async (tx, fact) => {
  const objector = idIn<MemberId>(fact, "objector");
  if (objector) await insertEntries(tx, news(fact, "objection-hidden", { words: await reasonIn(tx, fact) }), objector);
};

export const tellReporter: Reaction = async (tx, fact) => {
  const reporter = idIn<MemberId>(fact, "reporter");
  const about = {
    commentId: idIn<CommentId>(fact, "comment"),
    words: fact.details.isUpheld === true ? "upheld" : "rejected",
  };
  if (reporter) await insertEntries(tx, news(fact, "report", about), reporter);
};

export const tellSuspended: Reaction = async (tx, fact) => {
  const suspended = idIn<MemberId>(fact, "member");
  if (suspended) await insertEntries(tx, news(fact, "suspended", { words: await reasonIn(tx, fact) }), suspended);
};

export const tellAdmitted: Reaction = async (tx, fact) => {
  const admitted = idIn<MemberId>(fact, "member");
  if (admitted) await insertEntries(tx, news(fact, "admitted", {}), admitted);
};

/** Whose comment was accepted, or thanked for, hears of it. */
const tellWriter =
  (kind: Kind): Reaction =>
  async (tx, fact) => {
    const writer = idIn<MemberId>(fact, "commentAuthor");
    if (writer) await insertEntries(tx, news(fact, kind, { commentId: idIn<CommentId>(fact, "comment") }), writer);
  };
export const tellAccepted = tellWriter("accepted");
export const tellThanked = tellWriter("thanked");

/** Whoever said what somebody made an idea of. */
export const tellCredited: Reaction = async (tx, fact) => {
  if (fact.authorId) await insertEntries(tx, news(fact, "credited", {}), fact.authorId);
};

/** Who was awarded a badge, or given one by somebody. */
export const tellAwarded: Reaction = async (tx, fact) => {
  const bearer = idIn<MemberId>(fact, "member");
  if (bearer) await insertEntries(tx, news(fact, "badge", { words: textIn(fact, "reason") }), bearer);
};

/** Whose badge was taken back hears why. */
export const tellBadgeTaken: Reaction = async (tx, fact) => {
  const bearer = idIn<MemberId>(fact, "member");
  if (bearer) await insertEntries(tx, news(fact, "badge-taken", { words: textIn(fact, "reason") }), bearer);
};

/** What is overdue climbs to who answers for the board's team; to the admins, who can name somebody, where nobody does. */
export const climbToTheLead: Reaction = (tx, fact) =>
  insertEntries(tx, news(fact, "overdue", {}), idIn<MemberId>(fact, "lead") ?? "admins");

/** Who moderates hears that there is something to decide, and again when they haven't in time. */
export const tellAuditOpened: Reaction = (tx, fact) => insertEntries(tx, news(fact, "audit-opened", {}), "moderators");
export const tellAuditOverdue: Reaction = (tx, fact) =>
  insertEntries(tx, news(fact, "audit-overdue", {}), "moderators");

/** Whose vote was taken out, or counts again after all, each by themselves. */
const tellVoters =
  (kind: Kind, name: "excluded" | "readmitted"): Reaction =>
  async (tx, fact) => {
    const voters = idsIn<MemberId>(fact, name);
    for (let n = 0; n < voters.length; n += VOTERS_AT_ONCE)
      await insertEntries(tx, news(fact, kind, {}), voters.slice(n, n + VOTERS_AT_ONCE));
  };
const VOTERS_AT_ONCE = 500;
export const tellExcluded = tellVoters("vote-excluded", "excluded");
export const tellReadmitted = tellVoters("vote-readmitted", "readmitted");

/** What came of somebody's objection to that. */
export const tellVoterAnswered: Reaction = async (tx, fact) => {
  const voter = idIn<MemberId>(fact, "member");
  const kind = fact.details.isLifted === true ? "vote-readmitted" : "vote-kept";
  if (voter) await insertEntries(tx, news(fact, kind, {}), voter);
};

const LATELY_MS = 30 * 86_400_000;

/** Whose level changed. Of the first, only who came lately: others were here before there were any. */
export const tellLevel: Reaction = async (tx, fact) => {
  const { from, to } = fact.details;
  const member = idIn<MemberId>(fact, "member");
  if (member && to === 1 && from === 0 && !(await cameAfter(tx, member, fact.at - LATELY_MS))) return;
  if (member) await insertEntries(tx, news(fact, "level", { words: `${from} ${to}` }), member);
};

/** Whose votes weigh much less than before, with the reason. Other changes are no news. */
export const tellWeight: Reaction = async (tx, fact) => {
  const member = idIn<MemberId>(fact, "member");
  const { cause, isFall } = fact.details;
  if (member && isFall === true) await insertEntries(tx, news(fact, "weight", { words: String(cause) }), member);
};

/** Whose powers will rest. */
export const tellRest: Reaction = async (tx, fact) => {
  const member = idIn<MemberId>(fact, "member");
  if (member) await insertEntries(tx, news(fact, "resting", {}), member);
};

/** Whom somebody says they know. */
export const tellVouched: Reaction = async (tx, fact) => {
  const member = idIn<MemberId>(fact, "member");
  if (member) await insertEntries(tx, news(fact, "vouched", {}), member);
};

/** Whose word for somebody rests. Its actor is whom it is about, so that they are named. */
export const tellVouchRested: Reaction = async (tx, fact) => {
  const [member, about] = [idIn<MemberId>(fact, "member"), idIn<MemberId>(fact, "about")];
  if (member) await insertEntries(tx, { ...news(fact, "vouch-rested", {}), actorId: about }, member);
};

const answerNews = (fact: FactRow): News => news(fact, "answer", { words: String(fact.details.answer) });

const news = (fact: FactRow, kind: Kind, about: Partial<Pick<News, "commentId" | "words">>): News => ({
  factId: fact.id,
  kind,
  topicId: fact.topicId,
  commentId: null,
  actorId: fact.by,
  words: null,
  at: fact.at,
  ...about,
});

async function reasonIn(tx: Tx, fact: FactRow): Promise<string | null> {
  const act = idIn<ActId>(fact, "act");
  return act && reasonOf(tx, act);
}

function textIn({ details }: FactRow, name: string): string | null {
  const value = details[name];
  return typeof value === "string" ? value : null;
}

function idIn<Kind extends Id<string>>({ details }: FactRow, name: string): Kind | null {
  const value = details[name];
  return typeof value === "number" && isId<Kind>(value) ? value : null;
}

const idsIn = <Kind extends Id<string>>({ details }: FactRow, name: string): Kind[] => {
  const values: unknown = details[name];
  return Array.isArray(values) ? values.filter((value) => typeof value === "number" && isId<Kind>(value)) : [];
};
