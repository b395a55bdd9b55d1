import {
  type ActionFunctionArgs,
  type AppLoadContext,
  data,
  type LoaderFunctionArgs,
  redirect,
  type ServerBuild,
} from "@remix-run/node";
import type { Key } from "~/platform/i18n/sentences";
import { sayIn } from "~/platform/i18n/words.server";
import { log } from "~/platform/log.server";
import { REFUSALS, Refused } from "~/platform/refusals";
import { refusedBy } from "~/platform/refused-by.server";
import { answering as requested } from "~/platform/request-id.server";
import { flash, hasFlash } from "./flash.server";
import { type Typed, typedToKeep } from "./form.server";
import { type FormKeeper, forgetArrived, KEPT_PAGE, keepForLater } from "./keeping.server";
import type { KeptKind } from "./kept-kinds";
import type { RefusedAnswer } from "./refusal";

type Route = ServerBuild["routes"][string];

// What somebody hears whose form went out after they signed in, unless its action says it to everybody.
const ARRIVED: Readonly<Partial<Record<KeptKind, Key>>> = {
  support: "site.flash.arrived.support",
  problem: "site.flash.arrived.problem",
  comment: "site.flash.arrived.comment",
  helpful: "site.flash.arrived.helpful",
  follow: "site.flash.arrived.follow",
  withdrawal: "site.flash.arrived.withdrawal",
  unfollow: "site.flash.arrived.unfollow",
};

/**
 * The built application with one addition: a `Refused` thrown anywhere in a loader or action becomes its answer; what
 * somebody sent while signed out is kept until they have signed in.
 * It is done to the finished build because wrapping the functions in their modules leaks server code into the browser.
 */
export function answeringRefusals(build: ServerBuild, keeper: FormKeeper): ServerBuild {
  const routes = Object.entries(build.routes).map(([id, route]) => [id, route && answering(route, keeper)] as const);
  return { ...build, routes: Object.fromEntries(routes) };
}

function answering(route: Route, keeper: FormKeeper): Route {
  const { loader, action } = route.module;
  const hasPage = Boolean(route.module.default);
  return {
    ...route,
    module: {
      ...route.module,
      ...(loader && { loader: (args: LoaderFunctionArgs) => load(() => loader(args), args, hasPage) }),
      ...(!loader && !hasPage && { loader: onlyPosted }),
      ...(action && { action: (args: ActionFunctionArgs) => act(() => action(args), args, { hasPage, keeper }) }),
    },
  };
}

// What takes a form and shows nothing; Remix alone would answer 400, or 200 with nothing in it.
function onlyPosted(): never {
  throw new Response("method not allowed\n", { status: 405, headers: { Allow: "POST" } });
}

// What the machine could not do is a sentence for whoever asked, and a line for the host.
function refusedFor(error: unknown): Refused | null {
  const refused = refusedBy(error);
  if (refused && !(error instanceof Refused) && REFUSALS[refused.code] >= 500)
    log.error({ err: error, route: requested()?.route }, "a request was refused for want of room or database");
  return refused;
}

// What a refused form said, by the request's context: without JavaScript the page's loader runs after its action, and
// when it refuses too, its error page still has the words.
const refusedForms = new WeakMap<AppLoadContext, Typed>();

// A refused page is thrown, so that the error page shows in its place. What is no page, a file, says it in plain text.
async function load(loader: () => unknown, args: LoaderFunctionArgs, hasPage: boolean): Promise<unknown> {
  try {
    return await loader();
  } catch (error) {
    const refused = refusedFor(error);
    if (!refused) throw error;
    if (!hasPage) throw plainAnswer(refused, args.context);
    throw answerOf(refused, refusedForms.get(args.context) ?? {}, args);
  }
}

async function act(
  action: () => unknown,
  args: ActionFunctionArgs,
  { hasPage, keeper }: { hasPage: boolean; keeper: FormKeeper },
): Promise<unknown> {
  try {
    const answer = await action();
    // A page that answers without leading on has something to say first: what was sent may yet be sent again.
    if (!hasPage || answer instanceof Response) {
      const kind = await forgetArrived(args, keeper);
      const sentence = kind && ARRIVED[kind];
      if (sentence && !hasFlash(args.context)) flash(args.context, sentence);
    }
    return !hasPage && isByHand(args.request) && !(answer instanceof Response)
      ? redirect(pageBefore(args.request))
      : answer;
  } catch (error) {
    const refused = refusedFor(error);
    if (!refused) throw error;
    const kept = refused.code === "signed.out" && (await keepForLater(args, keeper, pageBefore(args.request)));
    if (kept) return kept;
    return hasPage ? refusedForm(refused, args) : refusedButton(refused, args);
  }
}

