import type { AuditReason, Verdict } from "~/features/auditing/rules";
import type { IdeaStatus } from "~/features/ideas/rules";
import type { ClaimKind } from "~/features/ledger/rules";
import type { Level, Role } from "~/features/members/rules";
import type { ThreadKind } from "~/features/threads/rules";
import type { WeightCause } from "~/features/trust/rules";
import type { VoteKind } from "~/features/voting/rules";
import type {
  ActId,
  AuditId,
  BadgeId,
  BoardId,
  CommentId,
  MemberId,
  MergeId,
  ReportId,
  TeamId,
  TopicId,
  TrustRunId,
  VouchId,
} from "~db/ids.ts";

/**
 * EVERY FACT THE PRODUCT RECORDS, and what each carries beyond who, when and on what. Self-contained: points and badges
 * are rebuilt from facts alone. Add kinds; never change one.
 */
export interface FactDetails {
  "member.joined": { placeholder: boolean };
  "idea.proposed": { title: string };
  "idea.edited": { revision: number };
  "thread.started": { title: string; thread: ThreadKind };
  "thread.edited": { revision: number };
  "idea.moved": { from: IdeaStatus; to: IdeaStatus; reasonCode: string | null; reason: string | null };
  "idea.answered": { answer: number };
  "promise.overdue": { due: number; team: TeamId | null; lead: MemberId | null };
  "idea.merged": { merge: MergeId; target: TopicId };
  "idea.unmerged": { merge: MergeId; target: TopicId };
  "vote.cast": { vote: VoteKind; staff: boolean; entryGroup: number };
  "vote.withdrawn": { vote: VoteKind; staff: boolean; entryGroup: number };
  "comment.added": { comment: CommentId; parent: CommentId | null; parentAuthor: MemberId | null };
  "comment.edited": { comment: CommentId };
  "comment.marked": { comment: CommentId; commentAuthor: MemberId };
  "comment.unmarked": { comment: CommentId; commentAuthor: MemberId };
  "comment.thanked": { comment: CommentId; commentAuthor: MemberId };
  "comment.unthanked": { comment: CommentId; commentAuthor: MemberId };
  "comment.pinned": { comment: CommentId; isPinned: boolean };
  "reply.accepted": { comment: CommentId; commentAuthor: MemberId; before: CommentId | null };
  "reply.unaccepted": { comment: CommentId; commentAuthor: MemberId };
  /** Somebody made an idea of what another said in a topic: the fact's author said it, who did it is its maker. */
  "idea.credited": { title: string; origin: TopicId; comment: CommentId | null };
  "topic.hidden": { act: ActId };
  "topic.shown": { act: ActId };
  "topic.locked": { act: ActId; isLocked: boolean };
  "topic.moved": { act: ActId; from: BoardId; to: BoardId };
  "topic.retitled": { act: ActId; from: string; to: string };
  "comment.hidden": { act: ActId; comment: CommentId; commentAuthor: MemberId };
  "comment.shown": { act: ActId; comment: CommentId; commentAuthor: MemberId };
  "objection.hidden": { act: ActId; objector: MemberId };
  "objection.shown": { act: ActId; objector: MemberId };
  "report.filed": { report: ReportId; comment: CommentId | null; objector: MemberId | null };
  "report.decided": {
    report: ReportId;
    comment: CommentId | null;
    objector: MemberId | null;
    reporter: MemberId;
    isUpheld: boolean;
  };
  "member.suspended": { act: ActId; member: MemberId; until: number };
  "member.unsuspended": { act: ActId; member: MemberId };
  "member.admitted": { member: MemberId };
  /** Their mail address answered, or is theirs no longer. */
  "address.confirmed": { member: MemberId };
  "address.removed": { member: MemberId };
  "roles.changed": { member: MemberId; given: readonly Role[]; taken: readonly Role[] };
  /** A moderator says that this is a person, or no longer says so. */
  "member.confirmed": { member: MemberId };
  "member.unconfirmed": { member: MemberId };
  /** "I know this person." */
  "vouch.given": { vouch: VouchId; member: MemberId };
  "vouch.withdrawn": { vouch: VouchId; member: MemberId };
  /** What a member said of somebody whose votes an audit took out rests, and uses their budget until then. */
  "vouch.rested": { member: MemberId; about: MemberId; until: number };
  /** What somebody's votes weigh changed: by itself, or so far down that they hear of it. */
  "weight.changed": { member: MemberId; cause: WeightCause; isFall: boolean; isGuest: boolean };
  /** The level as it works now. */
  "level.changed": { member: MemberId; from: Level; to: Level };
  /** Powers of level 5 rest from then on, unless enough is recognised until then. */
  "powers.warned": { member: MemberId; restsAt: number };
  /** Whom a text names: a comment's, or without one the topic's own or an answer's. */
  "people.mentioned": { comment: CommentId | null; members: readonly MemberId[] };
  /** The ledger counts an outcome as somebody's, or no longer: badges and levels go by it. */
  "outcome.counted": { member: MemberId; claim: ClaimKind; subject: string; stands: boolean };
  /** A step of a badge that somebody never had, or a badge given by hand: then it was given by somebody, for a reason. */
  "badge.awarded": {
    member: MemberId;
    badge: BadgeId;
    key: string | null;
    nameZh: string | null;
    nameEn: string | null;
    step: number;
    reason: string | null;
  };
  /** A badge that was given by hand, and was taken back. What is earned goes and comes with its evidence. */
  "badge.taken": {
    member: MemberId;
    badge: BadgeId;
    nameZh: string | null;
    nameEn: string | null;
    reason: string;
  };
  /** The votes of the first ideas were looked at, as each night after people were weighed, and so many audits opened. */
  "votes.checked": { ideas: number; opened: number; run: TrustRunId };
  /** An idea's votes are being looked at, because of what was found, or because a moderator asked. */
  "audit.opened": { audit: AuditId; reasons: readonly AuditReason[]; suspects: number };
  /** Nobody decided in time. */
  "audit.overdue": { audit: AuditId; due: number };
  /** Whose votes were taken out: nobody's where they were let stand. */
  "audit.decided": {
    audit: AuditId;
    verdict: Verdict;
    excluded: readonly MemberId[];
    /** Those of them who voted as one hand does. */
    proven: readonly MemberId[];
  };
  "audit.undone": {
    audit: AuditId;
    readmitted: readonly MemberId[];
    /** Those of them of whom no other audit holds that they cheat. */
    cleared: readonly MemberId[];
  };
  "audit.objected": { audit: AuditId; member: MemberId };
  "audit.answered": {
    audit: AuditId;
    member: MemberId;
    isLifted: boolean;
    /** It was lifted, and no other audit holds that they cheat. */
    isCleared: boolean;
  };
  "batch.imported": { source: string; ideas: number; comments: number; members: number };
}

export type FactKind = keyof FactDetails;
