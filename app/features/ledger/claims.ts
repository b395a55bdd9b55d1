import type { CommentId, FactId, MemberId, MergeId, TopicId } from "~db/ids.ts";
import type { FactOf, LedgerFact } from "./facts-read";
import type { ClaimKind, LedgerRules } from "./rules";

/** What somebody did, and what it was done to. */
export interface Claim {
  kind: ClaimKind;
  memberId: MemberId;
  subject: string;
  giver: { id: MemberId; weight: number } | null;
  commentId: CommentId | null;
}

/**
 * What a fact says of something that claims are about. `off` and `on`: whether it stands; the latest fact says so. `cut`: all
 * claims on it from before are over, for good. `end`: what comes later counts no more; the first such fact holds.
 */
export interface Turn {
  subject: string;
  turn: "off" | "on" | "cut" | "end";
}

/** An idea that was merged into another, and whose it was. */
export interface Duplicate {
  merge: MergeId;
  authorId: MemberId;
}

/** What happened before a fact that it doesn't tell itself. */
export interface Past {
  /** What stands merged into an idea, and into those, first merged first. */
  duplicatesOf(target: TopicId, before: FactId): Promise<Duplicate[]>;
  /** Whether the idea, or one that it was merged into, had shipped. */
  hasShipped(idea: TopicId, before: FactId): Promise<boolean>;
  /** Who wrote a comment; null when it is gone. */
  writerOf(comment: CommentId): Promise<MemberId | null>;
}

const subjects = {
  idea: (id: TopicId) => `idea:${id}`,
  decision: (id: TopicId) => `decision:${id}`,
  shipped: (id: TopicId) => `shipped:${id}`,
  thread: (id: TopicId) => `thread:${id}`,
  merge: (id: MergeId) => `merge:${id}`,
  comment: (id: CommentId) => `comment:${id}`,
  answer: (id: CommentId) => `answer:${id}`,
  mark: (id: CommentId, giver: MemberId) => `mark:${id}:${giver}`,
  removal: (of: string) => `removal:${of}`,
  reported: (of: string) => `reported:${of}`,
  muting: (act: number) => `muting:${act}`,
};

/** Whose marks count nothing while they are known to cheat. */
export const giverSubject = (id: MemberId): string => `giver:${id}`;
/** Who is a newcomer until they came to level 2. */
export const newcomerSubject = (id: MemberId): string => `newcomer:${id}`;

const thingOf = ({ topicId, details }: LedgerFact): string => {
  if ("comment" in details && typeof details.comment === "number") return `comment:${details.comment}`;
  if ("objector" in details && typeof details.objector === "number") return `objection:${topicId}:${details.objector}`;
  return `topic:${topicId}`;
};

const MOVED = {
  qualified: { kind: "idea.qualified", subject: subjects.idea },
  shortlisted: { kind: "idea.shortlisted", subject: subjects.decision },
  accepted: { kind: "idea.accepted", subject: subjects.decision },
  in_release: { kind: "idea.shipped", subject: subjects.shipped },
} as const;

const isRewarded = (status: string): status is keyof typeof MOVED => Object.hasOwn(MOVED, status);

/** What a fact lets people claim. Nobody gives themselves anything. */
export async function claimsOf(fact: LedgerFact, past: Past, rules: LedgerRules): Promise<Claim[]> {
  const claim = (kind: ClaimKind, memberId: MemberId | null, subject: string, more: Partial<Claim> = {}): Claim[] =>
    memberId === null ? [] : [{ kind, memberId, subject, giver: null, commentId: null, ...more }];
  switch (fact.kind) {
    case "idea.moved":
      return movedClaims(fact, { past, rules, claim });
    case "idea.merged":
      return mergedClaims(fact, { past, rules, claim });
    case "reply.accepted": {
      const { comment, commentAuthor } = fact.details;
      if (commentAuthor === fact.by) return [];
      const kind = fact.by === fact.authorId ? "reply.accepted" : "reply.endorsed";
      return claim(kind, commentAuthor, subjects.answer(comment), { commentId: comment });
    }
    case "comment.marked": {
      const { comment, commentAuthor } = fact.details;
      if (fact.by === null || fact.by === commentAuthor) return [];
      const giver = { id: fact.by, weight: fact.byWeight ?? 0 };
      return claim("helpful.received", commentAuthor, subjects.mark(comment, fact.by), { giver, commentId: comment });
    }
    case "comment.added": {
      const { comment } = fact.details;
      return claim("comment.first", fact.by, subjects.comment(comment), { commentId: comment });
    }
    case "thread.started":
      return fact.details.thread === "article" && fact.topicId
        ? claim("article.published", fact.by, subjects.thread(fact.topicId))
        : [];
    case "report.decided":
      return reportClaims(fact, past, claim);
    case "comment.hidden": {
      const { comment, commentAuthor } = fact.details;
      const subject = subjects.removal(thingOf(fact));
      return claim("comment.removed", commentAuthor, subject, { commentId: comment });
    }
    case "topic.hidden":
      return claim("topic.removed", fact.authorId, subjects.removal(thingOf(fact)));
    case "member.suspended":
      return claim("member.muted", fact.details.member, subjects.muting(fact.details.act));
    default:
      return [];
  }
}

