import type { ServerBuild } from "@remix-run/node";
import { describe, expect, test } from "vitest";
import { urlMap } from "../routes.js";
import { routeIdsFor } from "./few-routes.server";

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
    for (const path of ["/nowhere", "/ideas/7/8/9", "/%", "/ideas/%ff/x"])
      expect(idsFor(path)).toContain("layout/routes/not-found");
  });

  test("hold every route by its own address, and no route has a number in its words", () => {
    for (const { id, path = "" } of Object.values(routes()).flatMap((route) => route ?? [])) {
      const address = `/${path.replace(/:[a-z]+/gi, "12").replace("*", "rest")}`;
      expect(idsFor(address), path).toContain(id);
      expect(path).not.toMatch(/\d/);
    }
  });
});
