import type { MemberId } from "~db/ids.ts";

/** What the detectors find (people.md 2, audits): `pair` is a ring of votes alike and close in time. */
export const AUDIT_REASONS = ["pair", "burst", "guests", "entries"] as const;
export type AuditReason = (typeof AUDIT_REASONS)[number];

/** One thing that was found about an idea's votes. */
export interface Finding {
  reason: AuditReason;
  members: readonly MemberId[];
  /** The numbers behind it, by name. */
  numbers: Readonly<Record<string, number>>;
}
