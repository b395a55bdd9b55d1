import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import type { Store } from "~db/store.ts";
import { touch } from "~db/unit.ts";
import { openTestStore, settle } from "../../tests/support/town";
import { type PageCache, pageCache, type Rendered } from "./page-cache.server";

const MEGABYTE = 1_048_576;
let db: Store;
let cache: PageCache;

beforeAll(async () => {
  db = await openTestStore();
});
afterAll(() => db.close());
beforeEach(() => {
  vi.useFakeTimers({ toFake: ["performance"] });
  cache = pageCache(db, MEGABYTE);
});
afterEach(() => vi.useRealTimers());

const page = (words: string, more: Partial<Rendered> = {}): Rendered => ({
  headers: [["Content-Type", "text/html"]],
  body: Buffer.from(words),
  shown: ["topic:1"],
  readsFor: 60_000,
  ...more,
});
const keep = (name: string, rendered: Rendered): Promise<unknown> => cache.render(name, async () => rendered);
const wordsOf = (name: string): string | undefined => cache.kept(name)?.bodies.get("identity")?.toString();
const write = (...keys: string[]): Promise<void> => db.write(async (tx) => touch(tx, ...keys));

// Time is pretended here. On PostgreSQL whoever listens takes a connection that did not answer meanwhile for lost; there,
// tests/kept-pages.test.ts looks at real pages in real time.
const later = (ms: number) => vi.advanceTimersByTime(ms);

describe("a page kept for visitors", () => {
  test("is shown until a second after the first write that touched what it shows", async () => {
    await keep("/", page("before"));
    later(5_000);
    await write("topic:2", "board:9");
    later(1_500);
    await write("topic:1");
    later(900);
    expect(wordsOf("/")).toBe("before");
    await write("topic:1"); // a storm of votes doesn't put it off
    later(100);
    expect(wordsOf("/")).toBeUndefined();
  });

  test("is shown no longer than its words are true, or a minute", async () => {
    await keep("/", page("3 minutes ago", { readsFor: 2_000 }));
    await keep("/terms", page("terms", { readsFor: 1e9 }));
    later(1_999);
    expect(wordsOf("/")).toBe("3 minutes ago");
    later(1);
    expect(wordsOf("/")).toBeUndefined();
    later(57_999);
    expect(wordsOf("/terms")).toBe("terms");
    later(1);
    expect(wordsOf("/terms")).toBeUndefined();
  });

  test("that lists all of a kind hears of each, and every page of its frame", async () => {
    await keep("/", page("list", { shown: ["topic"] }));
    await keep("/ideas/7", page("idea", { shown: ["topic:7"] }));
    await write("topic:3");
    later(1_000);
    expect([wordsOf("/"), wordsOf("/ideas/7")]).toEqual([undefined, "idea"]);
    await write("settings");
    later(1_000);
    expect(wordsOf("/ideas/7")).toBeUndefined();
  });

  test("that was read while somebody wrote counts as read before", async () => {
    await cache.render("/", async () => {
      await write("topic:1");
      later(400);
      return page("perhaps before");
    });
    later(599);
    expect(wordsOf("/")).toBe("perhaps before");
    later(1);
    expect(wordsOf("/")).toBeUndefined();
  });

  test("is untouched by a write that was taken back", async () => {
    await keep("/", page("as it was"));
    const refused = db.write(async (tx) => {
      touch(tx, "topic:1");
      throw new Error("no");
    });
    await expect(refused).rejects.toThrow("no");
    later(2_000);
    expect(wordsOf("/")).toBe("as it was");
  });

  test("that takes long is joined by nobody who comes a second later", async () => {
    const done = Promise.withResolvers<Rendered>();
    const first = cache.render("/", () => done.promise);
    later(1_000);
    expect(await keep("/", page("anew"))).toMatchObject({ bytes: 4 });
    done.resolve(page("from before"));
    await first;
  });

  test("is rendered once for all who wait for it", async () => {
    let times = 0;
    const render = async (): Promise<Rendered> => page(`render ${++times}`);
    const all = await Promise.all(Array.from({ length: 50 }, () => cache.render("/", render)));
    expect(times).toBe(1);
    expect(new Set(all.map((one) => one?.hash)).size).toBe(1);
    expect([cache.misses, cache.hits]).toEqual([1, 0]);
    expect(wordsOf("/")).toBe("render 1");
    expect(cache.hits).toBe(1);
  });

  test("is not kept when it is somebody's, or failed", async () => {
    expect(await cache.render("/me", async () => null)).toBeNull();
    await expect(cache.render("/", () => Promise.reject(new Error("broken")))).rejects.toThrow("broken");
    expect([wordsOf("/me"), wordsOf("/")]).toEqual([undefined, undefined]);
    await keep("/", page("well again"));
    expect(wordsOf("/")).toBe("well again");
  });

  test("makes room for what is asked for more", async () => {
    const big = (n: number): Rendered => page("x", { body: Buffer.alloc(300_000, n) });
    for (let n = 0; n < 5; n++) await keep(`/${n}`, big(n));
    expect(cache.kept("/0")).toBeNull();
    expect(cache.kept("/4")).not.toBeNull();
    expect(cache.bytes).toBeLessThanOrEqual(MEGABYTE);
    await write("topic:1"); // those that went are heard of no more
    cache = pageCache(db, 0);
    await keep("/", page("x"));
    expect(wordsOf("/")).toBeUndefined();
  });

  test("is compressed once, and gives its body back in any encoding", async () => {
    await keep("/", page("word ".repeat(1_000)));
    const kept = cache.kept("/");
    if (!kept) throw new Error("not kept");
    const [br, meanwhile] = await Promise.all([cache.body("/", kept, "br"), cache.body("/", kept, "br")]);
    expect(meanwhile).toBe(br);
    expect(await cache.body("/", kept, "br")).toBe(br);
    expect((await cache.body("/", kept, "identity")).toString()).toBe("word ".repeat(1_000));
    expect((await cache.body("/", kept, "gzip")).length).toBeLessThan(500);
    expect(cache.bytes).toBeLessThan(2_500);
  });
});

describe("a page kept for visitors, when another process writes", () => {
  test("is shown no more a second later", async () => {
    vi.useRealTimers();
    const [mine, other] = [await openTestStore(), await openTestStore()];
    cache = pageCache(mine, MEGABYTE);
    await keep("/", page("before"));
    await settle(other);
    await vi.waitFor(() => expect(wordsOf("/")).toBeUndefined(), { timeout: 5_000 });
    await mine.close();
    await other.close();
  });
});
