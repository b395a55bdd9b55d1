import type { AppLoadContext } from "@remix-run/node";
import { localeOf } from "~/features/members/members.server";
import { clock } from "~/platform/clock";
import { Refused } from "~/platform/refusals";
import { hashOf } from "~/platform/tokens.server";
import { cookieOf, hostCookie, secure } from "~/web/cookies.server";
import { markArrival } from "~/web/keeping.server";
import { LOCALE_COOKIE, localeCookie } from "~/web/preferences.server";
import { forgetTries, limit } from "~/web/rate-limits.server";
import type { MemberId } from "~db/ids.ts";
import type { Store } from "~db/store.ts";
import { LINK_LIFE, makeLink, takeLink } from "./links.server";
import { linkCalled } from "./links.store.server";
import { CODE_LIFE } from "./mail-codes.server";
import { ownPath } from "./rules";
import { endSession, startSession } from "./sessions.server";
import { hasTwoStep, isSecondStep } from "./two-step.server";

// Cookies that hold the token of what is under way in this browser; both live as long as what they name.
const KEPT = {
  /** A first step that was right, and waits for the second. */
  step: { name: "canyu-step", life: LINK_LIFE["two-step"] },
  /** A mailed code this browser asked for. */
  code: { name: "canyu-code", life: CODE_LIFE },
} as const;

/**
 * Lets somebody in who proved who they are by password, mailed code or link: a new session, or the way to the second
 * step. Returns where to go.
 */
export async function letIn(
  request: Request,
  context: AppLoadContext,
  memberId: MemberId,
  next: string | undefined,
): Promise<string> {
  if (!(await hasTwoStep(context.db.read, memberId))) return admit(request, context, memberId, next);
  keepToken(context, "step", await context.db.write((tx) => makeLink(tx, "two-step", memberId)));
  return `/sign-in/step?next=${encodeURIComponent(ownPath(next))}`;
}

/** Lets them in after the second step, for which this browser holds the first. */
export async function letInBySecondStep(
  request: Request,
  context: AppLoadContext,
  code: string,
  next: string | undefined,
): Promise<string> {
  const memberId = await finishFirstStep(context.db, tokenIn(request, "step"), code);
  dropToken(context, "step");
  return admit(request, context, memberId, next);
}

/** Refused when this browser holds no first step that waits. */
export async function refuseNoFirstStep(db: Store, request: Request): Promise<void> {
  await waitingFirstStep(db, tokenIn(request, "step"));
}

async function waitingFirstStep(db: Store, token: string): Promise<MemberId> {
  const row = await linkCalled(db.read, hashOf(token));
  const isWaiting = row?.purpose === "two-step" && row.usedAt === null && (row.expiresAt ?? 0) > clock.now();
  if (!isWaiting || row.memberId === null) throw new Refused("step.gone");
  return row.memberId;
}

async function finishFirstStep(db: Store, token: string, code: string): Promise<MemberId> {
  const memberId = await waitingFirstStep(db, token);
  await limit("steps", memberId);
  await db.write(async (tx) => {
    if (!(await isSecondStep(tx, memberId, code))) throw new Refused("form.invalid", { code: "step.wrong" });
    await takeLink(tx, "two-step", token);
  });
  await forgetTries("steps", memberId);
  return memberId;
}

/** A new session for whoever proved who they are, in the place of the one this browser had. Returns where to go. */
export async function admit(
  request: Request,
  context: AppLoadContext,
  memberId: MemberId,
  next: string | undefined,
): Promise<string> {
  const { db, origin, cookies } = context;
  const sent = request.headers.get("Cookie") ?? "";
  await endSession(db, origin, sent);
  cookies.push(await startSession(db, origin, memberId, request.headers.get("User-Agent") ?? ""));
  const locale = await localeOf(db.read, memberId);
  if (locale && !cookieOf(sent, LOCALE_COOKIE)) cookies.push(localeCookie(locale, origin));
  markArrival(context, ownPath(next));
  return ownPath(next);
}

/** Leaves a token with this browser. */
export function keepToken({ cookies, origin }: AppLoadContext, what: keyof typeof KEPT, token: string): void {
  const { name, life } = KEPT[what];
  cookies.push(
    `${hostCookie(name, origin)}=${token}; Path=/; Max-Age=${life / 1_000}; HttpOnly; SameSite=Lax${secure(origin)}`,
  );
}

export function dropToken({ cookies, origin }: AppLoadContext, what: keyof typeof KEPT): void {
  const name = hostCookie(KEPT[what].name, origin);
  cookies.push(`${name}=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax${secure(origin)}`);
}

/** The token this browser was left; empty without one. */
export const tokenIn = (request: Request, what: keyof typeof KEPT): string =>
  cookieOf(request.headers.get("Cookie"), hostCookie(KEPT[what].name, request.url)) ?? "";
