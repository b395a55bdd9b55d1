/** An integer key that names its table to the compiler, so that a board's id is never taken for a member's. */
export type Id<Of extends string> = number & { readonly of: Of };

export type MemberId = Id<"member">;
export type TeamId = Id<"team">;
export type BoardId = Id<"board">;
/** One integer is the topic's key and its public number, #418. */
export type TopicId = Id<"topic">;
export type CommentId = Id<"comment">;
export type AnswerId = Id<"answer">;
export type FactId = Id<"fact">;
export type DocumentId = Id<"search document">;
export type InvitationId = Id<"invitation">;
export type SanctionId = Id<"sanction">;
export type ReportId = Id<"report">;
/** A row of the moderation log. */
export type ActId = Id<"act">;
export type DraftId = Id<"draft">;
export type MergeId = Id<"merge">;
export type BatchId = Id<"batch">;
/** A row of the ledger. */
export type EntryId = Id<"entry">;
export type VouchId = Id<"vouch">;
export type TrustRunId = Id<"trust run">;
export type AuditId = Id<"audit">;
export type BadgeId = Id<"badge">;
export type BadgeAwardId = Id<"badge award">;

/** PostgreSQL's greatest integer; a larger number in a URL names nothing. */
export const GREATEST_ID = 2_147_483_647;

/** True for a number that can be a key; narrows it to whichever kind is asked for. */
export function isId<Kind extends Id<string>>(n: number): n is Kind {
  return Number.isSafeInteger(n) && n > 0 && n <= GREATEST_ID;
}
