import type { RefusalCode } from "~/platform/refusals";

const LONGEST_SUSPENSION_DAYS = 365;
const DAY_MS = 86_400_000;
const LONGEST_REASON = 2_000;

/** How long somebody may be suspended: whole days, 1–365. */
export const whyNotDays = (days: number): RefusalCode | null =>
  Number.isInteger(days) && days >= 1 && days <= LONGEST_SUSPENSION_DAYS ? null : "days.range";

/** When a suspension of so many days ends, to the minute. UTC milliseconds. */
export const endOf = (from: number, days: number): number => Math.floor((from + days * DAY_MS) / 60_000) * 60_000;

/** What is done to people or their words is done for a reason, which people read. */
export function whyNotSaid(reason: string): RefusalCode | null {
  if (reason === "") return "reason.missing";
  return reason.length > LONGEST_REASON ? "reason.long" : null;
}
