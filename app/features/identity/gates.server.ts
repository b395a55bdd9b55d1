import { type AppLoadContext, redirect } from "@remix-run/node";
import { isAdmin, isModerator, isStaff, type Member, type Viewer } from "~/features/members/rules";
import { type RefusalCode, Refused } from "~/platform/refusals";
import { noteAnswering } from "~/platform/request-id.server";
import { countRequest } from "~/web/counted-requests.server";
import { READING } from "~/web/headers.server";
import { restingRoles } from "./rules";
import { type SignedIn, sessionMember } from "./sessions.server";

interface Asking {
  signedIn: SignedIn | null;
  /** Who asks too often is refused; not the page that an action's refusal is shown on. */
  tooOften: { method: string; refused: Refused } | null;
}

// One request asks several times (root, page, action): it is answered, and counted, once.
const asked = new WeakMap<AppLoadContext, Promise<Asking>>();

/** Anyone: the member who is signed in, or null. Refused when they ask too often. */
export async function visitor(request: Request, context: AppLoadContext): Promise<Viewer> {
  return (await whoAsks(request, context))?.member ?? null;
}

/** For what stands around every page: the member who is signed in, or null; also where the page itself is refused. */
export async function onlooker(request: Request, context: AppLoadContext): Promise<Viewer> {
  return (await whoIsAsking(request, context)).signedIn?.member ?? null;
}

/** Somebody signed in. Anyone else is sent to sign in and comes back; what they posted is refused, not lost. */
export async function member(request: Request, context: AppLoadContext): Promise<Member> {
  const viewer = await visitor(request, context);
  if (viewer) return viewer;
  if (!READING.has(request.method)) throw new Refused("signed.out");
  const { pathname, search } = new URL(request.url);
  throw redirect(`/sign-in?next=${encodeURIComponent(pathname + search)}`);
}

/** Somebody signed in, with what they set about their own account. */
export async function accountHolder(request: Request, context: AppLoadContext): Promise<SignedIn> {
  await member(request, context);
  const signedIn = await whoAsks(request, context);
  if (!signedIn) throw new Refused("signed.out");
  return signedIn;
}

/** An employee of the brand, or refused. */
export async function staff(request: Request, context: AppLoadContext): Promise<Member> {
  const me = await member(request, context);
  return held(me, isStaff(me), "not.staff");
}

/** Somebody who keeps the house in order: a moderator, or an admin. */
export async function moderator(request: Request, context: AppLoadContext): Promise<Member> {
  const me = await member(request, context);
  return held(me, isModerator(me), "not.moderator");
}

export async function admin(request: Request, context: AppLoadContext): Promise<Member> {
  const me = await member(request, context);
  return held(me, isAdmin(me), "not.admin");
}

// Who has the role but must sign in by two steps first is told that.
function held(me: Member, isHeld: boolean, code: RefusalCode): Member {
  if (!isHeld) throw new Refused(me.needsTwoStep ? "two.step.needed" : code);
  return me;
}

async function whoAsks(request: Request, context: AppLoadContext): Promise<SignedIn | null> {
  const { signedIn, tooOften } = await whoIsAsking(request, context);
  if (tooOften?.method === request.method) throw tooOften.refused;
  return signedIn;
}

function whoIsAsking(request: Request, context: AppLoadContext): Promise<Asking> {
  const known = asked.get(context) ?? whoAndHowOften(request, context);
  asked.set(context, known);
  return known;
}

async function whoAndHowOften(request: Request, context: AppLoadContext): Promise<Asking> {
  const signedIn = await whoSignedIn(request, context);
  const refused = await countRequest(request, signedIn?.member.id ?? null, context.network);
  return { signedIn, tooOften: refused && { method: request.method, refused } };
}

async function whoSignedIn(request: Request, context: AppLoadContext): Promise<SignedIn | null> {
  const { db, origin, cookies, community } = context;
  const signedIn = await sessionMember(db, origin, request.headers.get("Cookie") ?? "");
  if (signedIn?.cookie) cookies.push(signedIn.cookie);
  if (signedIn) noteAnswering({ memberId: signedIn.member.id });
  return signedIn && { ...signedIn, member: restingRoles(signedIn, community.asksTwoStep) };
}
