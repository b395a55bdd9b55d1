import { type ActionFunctionArgs, type AppLoadContext, redirect } from "@remix-run/node";
import { cookieOf, hostCookie, secure } from "./cookies.server";
import { type Typed, typedOf } from "./form.server";
import { type KeptKind, kindOf } from "./kept-kinds";
import { isWithin } from "./rate-limits.server";

type Db = AppLoadContext["db"];

/** Where forms that signed-out people sent are kept. The tokens are what their browser has to show for them. */
export interface FormKeeper {
  /** Returns the tokens from now on; null when this form can't be kept. */
  keep(db: Db, tokens: readonly string[], form: { path: string; fields: Typed }): Promise<string[] | null>;
  /** Returns the tokens that are left. */
  forget(db: Db, tokens: readonly string[], id: string): Promise<string[]>;
}

/** The page where a kept form is finished. */
export const KEPT_PAGE = "/kept";
/** What a kept form's address carries, so that it is forgotten when it has arrived. */
export const KEPT_FIELD = "kept";

const COOKIE = "canyu-kept";
const ARRIVAL = "canyu-kept-go";
const DAY = 86_400;
const MINUTE = 60;
const MOST_TOKENS = 5;
// What anybody does here, and nothing else: who sits down at this browser next must find nothing there that acts on
// accounts or on the community. Each has its sentence on the page where it is finished.
const KEPT_FORMS = [
  /^\/(?:ideas|threads)\/new$/,
  /^\/ideas\/\d+\/(?:votes|objections)$/,
  /^\/topics\/\d+\/(?:comments|follow)$/,
  /^\/comments\/\d+\/helpful$/,
  /^\/report\/(?:(?:topic|comment)\/\d+|objection\/\d+\/\d+)$/,
];

/** The tokens of the forms that wait in this browser. */
export function keptTokens(request: Request): string[] {
  const tokens = (cookieOf(request.headers.get("Cookie"), hostCookie(COOKIE, request.url)) ?? "").split(".");
  return tokens.filter((token) => /^[\w-]{32}$/.test(token)).slice(0, MOST_TOKENS);
}

/** Has the browser keep these tokens, and no other. */
export function rememberTokens({ cookies, origin }: AppLoadContext, tokens: readonly string[]): void {
  const age = tokens.length ? DAY : 0;
  const value = `${hostCookie(COOKIE, origin)}=${tokens.join(".")}`;
  cookies.push(`${value}; Path=/; Max-Age=${age}; HttpOnly; SameSite=Lax${secure(origin)}`);
}

/** Marks that somebody has just signed in on the way to what they sent: it may go out by itself, this once. */
export function markArrival({ cookies, origin }: AppLoadContext, next: string): void {
  if (URL.parse(next, origin)?.pathname !== KEPT_PAGE) return;
  cookies.push(`${hostCookie(ARRIVAL, origin)}=1; Path=/; Max-Age=${MINUTE}; HttpOnly; SameSite=Lax${secure(origin)}`);
}

/** True right after the sign-in that a kept form led to; takes the mark away. */
export function takeArrival(request: Request, { cookies, origin }: AppLoadContext): boolean {
  const name = hostCookie(ARRIVAL, origin);
  if (cookieOf(request.headers.get("Cookie"), name) !== "1") return false;
  cookies.push(`${name}=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax${secure(origin)}`);
  return true;
}

/**
 * Keeps what somebody signed out has sent, and sends them by way of signing in to the page where it is finished.
 * `back` is where they wrote it. Null when it can't be kept.
 */
export async function keepForLater(
  { request, context }: ActionFunctionArgs,
  keeper: FormKeeper,
  back: string,
): Promise<Response | null> {
  const path = keptPath(new URL(request.url).pathname);
  if (!path || !(await isWithin("keptForms", context.network))) return null; // asked first: a form may be large
  const fields = await typedOf(request).catch(() => null); // a body that can't be read
  if (!fields) return null;
  const tokens = await keeper.keep(context.db, keptTokens(request), { path, fields });
  if (!tokens) return null;
  rememberTokens(context, tokens);
  const finish = `${KEPT_PAGE}?what=${kindOf(path, fields)}&back=${encodeURIComponent(back)}`;
  return redirect(`/sign-in?next=${encodeURIComponent(finish)}`);
}

/** Where a kept form goes, in one spelling: the router hears %xx and capitals, too. Null when it is none of ours. */
export function keptPath(pathname: string): string | null {
  try {
    const path = decodeURIComponent(pathname).toLowerCase();
    return KEPT_FORMS.some((form) => form.test(path)) ? path : null;
  } catch {
    return null; // no text at all
  }
}

/**
 * Forgets the kept form this request was sent from, now that it has arrived where it was meant for. Returns what it was,
 * or null when it was no kept form.
 */
export async function forgetArrived(
  { request, context }: ActionFunctionArgs,
  keeper: FormKeeper,
): Promise<KeptKind | null> {
  const id = new URL(request.url).searchParams.get(KEPT_FIELD);
  if (!id) return null;
  rememberTokens(context, await keeper.forget(context.db, keptTokens(request), id));
  return kindOf(new URL(request.url).pathname, await typedOf(request));
}

/** The address a kept form is sent to. */
export function addressOf(path: string, id: string): string {
  const url = new URL(path, "http://here");
  url.searchParams.set(KEPT_FIELD, id);
  return url.pathname + url.search;
}
