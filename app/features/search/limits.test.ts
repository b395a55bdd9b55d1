import type { AppLoadContext, LoaderFunctionArgs } from "@remix-run/node";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { isWithin, openLimits } from "~/web/rate-limits.server";
import type { Store } from "~db/store.ts";
import { openTestStore, react, settle } from "../../../tests/support/town";
import { loader as searchPage } from "./routes/search";
import { loader as searchJson } from "./routes/search-json";
import { loader as similar } from "./routes/similar";
import { loader as similarJson } from "./routes/similar-json";
import { loader as suggestions } from "./routes/suggestions";

let db: Store;
const network = "10.7.7.7";

beforeAll(async () => {
  db = await openTestStore();
  await settle(db);
  await react(db);
});
afterAll(() => db.close());
beforeEach(() => void openLimits());

const asked = (path: string): LoaderFunctionArgs => {
  const origin = "http://localhost";
  const context = { db, origin, network, cookies: [], headers: new Headers() } as unknown as AppLoadContext;
  return { request: new Request(origin + path), params: {}, context };
};

test("whatever looks something up counts as a read, and 600 a minute from one network are enough", async () => {
  const loaders = [searchPage, searchJson, similarJson];
  for (const loader of loaders) await loader(asked("/search?q=light&title=light"));
  for (let n = 0; n < 597; n++) expect(await isWithin("visitorReads", network)).toBe(true);
  for (const loader of loaders)
    await expect(loader(asked("/search?q=light&title=light"))).rejects.toMatchObject({ code: "too.fast" });
});

test("what is looked up while somebody types uses up nothing of what they read with", async () => {
  while (await isWithin("visitorTyping", network));
  await expect(suggestions(asked("/search/suggestions?q=light"))).rejects.toMatchObject({ code: "too.fast" });
  await expect(similar(asked("/search/similar?title=light"))).rejects.toMatchObject({ code: "too.fast" });
  await searchPage(asked("/search?q=light"));
  while (await isWithin("visitorReads", network));
  await expect(searchPage(asked("/search?q=light"))).rejects.toMatchObject({ code: "too.fast" });
  openLimits();
  await suggestions(asked("/search/suggestions?q=light"));
});

test("a refusal can be read by scripts of other sites like any answer, with the seconds to wait", async () => {
  while (await isWithin("visitorReads", network));
  for (const loader of [searchJson, similarJson]) {
    const args = asked("/search.json?q=light&title=light");
    await expect(loader(args)).rejects.toMatchObject({ code: "too.fast", retryAfter: expect.any(Number) });
    expect(args.context.headers.get("Access-Control-Allow-Origin")).toBe("*");
    expect(args.context.headers.get("Access-Control-Expose-Headers")).toBe("Retry-After");
  }
});