// The form comes back with its sentences and what was typed. Who is signed out, and sent what can't be kept, gets a page
// with the words to take along.
async function refusedForm(refused: Refused, args: ActionFunctionArgs): Promise<unknown> {
  const typed = await typedToKeep(args.request).catch(() => ({})); // a body that can't be read is refused, too
  refusedForms.set(args.context, typed);
  const answer = answerOf(refused, typed, args);
  if (refused.code === "signed.out" && isByHand(args.request)) throw answer;
  return answer;
}

// A button without a page of its own sends people without JavaScript back to where they pressed it, where the
// sentence shows once; who is signed out, by way of signing in.
async function refusedButton(refused: Refused, args: ActionFunctionArgs): Promise<unknown> {
  if (asksForJson(args.request)) return Response.json(answerIn(refused, {}, args), { status: REFUSALS[refused.code] });
  if (!isByHand(args.request)) return answerOf(refused, {}, args);
  const [fieldCode] = Object.values(refused.fields);
  flash(args.context, `refusals.${fieldCode ?? refused.code}`);
  const back = pageBefore(args.request);
  return redirect(refused.code === "signed.out" ? `/sign-in?next=${encodeURIComponent(back)}` : back);
}

const answerOf = (refused: Refused, typed: Typed, args: LoaderFunctionArgs) =>
  data(answerIn(refused, typed, args), { status: REFUSALS[refused.code] });

function answerIn(
  { code, fields, retryAfter }: Refused,
  typed: Typed,
  { request, context }: LoaderFunctionArgs,
): RefusedAnswer {
  if (retryAfter) context.headers.set("Retry-After", String(retryAfter));
  const t = sayIn(context.locale);
  const { pathname, search } = new URL(request.url);
  return {
    refusal: {
      code,
      sentence: t(`refusals.${code}`),
      fields: Object.fromEntries(Object.entries(fields).map(([name, why]) => [name, t(`refusals.${why}`)])),
    },
    typed: Object.fromEntries(Object.entries(typed).filter(([name]) => !/password/i.test(name))),
    page: pathname + search,
  };
}

const plainAnswer = ({ code, retryAfter }: Refused, { locale }: AppLoadContext): Response =>
  new Response(`${sayIn(locale)(`refusals.${code}`)}\n`, {
    status: REFUSALS[code],
    headers: {
      "Content-Type": "text/plain; charset=utf-8",
      ...(retryAfter && { "Retry-After": String(retryAfter) }),
    },
  });

/**
 * The answer of a button that is one of many on its page: sent without JavaScript, it leads back to where the button
 * stands; a fetcher gets the answer and stays.
 */
export const answerAt = <Answer>(request: Request, anchor: string, answer: Answer): Answer | Response =>
  isByHand(request) ? redirect(`${pageBefore(request)}#${anchor}`) : answer;

/** True when a browser will show the answer as a page: a form sent without JavaScript. */
export const isByHand = (request: Request): boolean => (request.headers.get("Accept") ?? "").includes("text/html");

/** True for a script of a page that reads the answer itself: Remix's own asks for anything. */
const asksForJson = (request: Request): boolean => request.headers.get("Accept") === "application/json";

/**
 * The page a form was sent from; for one that was kept, where it was written. Only its path is used, so the answer stays
 * on this site whatever the header says.
 */
export function pageBefore(request: Request): string {
  const sender = URL.parse(request.headers.get("Referer") ?? "");
  const wasKept = sender?.pathname === KEPT_PAGE;
  const page = wasKept ? URL.parse(sender.searchParams.get("back") ?? "/", sender.origin) : sender;
  const isOurs = page?.origin === sender?.origin && !page?.pathname.startsWith("//");
  return page && isOurs ? page.pathname + page.search : "/";
}
