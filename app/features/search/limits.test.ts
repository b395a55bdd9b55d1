import type { AppLoadContext, LoaderFunctionArgs } from "@remix-run/node";
import { afterAll, beforeAll, expect, test } from "vitest";
import { isReadWithin } from "~/web/rate-limits.server";
import type { Store } from "~db/store.ts";
import { openTestStore, react, settle } from "../../../tests/support/town";
import { loader as searchPage } from "./routes/search";
import { loader as searchJson } from "./routes/search-json";
import { loader as similar } from "./routes/similar";
import { loader as similarJson } from "./routes/similar-json";
import { loader as suggestions } from "./routes/suggestions";

let db: Store;

beforeAll(async () => {
  db = await openTestStore();
  await settle(db);
  await react(db);
});
afterAll(() => db.close());

const asked = (path: string, network: string): LoaderFunctionArgs => {
  const origin = "http://localhost";
  const context = { db, origin, network, cookies: [], headers: new Headers() } as unknown as AppLoadContext;
  return { request: new Request(origin + path), params: {}, context };
};

test("whatever looks something up counts as a read, and 600 a minute from one network are enough", async () => {
  const loaders = [searchPage, searchJson, similarJson, suggestions];
  const network = "limits-of-search";
  for (const loader of [...loaders, similar]) await loader(asked("/x?q=light&title=light", network));
  for (let n = 0; n < 595; n++) expect(await isReadWithin(null, network)).toBe(true);
  for (const loader of loaders)
    await expect(loader(asked("/x?q=light&title=light", network))).rejects.toMatchObject({ code: "too.fast" });
  expect(await similar(asked("/x?title=light", network))).toEqual({ ideas: [] }); // the form goes on without
});

test("a refusal can be read by scripts of other sites like any answer, with the seconds to wait", async () => {
  const network = "limits-of-scripts";
  while (await isReadWithin(null, network));
  for (const loader of [searchJson, similarJson]) {
    const args = asked("/x?q=light&title=light", network);
    await expect(loader(args)).rejects.toMatchObject({ code: "too.fast" });
    expect(args.context.headers.get("Access-Control-Allow-Origin")).toBe("*");
    expect(args.context.headers.get("Access-Control-Expose-Headers")).toBe("Retry-After");
  }
});
