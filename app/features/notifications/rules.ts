import { type TopicKind, topicPage } from "~/features/topics/rules";
import type { AuditId, BadgeId, CommentId, FactId, MemberId, TopicId } from "~db/ids.ts";

/** Why somebody hears of a fact. */
export const KINDS = [
  "answer",
  "reply",
  "mention",
  "comment",
  "move",
  "merged",
  "unmerged",
  "hidden",
  "comment-hidden",
  "objection-hidden",
  "retitled",
  "reboarded",
  "report",
  "suspended",
  "admitted",
  "accepted",
  "thanked",
  "credited",
  "overdue",
  "badge",
  "badge-taken",
  "audit-opened",
  "audit-overdue",
  "vote-excluded",
  "vote-readmitted",
  "vote-kept",
  "level",
  "weight",
  "resting",
  "vouched",
  "vouch-rested",
] as const;
export type Kind = (typeof KINDS)[number];

/** Kinds of which several on one topic are told as one: "Ben and 3 others commented on …". */
export const GROUPED: readonly Kind[] = ["answer", "reply", "mention", "comment", "move"];

// Taking back and doing again is no news, nor is a second reason to hear of the same words.
const ONE_A_COMMENT: ReadonlyArray<readonly Kind[]> = [["reply", "mention", "comment"], ["accepted"], ["thanked"]];

/** The kinds of which one entry about a comment is enough for anybody, this one included; none where each counts. */
export const toldOnce = (kind: Kind): readonly Kind[] => ONE_A_COMMENT.find((kinds) => kinds.includes(kind)) ?? [];

/** Counting unread entries stops here: the bell says 99+ from then on. */
export const MOST_UNREAD = 100;

/** What an entry needs to know to lead somewhere. */
interface Direction {
  kind: Kind;
  /** Null: it concerns no topic, or one its reader may not see any more. */
  topicId: TopicId | null;
  topicKind: TopicKind;
  /** Null likewise. */
  commentId: CommentId | null;
  /** Whose objection it is about. */
  objectorId: MemberId | null;
  /** Which look at votes it comes from. */
  auditId: AuditId | null;
  words: string | null;
  /** Whose page shows the badge it is about, and which. */
  badge?: { memberId: MemberId; id: BadgeId } | null;
}

const ABOUT_STANDING: readonly Kind[] = ["level", "weight", "resting", "vouched", "vouch-rested"];

const TO_MODERATORS: readonly Kind[] = ["audit-opened", "audit-overdue"];

/** The page an entry is about, down to the comment, objection or answer; null when there is none. */
export function leadsTo(to: Direction): string | null {
  const { kind, topicId, topicKind, commentId, objectorId, auditId, words, badge } = to;
  if (kind === "admitted") return "/ideas/new";
  if (kind === "badge" && badge) return `/people/${badge.memberId}/badges/${badge.id}`;
  if (auditId && TO_MODERATORS.includes(kind)) return `/moderation/audits/${auditId}`;
  if (auditId) return `/audits/${auditId}/objection`;
  if (ABOUT_STANDING.includes(kind)) return "/me/standing";
  if (!topicId) return null;
  if (commentId) return `/comments/${commentId}`;
  const page = topicPage({ kind: topicKind, id: topicId });
  if (objectorId) return `${page}/objections/${objectorId}`;
  return kind === "answer" ? `${page}#answer-${words}` : page;
}

/** A line of the inbox: one entry, or all of a kind on one topic that are as new. */
export interface Group {
  /** Its latest entry; names the group. */
  id: FactId;
  kind: Kind;
  isUnread: boolean;
  at: number;
  entries: number;
  /** How many people did it. */
  people: number;
  /** The latest of them; null: the clock, or nobody who is named. */
  actor: string | null;
  actorId: number | null;
  actorLevel: number | null;
  topicKind: TopicKind;
  /** Null when it concerns no topic, or one that can't be seen any more. */
  title: string | null;
  /** The first words of the comment or answer. */
  glance: string;
  /** A status, an outcome or a moderator's reason, as the kind has it. */
  words: string | null;
  /** Until when a suspension lasts, UTC milliseconds. */
  until: number | null;
  href: string | null;
  /** The badge it is about. */
  badge: ToldBadge | null;
}

/** A badge as its fact told of it. */
export interface ToldBadge {
  id: BadgeId;
  key: string | null;
  nameZh: string | null;
  nameEn: string | null;
  /** Null: it was given by hand. */
  step: number | null;
}
