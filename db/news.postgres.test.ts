import pg from "pg";
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { hang, openSockets } from "../tests/support/hanging";
import { openPassage } from "../tests/support/passage";
import { type News, openNews } from "./news.postgres.server.ts";
import { Listeners } from "./store.ts";

const PATIENCE = { timeout: 10_000, interval: 20 };
const url = process.env.DATABASE_URL ?? "";

let host: pg.Client;
let before: number;
const open: News[] = [];
beforeAll(async () => {
  host = new pg.Client({ connectionString: url });
  await host.connect();
  before = openSockets();
});
afterEach(async () => {
  for (const news of open.splice(0)) await news.close();
});
afterAll(() => host.end());

const pids = async (): Promise<number[]> =>
  (await host.query("select pid from pg_stat_activity where datname = current_database()")).rows.map(({ pid }) => pid);

/** A process that listens: what it heard, and which of the server's processes serves it. */
async function listening(): Promise<{ news: News; heard: Array<string[] | null>; pid: number }> {
  const before = new Set(await pids());
  const heard: Array<string[] | null> = [];
  const listeners = new Listeners();
  listeners.add(({ touched }) => heard.push(touched && [...touched]));
  const news = await openNews(url, listeners);
  open.push(news);
  heard.length = 0; // at first, anything may have changed
  const [pid = 0] = (await pids()).filter((one) => !before.has(one));
  return { news, heard, pid };
}

const hears = (heard: unknown, what: unknown) => vi.waitFor(() => expect(heard).toEqual(what), PATIENCE);

describe("news of what was written", () => {
  test("come to every other process, and not to the one that wrote", async () => {
    const [one, other] = [await listening(), await listening()];
    one.news.spread(new Set(["topic:1", "boards"]));
    await hears(other.heard, [["topic:1", "boards"]]);
    other.news.spread(new Set(["topic:2"]));
    await hears(one.heard, [["topic:2"]]);
  });

  test("that nobody can read say that something changed", async () => {
    const { heard } = await listening();
    for (const payload of ["", "hello", '{"by": 7}', '{"by":"x","age":1,"touched":"all"}'])
      await host.query("select pg_notify('canyu_touched', $1)", [payload]);
    await hears(heard, [null, null, null, null]);
  });

  test("that are more than one message takes come as one that says so", async () => {
    const [one, other] = [await listening(), await listening()];
    one.news.spread(new Set(Array.from({ length: 300 }, (_, n) => `topic:${n}`)));
    await hears(other.heard, [null]);
  });

  test("can't be relied on while the connection is cut; back again, anything may have changed", async () => {
    const { news, heard, pid } = await listening();
    expect(news.isInformed()).toBe(true);
    await host.query("select pg_terminate_backend($1)", [pid]);
    await vi.waitFor(() => expect(news.isInformed()).toBe(false), PATIENCE);
    await vi.waitFor(() => expect(news.isInformed()).toBe(true), PATIENCE);
    expect(heard).toEqual([null]);
  });

  test("can't be relied on while the server's end hangs without a word", async () => {
    const { news, heard, pid } = await listening();
    hang(pid);
    await hears(heard, [null]); // by another connection
    expect(news.isInformed()).toBe(true);
  });

  test.each([[[]], [["topic:1"]]])("keep no program from ending while the server's end hangs: %j", async (untold) => {
    const { news, pid } = await listening();
    hang(pid);
    news.spread(new Set(untold));
    await news.close();
    await vi.waitFor(() => expect(openSockets()).toBeLessThanOrEqual(before), PATIENCE);
  });

  test("keep no program from ending while it comes to a server that says nothing", async () => {
    const passage = await openPassage(url);
    const news = await openNews(passage.url, new Listeners());
    passage.fallSilent();
    await vi.waitFor(() => expect(passage.waiting()).toBe(1), PATIENCE);
    await news.close();
    await vi.waitFor(() => expect(passage.waiting()).toBe(0), PATIENCE);
  });
});
