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

/** What one kind is worth, and its caps. */
export interface KindRule {
  /** Thousandths; below zero for what is taken. */
  points: number;
  /** How many a day pay; null: all. */
  aDay: number | null;
}

/** What acts are worth: one version of the rules. */
export interface LedgerRules {
  kinds: Record<ClaimKind, KindRule>;
  /** The most a day pays for all that neither staff gave nor a host confirmed, in thousandths. */
  dailyCeiling: number;
}
