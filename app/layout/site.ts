import type { Locale } from "~/platform/i18n/locales";
import type { Theme } from "~/web/themes";
import type { MemberId } from "~db/ids.ts";

/** What every page knows. */
export interface SiteView {
  name: string;
  isSetUp: boolean;
  locale: Locale;
  timeZone: string;
  theme: Theme;
  /** The page's now, UTC milliseconds. */
  now: number;
  /** A sentence to show once. */
  flash: string | null;
  me: { id: MemberId; displayName: string; isStaff: boolean; isModerator: boolean; isAdmin: boolean } | null;
  /** Until when I am suspended; null when I am not. */
  mutedUntil: number | null;
  /** Things that wait for a moderator; 0 for everybody else. */
  openReports: number;
}
