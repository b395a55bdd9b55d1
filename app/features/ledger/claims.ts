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

/** What a fact doesn't tell itself. */
export interface Past {
  /** What stood merged into an idea before a fact, and into those, first merged first. */
  duplicatesOf(target: TopicId, before: FactId): Promise<Duplicate[]>;
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
export const giverSubject = (id: MemberId | ""): string => `giver:${id}`;
/** Who is a newcomer until they came to level 2. */
export const newcomerSubject = (id: MemberId | ""): string => `newcomer:${id}`;

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
  switch (fact.kind) {
    case "idea.moved":
      return movedClaims(fact, past, rules);
    case "idea.merged": {
      const isOwn = fact.by === fact.authorId;
      return isOwn ? [] : claim("merge.done", fact.by, subjects.merge(fact.details.merge));
    }
    case "reply.accepted":
      return acceptedClaims(fact);
    case "comment.marked": {
      const { comment, commentAuthor } = fact.details;
      const about = { giver: giverOf(fact), commentId: comment };
      return fact.by === null
        ? []
        : gift(fact, "helpful.received", commentAuthor, subjects.mark(comment, fact.by), about);
    }
    case "comment.added":
      return claim("comment.first", fact.by, subjects.comment(fact.details.comment), {
        commentId: fact.details.comment,
      });
    case "thread.started":
      return fact.details.thread === "article" && fact.topicId
        ? claim("article.published", fact.by, subjects.thread(fact.topicId))
        : [];
    case "report.decided":
      return reportClaims(fact, past);
    case "comment.hidden": {
      const { comment, commentAuthor } = fact.details;
      return claim("comment.removed", commentAuthor, subjects.removal(thingOf(fact)), { commentId: comment });
    }
    case "topic.hidden":
      return claim("topic.removed", fact.authorId, subjects.removal(thingOf(fact)));
    case "member.suspended":
      return claim("member.muted", fact.details.member, subjects.muting(fact.details.act));
    default:
      return [];
  }
}

function claim(
  kind: ClaimKind,
  memberId: MemberId | null,
  subject: string,
  more: Partial<Pick<Claim, "giver" | "commentId">> = {},
): Claim[] {
  return memberId === null ? [] : [{ kind, memberId, subject, giver: null, commentId: null, ...more }];
}

/** The same of what somebody gives another. */
const gift = (fact: LedgerFact, ...[kind, memberId, ...rest]: Parameters<typeof claim>): Claim[] =>
  memberId === fact.by ? [] : claim(kind, memberId, ...rest);

const giverOf = ({ by, byWeight }: LedgerFact): Claim["giver"] => by && { id: by, weight: byWeight ?? 0 };

async function movedClaims(fact: FactOf<"idea.moved">, past: Past, rules: LedgerRules): Promise<Claim[]> {
  const { to } = fact.details;
  if (!fact.topicId || !isRewarded(to)) return [];
  const own = gift(fact, MOVED[to].kind, fact.authorId, MOVED[to].subject(fact.topicId));
  if (to !== "in_release") return own;
  const theirs = firstsOf(await past.duplicatesOf(fact.topicId, fact.id), fact.authorId);
  return [
    ...own,
    ...theirs
      .slice(0, rules.duplicatesAnIdea)
      .flatMap(({ merge, authorId }) => gift(fact, "duplicate.shipped", authorId, subjects.merge(merge))),
  ];
}

// One a person, however many of theirs say the same: the first of them. Not whose idea it is that ships.
function firstsOf(duplicates: readonly Duplicate[], but: MemberId | null): Duplicate[] {
  const firsts = new Map<MemberId, Duplicate>();
  for (const one of duplicates) if (one.authorId !== but && !firsts.has(one.authorId)) firsts.set(one.authorId, one);
  return [...firsts.values()];
}

// What the asker gives is theirs, of which a week has so many; an employee's word is the brand's.
function acceptedClaims(fact: FactOf<"reply.accepted">): Claim[] {
  const { comment, commentAuthor } = fact.details;
  const isByAsker = fact.by === fact.authorId;
  return gift(fact, isByAsker ? "reply.accepted" : "reply.endorsed", commentAuthor, subjects.answer(comment), {
    giver: isByAsker ? giverOf(fact) : null,
    commentId: comment,
  });
}

async function reportClaims(fact: FactOf<"report.decided">, past: Past): Promise<Claim[]> {
  const { isUpheld, reporter, comment, objector } = fact.details;
  if (!isUpheld) return [];
  const subject = subjects.reported(thingOf(fact));
  const about = { commentId: comment };
  const against = objector ?? (comment === null ? fact.authorId : await past.writerOf(comment));
  return [
    ...gift(fact, "report.upheld", reporter, subject, about),
    ...claim("report.against", against, subject, about),
  ];
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
    case "member.unsuspended":
      return turn("cut", subjects.muting(fact.details.act));
    case "level.changed":
      return fact.details.to >= 2 ? turn("end", newcomerSubject(fact.details.member)) : [];
    case "audit.decided":
      return turn("off", ...fact.details.proven.map(giverSubject));
    case "audit.undone":
      return turn("on", ...fact.details.cleared.map(giverSubject));
    case "audit.answered":
      return fact.details.isCleared ? turn("on", giverSubject(fact.details.member)) : [];
    default:
      return [];
  }
}
