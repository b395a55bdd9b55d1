import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type ServerBuild } from "@remix-run/node";
import { sayIn } from "~/platform/i18n/words.server";
import { log } from "~/platform/log.server";
import { answering, noteAnswering } from "~/platform/request-id.server";
import { isByHand } from "./refusals.server";
import type { NumberedTrouble } from "./trouble";

type Args = LoaderFunctionArgs | ActionFunctionArgs;
type Route = ServerBuild["routes"][string];

/**
 * The built application as it is watched: each request knows which pattern of the URL map answers it, and an error that
 * nobody expected is written down and answered with the request's number, which its page shows.
 * Done to the finished build, like refusals, and around them: a refusal is no error.
 */
export function watched(build: ServerBuild): ServerBuild {
  const routes = Object.entries(build.routes).map(([id, route]) => [id, route && watchedRoute(route)] as const);
  return { ...build, routes: Object.fromEntries(routes) };
}

function watchedRoute(route: Route): Route {
  const { loader, action } = route.module;
  const pattern = route.parentId === undefined ? null : `/${(route.path ?? "").replace(/^\//, "")}`;
  const hasPage = Boolean(route.module.default);
  const watch = (work: (args: Args) => unknown) => (args: Args) => {
    if (pattern) noteAnswering({ route: pattern });
    return numbering(() => work(args), args, hasPage);
  };
  return {
    ...route,
    module: { ...route.module, ...(loader && { loader: watch(loader) }), ...(action && { action: watch(action) }) },
  };
}

async function numbering(work: () => unknown, args: Args, hasPage: boolean): Promise<unknown> {
  try {
    return await work();
  } catch (error) {
    // An answer is thrown, too; and whoever went away hears nothing.
    if (!(error instanceof Error) || args.request.signal.aborted) throw error;
    const trouble = noteTrouble(error);
    throw hasPage ? data(trouble, { status: 500 }) : plainTrouble(trouble, args);
  }
}

/** Writes down what nobody expected, for the host. What its reader may know of it: the number it stands under. */
export function noteTrouble(error: unknown): NumberedTrouble {
  const known = answering();
  log.error({ err: error, route: known?.route }, "a page failed");
  return { trouble: known?.id ?? "" };
}

/** The same as an answer that is no page: to a script, or to somebody without one. */
function plainTrouble(trouble: NumberedTrouble, { request, context }: Args): Response {
  if (!isByHand(request)) return Response.json(trouble, { status: 500 });
  const t = sayIn(context.locale);
  const text = `${t("site.trouble.text")} ${t("site.trouble.number", { number: trouble.trouble })}\n`;
  return new Response(text, { status: 500, headers: { "Content-Type": "text/plain; charset=utf-8" } });
}
