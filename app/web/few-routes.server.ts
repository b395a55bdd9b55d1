import { createRequestHandler, type RequestHandler, type ServerBuild } from "@remix-run/node";
import { matchRoutes } from "@remix-run/react";
import { LRUCache } from "lru-cache";
import { isReadable } from "./headers.server";

// Remix looks for a request's route five times, each time through all there are, and makes their patterns anew: a quarter
// of what a list costs. So each request is given an application of the few routes it can come by, which are looked for
// once for all addresses of a shape.

const MOST_SHAPES = 5_000;
// There are as many as routes; and one for each question where some addresses lead, of which pages have a handful.
const MOST_APPLICATIONS = 500;
const LONGEST_SHAPE = 200;
/** Where the browser asks which routes other addresses lead to: of every page once, so it is to cost little. */
const TELLER = "/__manifest";
/** How many parts those may have together: each is looked for. A page asks for a handful of addresses. */
const MOST_PARTS_ASKED = 100;

// How older browsers' scripts asked for a loader's data; Remix warns of each in the log.
const FORMER_DATA = "_data";

/** Answers as the whole application does, but for who asks where very many addresses lead, or as nobody does any more. */
export function answerByFewRoutes(build: ServerBuild, mode?: string): RequestHandler {
  const whole = createRequestHandler(build, mode);
  const handlers = new LRUCache<string, RequestHandler>({ max: MOST_APPLICATIONS });
  const idsFor = routeIdsFor(build.routes);
  function handlerFor(ids: readonly string[]): RequestHandler {
    const name = ids.join(" ");
    const handler = handlers.get(name) ?? createRequestHandler(only(build, ids), mode);
    handlers.set(name, handler);
    return handler;
  }
  return (request, context) => {
    const { pathname, searchParams } = new URL(request.url);
    if (searchParams.has(FORMER_DATA)) return nowhere();
    const asked = pathname === TELLER ? searchParams.getAll("p").map(fromRoot) : [pathname];
    if (!canTell(asked)) return nowhere();
    const ids = new Set(asked.flatMap((path) => idsFor(path) ?? []));
    return (ids.size ? handlerFor([...ids].sort()) : whole)(request, context);
  };
}

const fromRoot = (path: string): string => (path.startsWith("/") ? path : `/${path}`);

const canTell = (asked: readonly string[]): boolean =>
  asked.every(isReadable) && asked.join("/").split("/").length <= MOST_PARTS_ASKED;

const nowhere = async (): Promise<Response> => new Response(null, { status: 404 });

const only = (build: ServerBuild, ids: readonly string[]): ServerBuild => ({
  ...build,
  routes: few(build.routes, ids),
  assets: { ...build.assets, routes: few(build.assets.routes, ids) },
});

const few = <T>(all: Readonly<Record<string, T>>, ids: readonly string[]): Record<string, T> =>
  Object.fromEntries(Object.entries(all).filter(([id]) => ids.includes(id)));

/**
 * The routes that an address leads to, and those of the addresses above it, which its page tells the browser of; in a fixed
 * order. Null where it leads nowhere.
 */
export function routeIdsFor(routes: ServerBuild["routes"]): (path: string) => readonly string[] | null {
  const tree = under(undefined, Object.values(routes));
  const known = new LRUCache<string, { ids: readonly string[] | null }>({ max: MOST_SHAPES });
  return (path) => {
    const shape = shapeOf(path);
    const found = known.get(shape) ?? { ids: idsOf(tree, shape) };
    if (shape.length <= LONGEST_SHAPE) known.set(shape, found);
    return found.ids;
  };
}

// No route has a number in its own words (a test says so): all numbers lead to the same.
const shapeOf = (path: string): string => {
  const page = path === "/_root.data" ? "/" : path.replace(/\.data$/, "");
  return page.includes("%") ? page : page.replace(/\d+/g, "0");
};

function idsOf(tree: Tree, path: string): string[] | null {
  const own = matchRoutes(tree, path);
  if (!own) return null;
  const segments = path.split("/").filter(Boolean);
  const above = segments.map((_, n) => matchRoutes(tree, `/${segments.slice(0, n).join("/")}`) ?? []);
  return [...new Set([own, ...above].flat().flatMap(({ route }) => route.id ?? []))].sort();
}

type Route = ServerBuild["routes"][string];
type Tree = Parameters<typeof matchRoutes>[0];

function under(parent: string | undefined, routes: readonly Route[]): Tree {
  return routes.flatMap((route): Tree => {
    if (!route || route.parentId !== parent) return [];
    const { id, path, index } = route;
    const own = { id, ...(path !== undefined && { path }) };
    return index ? [{ ...own, index: true }] : [{ ...own, children: under(id, routes) }];
  });
}
