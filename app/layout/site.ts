import type { PageName } from "~/features/admin/rules";
import type { Locale } from "~/platform/i18n/locales";
import type { RefusalCode } from "~/platform/refusals";
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
  /** The style sheet of the community's colour, when it has one of its own. */
  sheet: string | null;
  logo: { src: string; width: number; height: number } | null;
  /** The host's own pages that are written. */
  pages: readonly PageName[];
  footerLines: ReadonlyArray<{ text: string; href: string | null }>;
  /** A sentence to show once. */
  flash: string | null;
  /** A demo, where everybody may be anybody. */
  isDemo: boolean;
  /** Unread entries of the inbox, counted up to 100; 0 for visitors. */
  unread: number;
  /** Things that wait for a moderator; 0 for everybody else. */
  openReports: number;
  /** People who wait to be let in; 0 for everybody but admins. */
  applicants: number;
  /** Things the health page says are wrong; 0 for everybody but admins. */
  ills: number;
  me: {
    id: MemberId;
    displayName: string;
    level: number;
    isStaff: boolean;
    isModerator: boolean;
    isAdmin: boolean;
    /** Why they can only read as yet. */
    waits: RefusalCode | null;
    /** Their roles rest until they sign in by two steps. */
    needsTwoStep: boolean;
    /** Until when they are suspended; null when they are not. */
    mutedUntil: number | null;
    /** Forms they sent before signing in, and have not finished. */
    kept: number;
  } | null;
}
