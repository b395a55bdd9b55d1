import { createRequestHandler, type RequestHandler, type ServerBuild } from "@remix-run/node";
import { matchRoutes } from "@remix-run/react";
import { LRUCache } from "lru-cache";
import { isReadable } from "./headers.server";

// Remix looks for a request's route five times, each time through all there are, and makes their patterns anew: a quarter
// of what a list costs. So each request is given an application of the few routes it can come by, which are looked for
// once for all addresses of a shape.

const MOST_SHAPES = 5_000;
const LONGEST_SHAPE = 200;

/** Where the browser asks which routes other addresses lead to: each page once, for its forms. */
const TELLER = "/__manifest";
/** How many parts addresses of different shapes may have there together; those of a page have about five. */
const MOST_PARTS_ASKED = 30;
// Pages ask a few dozen different questions; whoever asks others finds nothing kept.
const MOST_TELLERS = 100;

// How older browsers' scripts asked for a loader's data; Remix warns of each in the log.
const FORMER_DATA = "_data";

/** Answers as the whole application does, but for who asks where very many addresses lead, or as nobody does any more. */
export function answerByFewRoutes(build: ServerBuild, mode?: string): RequestHandler {
  const whole = createRequestHandler(build, mode);
  const idsFor = routeIdsFor(build.routes);
  const handlerOf = handlersOf(build, mode, new Map());
  const tellerOf = handlersOf(build, mode, new LRUCache({ max: MOST_TELLERS }));
  return (request, context) => {
    const url = new URL(request.url);
    if (url.searchParams.has(FORMER_DATA)) return nowhere();
    if (url.pathname !== TELLER) {
      const ids = idsFor(url.pathname);
      return (ids ? handlerOf(ids) : whole)(request, context);
    }
    const shapes = new Set(url.searchParams.getAll("p").map((path) => shapeOf(fromRoot(path))));
    if (!shapes.size || !canTell([...shapes])) return nowhere();
    const ids = new Set([...shapes].flatMap((shape) => idsFor(shape) ?? []));
    return tellerOf([...ids].sort())(new Request(asking(url, shapes)), context);
  };
}

interface Kept {
  get(name: string): RequestHandler | undefined;
  set(name: string, handler: RequestHandler): unknown;
}

/** Applications of some routes, each made once as long as it is kept. */
function handlersOf(
  build: ServerBuild,
  mode: string | undefined,
  kept: Kept,
): (ids: readonly string[]) => RequestHandler {
  return (ids) => {
    const name = ids.join(" ");
    const handler = kept.get(name) ?? createRequestHandler(only(build, ids), mode);
    kept.set(name, handler);
    return handler;
  };
}

const canTell = (shapes: readonly string[]): boolean =>
  shapes.every(isReadable) && shapes.flatMap((shape) => shape.split("/").slice(1)).length <= MOST_PARTS_ASKED;

const fromRoot = (path: string): string => (path.startsWith("/") ? path : `/${path}`);

/** The question without what it asks twice: thirty entries of an inbox lead the same way. */
function asking(asked: URL, shapes: ReadonlySet<string>): URL {
  const url = new URL(asked);
  url.searchParams.delete("p");
  for (const shape of shapes) url.searchParams.append("p", shape);
  return url;
}

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
  const match = matcherOf(under(undefined, Object.values(routes)));
  const known = new LRUCache<string, { ids: readonly string[] | null }>({ max: MOST_SHAPES });
  return (path) => {
    const shape = shapeOf(path);
    const found = known.get(shape) ?? { ids: idsOf(match, shape) };
    if (shape.length <= LONGEST_SHAPE) known.set(shape, found);
    return found.ids;
  };
}

// No route has a number in its own words (a test says so): all numbers lead to the same.
const shapeOf = (path: string): string => {
  const page = path === "/_root.data" ? "/" : path.replace(/\.data$/, "");
  return page.includes("%") ? page : page.replace(/\d+/g, "0");
};

type Match = (path: string) => ReturnType<typeof matchRoutes>;

function idsOf(match: Match, path: string): string[] | null {
  const own = match(path);
  if (!own) return null;
  const segments = path.split("/").filter(Boolean);
  const above = segments.map((_, n) => match(`/${segments.slice(0, n).join("/")}`) ?? []);
  return [...new Set([own, ...above].flat().flatMap(({ route }) => route.id ?? []))].sort();
}

type Route = ServerBuild["routes"][string];
type Tree = Parameters<typeof matchRoutes>[0];

// React Router ranks all routes that it is given, each time: so it is given those that begin as the path does.
function matcherOf(tree: Tree): Match {
  const words = tree.flatMap(({ children = [] }) => children.map(beginningOf));
  const trees = new Map(words.map((word) => [word, beginningWith(tree, word)]));
  const others = beginningWith(tree, null);
  return (path) => matchRoutes(trees.get(beginningOf({ path })) ?? others, path);
}

const beginningWith = (tree: Tree, word: string | null): Tree =>
  tree.map((top) =>
    top.index ? top : { ...top, children: top.children?.filter((child) => [word, null].includes(beginningOf(child))) },
  );

/** The first word of a path, as React Router compares it; null where that may be any. */
function beginningOf({ path = "" }: { path?: string }): string | null {
  const [word = ""] = path.replace(/^\/+/, "").split("/");
  return /^[:*]/.test(word) ? null : decodeURIComponent(word).toLowerCase();
}

function under(parent: string | undefined, routes: readonly Route[]): Tree {
  return routes.flatMap((route): Tree => {
    if (!route || route.parentId !== parent) return [];
    const { id, path, index } = route;
    const own = { id, ...(path !== undefined && { path }) };
    return index ? [{ ...own, index: true }] : [{ ...own, children: under(id, routes) }];
  });
}
