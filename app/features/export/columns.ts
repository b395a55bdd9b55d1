/** THE COLUMNS of the top requests, in their fixed order (spec/ideas.md 8). Rooms that don't exist yet leave theirs empty. */
export const COLUMNS = [
  "rank",
  "id",
  "source_id",
  "url",
  "title",
  "problem",
  "board",
  "tags",
  "status",
  "owner",
  "supporters",
  "trusted_support",
  "audited_support",
  "problem_havers",
  "objections",
  "imported_support",
  "imported_objections",
  "comments",
  "first_seen",
  "trend_28d",
  "merged_ids",
  "answer",
  "top_comments",
  "proxy_support",
  "staff_support",
  "share_under_audit",
  "entry_groups",
] as const;
export type Column = (typeof COLUMNS)[number];

export interface TopComment {
  author: string;
  text: string;
}

/** One request; null where the room that would know does not exist yet. Times are ISO 8601. */
export interface TopRequest {
  rank: number;
  id: number;
  source_id: string | null;
  url: string;
  title: string;
  problem: string;
  board: string;
  tags: string[];
  status: string;
  owner: string | null;
  supporters: number;
  /** Whole; null, "under 5", of fewer than five supporters. */
  trusted_support: number | null;
  /** What of it stood when it was looked at hard, never more; null when it wasn't, or of fewer than five supporters. */
  audited_support: number | null;
  problem_havers: number;
  objections: number;
  imported_support: number;
  imported_objections: number;
  comments: number;
  first_seen: string;
  trend_28d: number;
  /** Numbers of the ideas that were merged into it; their supporters are among its own. */
  merged_ids: number[];
  answer: string | null;
  top_comments: TopComment[];
  proxy_support: null;
  staff_support: number;
  /** Which part of the supporters somebody has yet to look at, 0…1. */
  share_under_audit: number;
  /** By how many ways they came. */
  entry_groups: number;
}

interface Promised {
  promised_at: string | null;
  due_at: string | null;
  /** Whether a word of the brand stands to it. */
  is_answered: boolean;
}

/** The same with what stands in no column: what was promised, and whether it came. Times are ISO 8601. */
export interface PromisedRequest extends TopRequest, Promised {}

// What the desk's table has no place for stays on the server: the problem alone may have 20,000 characters.
type OffDesk = "source_id" | "url" | "problem" | "first_seen" | "staff_support" | "proxy_support";

/** What a row of the desk says of it. */
export interface DeskRequest extends Omit<TopRequest, WordsColumn | OffDesk>, Promised {}

/** Columns that are gathered from what other rooms say, and from votes. */
export type WordsColumn = "merged_ids" | "answer" | "top_comments";
export type VotesColumn = "entry_groups" | "audited_support" | "share_under_audit";
