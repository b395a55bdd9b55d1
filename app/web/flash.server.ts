import type { AppLoadContext } from "@remix-run/node";
import type { Key } from "~/platform/i18n/sentences";
import { sentenceOf } from "~/platform/i18n/words.server";
import { cookieOf, secure } from "./cookies.server";

const COOKIE = "canyu-flash";

/** A sentence the next page shows once. The cookie carries its key, never words. */
export function flash({ cookies, origin }: AppLoadContext, key: Key): void {
  cookies.push(`${COOKIE}=${key}; Path=/; Max-Age=60; HttpOnly; SameSite=Lax${secure(origin)}`);
}

/** Whether a sentence was left for the next page. */
export const hasFlash = ({ cookies }: AppLoadContext): boolean =>
  cookies.some((cookie) => cookie.startsWith(`${COOKIE}=`) && !takesFlash(cookie));

/** True of the cookie that takes the sentence away: a redirect has shown nobody anything yet. */
export const takesFlash = (cookie: string): boolean => cookie.startsWith(`${COOKIE}=;`);

/** The sentence left for this page, and takes it away. */
export function takeFlash(request: Request, { cookies, origin, locale }: AppLoadContext): string | null {
  const key = cookieOf(request.headers.get("Cookie"), COOKIE);
  if (!key) return null;
  cookies.push(`${COOKIE}=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax${secure(origin)}`);
  const sentence = isKeyShaped(key) ? sentenceOf(locale, key) : key;
  return typeof sentence === "string" && sentence !== key ? sentence : null;
}

// A key that no language has gives itself back, and is then not shown.
const isKeyShaped = (text: string): text is Key => /^(?:site\.flash|refusals)\.[a-z.]+$/.test(text);
