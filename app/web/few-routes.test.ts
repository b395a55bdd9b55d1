import { createRequestHandler, type RequestHandler, type ServerBuild } from "@remix-run/node";
import { describe, expect, test } from "vitest";
import { urlMap } from "../routes.js";
import { answerByFewRoutes, routeIdsFor } from "./few-routes.server";

type Routes = ServerBuild["routes"];

/** The URL map as the built application has it. */
function routes(): Routes {
  const all: Routes = { root: { id: "root", path: "", module: { default: () => null } } };
  urlMap((path, file, options) => {
    const id = file.replace(/\.tsx?$/, "");
    const isIndex = typeof options === "object" && options.index === true;
    const module = { default: () => null };
    all[id] = { id, path: (path ?? "").replace(/^\//, ""), parentId: "root", module, ...(isIndex && { index: true }) };
  });
  return all;
}

const idsFor = routeIdsFor(routes());
const BOARD = "features/ideas/routes/board";

describe("the few routes of an address", () => {
  test("are the one that answers it, and those of the addresses above", () => {
    expect(idsFor("/")).toEqual([BOARD, "root"]);
    expect(idsFor("/search")).toEqual([BOARD, "features/search/routes/search", "root"]);
    expect(idsFor("/threads/7/edit")).toEqual([
      BOARD,
      "features/threads/routes/edit",
      "features/threads/routes/thread",
      "features/threads/routes/threads",
      "root",
    ]);
    expect(idsFor("/ideas/7.data")).toEqual(idsFor("/ideas/8"));
    expect(idsFor("/_root.data")).toEqual(idsFor("/"));
    expect(idsFor("/Threads/")).toEqual(idsFor("/threads"));
    for (const path of ["/nowhere", "/ideas/7/8/9"]) expect(idsFor(path)).toContain("layout/routes/not-found");
  });

  test("hold every route by its own address, and no route has a number in its words", () => {
    for (const { id, path = "" } of Object.values(routes()).flatMap((route) => route ?? [])) {
      const address = `/${path.replace(/:[a-z]+/gi, "12").replace("*", "rest")}`;
      expect(idsFor(address), path).toContain(id);
      expect(path).not.toMatch(/\d/);
    }
  });
});

/** An application whose loaders and actions say which they are, and whose pages say what they were made of. */
function application(): ServerBuild {
  const all = Object.entries(routes()).flatMap(([id, route]) => {
    if (!route) return [];
    const say = (what: string) => () => new Response(`${what} of ${id}`);
    const isPage = id === "root" || !SCRIPTS.test(id);
    const module = { loader: say("loader"), action: say("action"), ...(isPage && { default: () => null }) };
    return [[id, { ...route, module }] as const];
  });
  const handleRequest: ServerBuild["entry"]["module"]["default"] = (_request, status, _headers, context) => {
    const { matches, loaderData, actionData, errors } = context.staticHandlerContext;
    const made = {
      ids: matches.map(({ route }) => route.id),
      loaderData,
      actionData,
      errors: Object.keys(errors ?? {}),
    };
    return new Response(JSON.stringify(made), { status });
  };
  const assets = Object.fromEntries(all.map(([id, { path }]) => [id, { id, path, module: `/${id}.js` }]));
  return {
    mode: "production",
    entry: { module: { default: handleRequest, handleError: () => undefined } },
    routes: Object.fromEntries(all),
    assets: { entry: { imports: [], module: "" }, routes: assets, url: "", version: "1" },
    publicPath: "/",
    assetsBuildDirectory: "",
    future: { v3_singleFetch: true, v3_lazyRouteDiscovery: true },
    isSpaMode: false,
  } as unknown as ServerBuild;
}

// Routes that are no page, as many as there are of each kind.
const SCRIPTS = /routes\/(?:vote|submission|permalink|preview|search-json)$/;

async function said(answer: RequestHandler, address: string, method: string): Promise<unknown> {
  const response = await answer(new Request(`http://localhost${address}`, { method }));
  return { status: response.status, headers: [...response.headers], body: await response.text() };
}

describe("an application of the few routes of an address", () => {
  const build = application();
  const [whole, few] = [createRequestHandler(build, "production"), answerByFewRoutes(build, "production")];

  test("answers as the whole application does", async () => {
    const paths = [
      "/",
      "/_root",
      "/ideas/7",
      "/ideas/7/votes",
      "/Threads/",
      "/threads//",
      "/search",
      "/nowhere/at/all",
    ];
    const odd = ["/ideas%2F7", "/ideas/%E6%9F%9A", "/ideas/7.data.data", "/search.json", "/_root/x", "/comments/3"];
    const asked = ["", "?index", "?index&order=new", "?_routes=root", "?_routes=features/ideas/routes/board"];
    for (const path of [...paths, ...odd])
      for (const form of [path, `${path === "/" ? "/_root" : path}.data`])
        for (const question of asked)
          for (const method of ["GET", "POST", "HEAD"]) {
            const address = form + question;
            const [one, other] = [await said(few, address, method), await said(whole, address, method)];
            expect({ address, method, ...(one as object) }).toEqual({ address, method, ...(other as object) });
          }
    expect(await said(few, "/threads/7.data", "GET")).toMatchObject({ status: 200 });
  });

  test("tells where some addresses lead, not where very many do, and nothing to who asks as nobody does", async () => {
    const ask = (p: string) => `/__manifest?version=1${p}`;
    const each = (path: (n: number) => string) => Array.from({ length: 200 }, (_, n) => `&p=${path(n)}`).join("");
    const usual = ["&p=/preferences&p=/search", "&p=/ideas/7&p=threads/3/edit", "&p=/", "&p=/no/where&p=/Nowhere"];
    const odd = [each((n) => `/inbox/${n}`), `&p=${"/a".repeat(30)}`, "&p=/ideas%252F7&p=/IDEAS/3&p=/%2569deas/3"];
    for (const p of [...usual, ...odd]) {
      const told = await said(few, ask(p), "GET");
      expect(told).toEqual(await said(whole, ask(p), "GET"));
      expect(told).toMatchObject({ status: 200, body: expect.stringContaining("path") });
    }
    const long = [
      `&p=${"/".repeat(7_000)}`,
      `&p=${"/a".repeat(31)}`,
      each((n) => `/a/${"b".repeat(n)}`).slice(0, 7_000),
    ];
    for (const p of ["", "&p=/%25", "&p=/x&p=/%25ff", ...long])
      expect(await said(few, ask(p), "GET")).toMatchObject({ status: 404 });
    expect(await said(few, "/threads?_data=root", "GET")).toEqual({ status: 404, headers: [], body: "" });
  });
});
