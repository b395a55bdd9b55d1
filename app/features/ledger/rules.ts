/** What acts belong together, as people.md 1 lists them. */
export const GROUPS = ["product", "help", "stewardship", "content", "newcomer", "penalty"] as const;
export type Group = (typeof GROUPS)[number];

/** What points are given for, and taken for. Kinds whose facts no room records yet are absent. */
export const CLAIM_KINDS = [
  "idea.qualified",
  "idea.shortlisted",
  "idea.accepted",
  "idea.shipped",
  "duplicate.shipped",
  "reply.accepted",
  "reply.endorsed",
  "helpful.received",
  "report.upheld",
  "merge.done",
  "article.published",
  "comment.first",
  "comment.removed",
  "topic.removed",
  "report.against",
  "member.muted",
] as const;
export type ClaimKind = (typeof CLAIM_KINDS)[number];

const GROUP_OF: Readonly<Record<ClaimKind, Group>> = {
  "idea.qualified": "product",
  "idea.shortlisted": "product",
  "idea.accepted": "product",
  "idea.shipped": "product",
  "duplicate.shipped": "product",
  "reply.accepted": "help",
  "reply.endorsed": "help",
  "helpful.received": "help",
  "report.upheld": "stewardship",
  "merge.done": "stewardship",
  "article.published": "content",
  "comment.first": "newcomer",
  "comment.removed": "penalty",
  "topic.removed": "penalty",
  "report.against": "penalty",
  "member.muted": "penalty",
};
export const groupOf = (kind: ClaimKind): Group => GROUP_OF[kind];

/** The kinds of a group, in the order they are listed. */
export const kindsOf = (group: Group): ClaimKind[] => CLAIM_KINDS.filter((kind) => GROUP_OF[kind] === group);

// What employees gave is their word; everything else is under one ceiling a day (people.md 1).
const GIVEN_BY_STAFF: readonly ClaimKind[] = [
  "idea.shortlisted",
  "idea.accepted",
  "idea.shipped",
  "duplicate.shipped",
  "reply.endorsed",
];
/** Whether the day's ceiling is over it. What is taken away is under none. */
export const isUnderCeiling = (kind: ClaimKind): boolean =>
  groupOf(kind) !== "penalty" && !GIVEN_BY_STAFF.includes(kind);

/** Outcomes that badges and levels go by: whoever counts them hears when one comes or goes. */
export const OUTCOMES: readonly ClaimKind[] = [
  ...(["idea.qualified", "idea.shortlisted", "idea.accepted", "idea.shipped", "duplicate.shipped"] as const),
  ...(["reply.accepted", "reply.endorsed", "report.upheld", "merge.done", "article.published"] as const),
];

/** What only its owner and moderators may see in detail: whoever reports stays unknown, and a penalty is no pillory. */
export const isPrivate = (kind: ClaimKind): boolean => kind === "report.upheld" || groupOf(kind) === "penalty";

/** What counts as whoever gave it weighs, which nobody is told: no single one's points are shown. */
export const isWeighed = (kind: ClaimKind): boolean => kind === "helpful.received";

/** Of what fewer people gave not even the sum is told to whoever can change its worth. */
export const FEWEST_GIVERS = 5;

/** What one kind is worth, and its cap. */
export interface KindRule {
  /** Thousandths; below zero for what is taken. */
  points: number;
  /** How many a day pay; null: all. Of helpful marks as much as so many full ones. */
  aDay: number | null;
}

/** What acts are worth: one version of the rules. */
export interface LedgerRules {
  kinds: Record<ClaimKind, KindRule>;
  /** The most a day pays for all that employees didn't give, in thousandths. */
  dailyCeiling: number;
  /** How many helpful marks of one giver pay for one receiver in a week, Monday to Sunday; and how many accepted answers. */
  aWeekFromOne: number;
  /** For how many of those merged into an idea that ships its duplicate pays. */
  duplicatesAnIdea: number;
}

/** A point, as points are stored. */
export const POINT = 1000;

/** What is told of points: whole ones, still in thousandths. What a single giver weighs can't be read off them. */
export const wholePoints = (points: number): number => Math.floor(points / POINT) * POINT;

const rule = (points: number, aDay: number | null = null): KindRule => ({ points: points * POINT, aDay });

/** The rules that come with the program (people.md 1). */
export const FIRST_RULES: LedgerRules = {
  kinds: {
    "idea.qualified": rule(10, 3),
    "idea.shortlisted": rule(30),
    "idea.accepted": rule(60),
    "idea.shipped": rule(200),
    "duplicate.shipped": rule(20),
    "reply.accepted": rule(15, 15),
    "reply.endorsed": rule(10, 15),
    "helpful.received": rule(1, 10),
    "report.upheld": rule(3, 15),
    "merge.done": rule(5, 50),
    "article.published": rule(20, 1),
    "comment.first": rule(1, 3),
    "comment.removed": rule(-5),
    "topic.removed": rule(-20),
    "report.against": rule(-10),
    "member.muted": rule(-40),
  },
  dailyCeiling: 60 * POINT,
  aWeekFromOne: 3,
  duplicatesAnIdea: 5,
};
