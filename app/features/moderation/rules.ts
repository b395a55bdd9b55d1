import { isAdmin, isModerator, type Member, type Role, type Viewer } from "~/features/members/rules";
import { type TopicKind, topicPage } from "~/features/topics/rules";
import type { ObjectionKey } from "~/features/voting/rules";
import type { RefusalCode } from "~/platform/refusals";
import type { CommentId, MemberId, TopicId } from "~db/ids.ts";

/** The rules of the house, in plain words: what a report says happened, and what a moderator acts on. */
export const RULES = ["spam", "insult", "untrue", "vulgar", "private", "off-topic", "other"] as const;
export type Rule = (typeof RULES)[number];
export const isRule = (text: string | null): text is Rule => RULES.some((rule) => rule === text);

/** What a moderator can do; each is a row of the log. */
export const ACT_KINDS = [
  "topic.hide",
  "comment.hide",
  "objection.hide",
  "account.hide",
  "topic.lock",
  "topic.move",
  "topic.retitle",
  "member.suspend",
] as const;
export type ActKind = (typeof ACT_KINDS)[number];
export const isActKind = (text: string | null): text is ActKind => ACT_KINDS.some((kind) => kind === text);

/** What is reported, hidden or shown: a topic, a comment in it, or the reason somebody gave for objecting to it. */
export interface Thing {
  topicId: TopicId;
  commentId: CommentId | null;
  objectorId: MemberId | null;
}

export const topicThing = (topicId: TopicId): Thing => ({ topicId, commentId: null, objectorId: null });

export const commentThing = (topicId: TopicId, commentId: CommentId): Thing => ({ ...topicThing(topicId), commentId });

export const objectionThing = ({ topicId, objectorId }: ObjectionKey): Thing => ({
  ...topicThing(topicId),
  objectorId,
});

export const isSame = (one: Thing, other: Thing): boolean =>
  one.topicId === other.topicId && one.commentId === other.commentId && one.objectorId === other.objectorId;

/** A thing as a form names it. */
export const fieldsOf = ({ topicId, commentId, objectorId }: Thing): Record<string, number> => ({
  topic: topicId,
  ...(commentId && { comment: commentId }),
  ...(objectorId && { objector: objectorId }),
});

/** Where a moderator acts on it. */
export function moderationPage({ topicId, commentId, objectorId }: Thing): string {
  if (commentId) return `/moderation/comments/${commentId}`;
  return `/moderation/topics/${topicId}${objectorId ? `/objections/${objectorId}` : ""}`;
}

/** Where everybody reads it; `kind` is its topic's. */
export function readingPage({ topicId, commentId, objectorId }: Thing, kind: TopicKind): string {
  if (commentId) return `/comments/${commentId}`;
  return topicPage({ kind, id: topicId }) + (objectorId ? `/objections/${objectorId}` : "");
}

interface Subject {
  id: MemberId;
  roles: readonly Role[];
}

/** Why this person can't act on that one or their words: nobody on themselves, nobody on the team, moderators not on each other. */
export function whyNotAct(me: Member, subject: Subject): RefusalCode | null {
  if (!isModerator(me)) return "not.moderator";
  if (me.id === subject.id) return "act.on.self";
  if (subject.roles.includes("staff") || subject.roles.includes("admin")) return "act.on.team";
  return subject.roles.includes("moderator") && !isAdmin(me) ? "act.on.team" : null;
}

/** Why this person can't undo what was done to that one: nobody for themselves, and what was done to the team is for admins. */
export function whyNotUndo(me: Member, subject: Subject): RefusalCode | null {
  return whyNotDecide(me, subject.id) ?? (subject.roles.length > 0 && !isAdmin(me) ? "act.on.team" : null);
}

/** Why this person can't decide about reports: what concerns themselves is for another. */
export function whyNotDecide(me: Member, subjectId: MemberId): RefusalCode | null {
  if (!isModerator(me)) return "not.moderator";
  return me.id === subjectId ? "act.on.self" : null;
}

/** Why this person can't report it. */
export const whyNotReport = (me: Viewer, authorId: MemberId): RefusalCode | null =>
  me?.id === authorId ? "report.own" : null;

/** In which role somebody acts. */
export const roleOf = (me: Member): "moderator" | "admin" => (me.roles.includes("moderator") ? "moderator" : "admin");
