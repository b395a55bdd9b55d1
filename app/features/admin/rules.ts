import type { RefusalCode } from "~/platform/refusals";

/** An IANA time zone that this runtime knows. */
export function whyNotTimeZone(timeZone: string): RefusalCode | null {
  try {
    new Intl.DateTimeFormat("en", { timeZone });
    return null;
  } catch {
    return "timezone.unknown";
  }
}