type MakeClaim = (kind: ClaimKind, memberId: MemberId | null, subject: string, more?: Partial<Claim>) => Claim[];

interface Making {
  past: Past;
  rules: LedgerRules;
  claim: MakeClaim;
}

async function movedClaims(fact: FactOf<"idea.moved">, { past, rules, claim }: Making): Promise<Claim[]> {
  const { to } = fact.details;
  if (!fact.topicId || !isRewarded(to)) return [];
  const own = claim(MOVED[to].kind, fact.authorId, MOVED[to].subject(fact.topicId));
  if (to !== "in_release") return own;
  const theirs = firstsOf(await past.duplicatesOf(fact.topicId, fact.id));
  return [...own, ...duplicateClaims(theirs.slice(0, rules.duplicatesAnIdea), claim)];
}

async function mergedClaims(fact: FactOf<"idea.merged">, { past, rules, claim }: Making): Promise<Claim[]> {
  const { merge, target } = fact.details;
  const done = claim("merge.done", fact.by, subjects.merge(merge));
  if (!fact.topicId || !fact.authorId || !(await past.hasShipped(target, fact.id))) return done;
  const known = firstsOf(await past.duplicatesOf(target, fact.id));
  const come = firstsOf([{ merge, authorId: fact.authorId }, ...(await past.duplicatesOf(fact.topicId, fact.id))]);
  const theirs = come.filter(({ authorId }) => !known.some((one) => one.authorId === authorId));
  return [...done, ...duplicateClaims(theirs.slice(0, Math.max(0, rules.duplicatesAnIdea - known.length)), claim)];
}

// One a person, however many of theirs say the same: the first of them.
function firstsOf(duplicates: readonly Duplicate[]): Duplicate[] {
  const firsts = new Map<MemberId, Duplicate>();
  for (const one of duplicates) if (!firsts.has(one.authorId)) firsts.set(one.authorId, one);
  return [...firsts.values()];
}

const duplicateClaims = (duplicates: readonly Duplicate[], claim: MakeClaim): Claim[] =>
  duplicates.flatMap(({ merge, authorId }) => claim("duplicate.shipped", authorId, subjects.merge(merge)));

async function reportClaims(fact: FactOf<"report.decided">, past: Past, claim: MakeClaim): Promise<Claim[]> {
  const { isUpheld, reporter, comment, objector } = fact.details;
  if (!isUpheld) return [];
  const subject = subjects.reported(thingOf(fact));
  const about = { commentId: comment };
  const thanks = reporter === fact.by ? [] : claim("report.upheld", reporter, subject, about);
  const against = objector ?? (comment === null ? fact.authorId : await past.writerOf(comment));
  return [...thanks, ...claim("report.against", against, subject, about)];
}

/** What a fact says of what claims are about. */
export function turnsOf(fact: LedgerFact): Turn[] {
  const turn = (which: Turn["turn"], ...of: string[]): Turn[] => of.map((subject) => ({ subject, turn: which }));
  switch (fact.kind) {
    case "idea.moved":
      return fact.topicId && fact.details.to === "declined" ? turn("cut", subjects.decision(fact.topicId)) : [];
    case "idea.unmerged":
      return turn("cut", subjects.merge(fact.details.merge));
    case "reply.accepted":
      return fact.details.before ? turn("cut", subjects.answer(fact.details.before)) : [];
    case "reply.unaccepted":
      return turn("cut", subjects.answer(fact.details.comment));
    case "comment.unmarked":
      return fact.by ? turn("cut", subjects.mark(fact.details.comment, fact.by)) : [];
    case "comment.hidden":
      return turn("off", subjects.comment(fact.details.comment), subjects.answer(fact.details.comment));
    case "comment.shown": {
      const { comment } = fact.details;
      const over = turn("cut", subjects.removal(thingOf(fact)), subjects.reported(thingOf(fact)));
      return [...turn("on", subjects.comment(comment), subjects.answer(comment)), ...over];
    }
    case "topic.hidden":
      return fact.topicId ? turn("off", subjects.idea(fact.topicId), subjects.thread(fact.topicId)) : [];
    case "topic.shown":
      if (!fact.topicId) return [];
      return [
        ...turn("on", subjects.idea(fact.topicId), subjects.thread(fact.topicId)),
        ...turn("cut", subjects.removal(thingOf(fact)), subjects.reported(thingOf(fact))),
      ];
    case "objection.shown":
      return turn("cut", subjects.reported(thingOf(fact)));
    case "topic.locked":
      return fact.details.isLocked ? [] : turn("cut", subjects.reported(`topic:${fact.topicId}`));
    case "member.unsuspended":
      return turn("cut", subjects.muting(fact.details.act));
    case "level.changed":
      return fact.details.to >= 2 ? turn("end", newcomerSubject(fact.details.member)) : [];
    case "audit.decided":
      return turn("off", ...fact.details.excluded.map(giverSubject));
    case "audit.undone":
      return turn("on", ...fact.details.readmitted.map(giverSubject));
    default:
      return [];
  }
}
