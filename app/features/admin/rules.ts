import type { FieldRefusals, RefusalCode } from "~/platform/refusals";
import { readLength } from "~/platform/text";

/** An IANA time zone that this runtime knows. */
export function whyNotTimeZone(timeZone: string): RefusalCode | null {
  try {
    new Intl.DateTimeFormat("en", { timeZone });
    return null;
  } catch {
    return "timezone.unknown";
  }
}

/** The footer's lines: as many as there are places. */
export const FOOTER_PLACES = [0, 1, 2, 3, 4] as const;
const LONGEST_FOOTER_LINE = 120;

/** Why a line won't do at the foot of every page, by its parts: `text`, and `href`, empty or an address with https. */
export function whyNotFooterLine({ text, href }: { text: string; href: string }): FieldRefusals {
  if (readLength(text) > LONGEST_FOOTER_LINE) return { text: "footer.text.long" };
  if (href && !text) return { text: "footer.text.missing" };
  return href && !isHttps(href) ? { href: "footer.link.shape" } : {};
}

const isHttps = (text: string): boolean => /^https:\/\/[^\s]+$/.test(text) && URL.canParse(text) && text.length <= 500;

/** The pages a host writes: their addresses are `/terms`, `/privacy`, `/imprint`. */
export const PAGE_NAMES = ["terms", "privacy", "imprint"] as const;
export type PageName = (typeof PAGE_NAMES)[number];

export const isPageName = (text: string): text is PageName => PAGE_NAMES.some((name) => name === text);

// Markdown's links are no gaps: [words](address), [words][name], [name]: address.
const GAP = /［[^［］\n]+］|(?<!\])\[[^[\]\n]+\](?![([:])/g;

/** What a template leaves for the host to fill in, and nobody has: ［company］. */
export const gapsIn = (text: string): string[] => [...new Set(text.match(GAP) ?? [])];

/** What is counted and stored beside its rows. */
const COUNTS = [
  ...(["supporters", "staffSupport", "problemHavers", "objections", "weightSum", "guestSum"] as const),
  ...(["trusted", "most", "net", "hot", "root", "counting", "followers", "comments", "helpful"] as const),
  ...(["points", "claims", "entries", "sums", "badges", "ties"] as const),
] as const;
type Count = (typeof COUNTS)[number];

export const isCount = (name: string): name is Count => COUNTS.some((known) => known === name);
