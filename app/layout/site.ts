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
  /** A demo, where everybody may be anybody. */
  isDemo: boolean;
  me: { id: MemberId; displayName: string; isStaff: boolean; isAdmin: boolean } | null;
}
