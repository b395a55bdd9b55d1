import {
  type ActionFunctionArgs,
  type AppLoadContext,
  data,
  type LoaderFunctionArgs,
  redirect,
  type ServerBuild,
} from "@remix-run/node";
import { sayIn } from "~/platform/i18n/words.server";
import { REFUSALS, type Refused } from "~/platform/refusals";
import { refusedBy } from "~/platform/refused-by.server";
import { flash } from "./flash.server";
import { type Typed, typedOf } from "./form.server";
import type { RefusedAnswer } from "./refusal";

type Route = ServerBuild["routes"][string];

/**
 * The built application with one addition: a `Refused` thrown anywhere in a loader or action becomes its answer.
 * It is done to the finished build because wrapping the functions in their modules leaks server code into the browser.
 */
export function answeringRefusals(build: ServerBuild): ServerBuild {
  const routes = Object.entries(build.routes).map(([id, route]) => [id, route && answering(route)] as const);
  return { ...build, routes: Object.fromEntries(routes) };
}

function answering(route: Route): Route {
  const { loader, action } = route.module;
  const hasPage = Boolean(route.module.default);
  return {
    ...route,
    module: {
      ...route.module,
      ...(loader && { loader: (args: LoaderFunctionArgs) => load(() => loader(args), args) }),
      ...(action && { action: (args: ActionFunctionArgs) => act(() => action(args), args, hasPage) }),
    },
  };
}

// A refused page is thrown, so that the error page shows in its place.
async function load(loader: () => unknown, { context }: LoaderFunctionArgs): Promise<unknown> {
  try {
    return await loader();
  } catch (error) {
    const refused = refusedBy(error);
    throw refused ? answerOf(refused, {}, context) : error;
  }
}

async function act(action: () => unknown, args: ActionFunctionArgs, hasPage: boolean): Promise<unknown> {
  try {
    const answer = await action();
    return !hasPage && isByHand(args.request) && !(answer instanceof Response)
      ? redirect(pageBefore(args.request))
      : answer;
  } catch (error) {
    const refused = refusedBy(error);
    if (!refused) throw error;
    return refusedAction(refused, args, hasPage);
  }
}

// A form of a page comes back with its sentences and what was typed. A button without a page of its own sends
// people without JavaScript back to where they pressed it, where the sentence shows once. Signed out is a page.
async function refusedAction(refused: Refused, args: ActionFunctionArgs, hasPage: boolean): Promise<unknown> {
  const answer = answerOf(refused, await typedOf(args.request), args.context);
  if (refused.code === "signed.out" && isByHand(args.request)) throw answer;
  if (hasPage || !isByHand(args.request)) return answer;
  const [fieldCode] = Object.values(refused.fields);
  flash(args.context, `refusals.${fieldCode ?? refused.code}`);
  return redirect(pageBefore(args.request));
}

function answerOf({ code, fields }: Refused, typed: Typed, { locale }: AppLoadContext) {
  const t = sayIn(locale);
  const answer: RefusedAnswer = {
    refusal: {
      code,
      sentence: t(`refusals.${code}`),
      fields: Object.fromEntries(Object.entries(fields).map(([name, why]) => [name, t(`refusals.${why}`)])),
    },
    typed: Object.fromEntries(Object.entries(typed).filter(([name]) => !/password/i.test(name))),
  };
  return data(answer, { status: REFUSALS[code] });
}

/** True when a browser will show the answer as a page: a form sent without JavaScript. */
const isByHand = (request: Request): boolean => (request.headers.get("Accept") ?? "").includes("text/html");

/** The page a form was sent from. Only its path is used, so the answer stays on this site whatever the header says. */
export function pageBefore(request: Request): string {
  const referrer = URL.parse(request.headers.get("Referer") ?? "");
  return referrer && !referrer.pathname.startsWith("//") ? referrer.pathname + referrer.search : "/";
}
