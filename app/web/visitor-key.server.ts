import type { IncomingMessage } from "node:http";
import { acceptedLocale, isLocale, type Locale } from "~/platform/i18n/locales";
import { cookieOf } from "./cookies.server";
import { LOCALE_COOKIE, THEME_COOKIE } from "./preferences.server";
import { THEMES, type Theme } from "./themes";

/** All that a page for visitors depends on beside what is stored. */
export interface VisitorKey {
  /** Names it among the kept ones. */
  name: string;
  /** Path and query, of which nothing is left that the page does not read. */
  address: string;
  /** Null is the community's. */
  locale: Locale | null;
  theme: Theme;
  isData: boolean;
}

interface Readable {
  path: RegExp;
  query: readonly string[];
}

// Whoever sends one of these may see another page than the next visitor does: a session, news for once, a kept form.
const OURS = /(?:^|;\s*)(?:__Host-)?canyu(?!-locale=|-theme=)/;
const DATA = ".data";
const LONGEST_ADDRESS = 500;

/** The kept page that answers this request; null when none may. */
export function visitorKeys(pages: readonly Readable[]): (request: IncomingMessage) => VisitorKey | null {
  return ({ method, url = "", headers }) => {
    if (method !== "GET" && method !== "HEAD") return null;
    if (headers.cookie && OURS.test(headers.cookie)) return null;
    const mark = url.indexOf("?");
    const asked = mark < 0 ? url : url.slice(0, mark);
    const isData = asked.endsWith(DATA);
    const path = isData ? pathOf(asked) : asked;
    const page = pages.find((one) => one.path.test(path));
    if (!page || url.length > LONGEST_ADDRESS) return null;
    const query = mark < 0 ? "" : readable(page, url.slice(mark + 1), isData);
    if (query === null) return null;
    const chosen = cookieOf(headers.cookie, LOCALE_COOKIE);
    const locale = isLocale(chosen) ? chosen : acceptedLocale(headers["accept-language"] ?? null);
    const cookie = cookieOf(headers.cookie, THEME_COOKIE);
    const theme = THEMES.find((one) => one === cookie) ?? "system";
    const address = asked + query;
    return { name: `${address} ${locale} ${theme}`, address, locale, theme, isData };
  };
}

// The first page's data has a name of its own.
function pathOf(asked: string): string {
  if (asked === "/_root.data") return "/";
  return asked === "/.data" ? asked : asked.slice(0, -DATA.length);
}

// In one order, whichever they came in. Data of only some of a page's loaders is not kept.
function readable({ query: keys }: Readable, text: string, isData: boolean): string | null {
  const sent = new URLSearchParams(text);
  if (isData && sent.has("_routes")) return null;
  const kept = new URLSearchParams();
  for (const key of keys) {
    const value = sent.get(key);
    if (value !== null) kept.set(key, value);
  }
  return kept.size ? `?${kept}` : "";
}
