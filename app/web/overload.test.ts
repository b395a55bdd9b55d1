import { once } from "node:events";
import type { Server } from "node:http";
import { setTimeout as pause } from "node:timers/promises";
import express from "express";
import { afterEach, describe, expect, test, vi } from "vitest";
import { safeHeaders } from "./headers.server";
import { type LadderOptions, LoadLadder, measuredLadder, type Rung } from "./load-ladder.server";
import { overloadGuard } from "./overload.server";

const servers: Server[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) await new Promise((resolve) => server.close(resolve));
});

/** A site that answers everything, behind the guard; what is kept stands before it. */
async function site(ladder: Pick<LoadLadder, "rung">): Promise<string> {
  const app = express();
  app.use(safeHeaders("http://localhost"));
  app.get("/healthz", (_, response) => void response.send("ok"));
  app.use(overloadGuard("http://localhost", ladder));
  app.use((_, response) => void response.send("served"));
  const server = app.listen(0, "127.0.0.1");
  servers.push(server);
  await once(server, "listening");
  const address = server.address();
  return `http://127.0.0.1:${typeof address === "object" && address ? address.port : 0}`;
}

const HTML = { Accept: "text/html,*/*;q=0.8", "Accept-Language": "en" };
const MEMBER = { ...HTML, Cookie: "a=b; canyu=somebody" };

describe("while everything runs late", () => {
  test("visitors' reading yields first, then members' reading and what visitors send, last what members send", async () => {
    const ladder: { rung: Rung } = { rung: 0 };
    const origin = await site(ladder);
    const status = async (headers: Record<string, string>, method: string, path = "/ideas/1"): Promise<number> =>
      (await fetch(origin + path, { headers, method })).status;
    const statuses = async () => [
      ...[await status(HTML, "GET"), await status(HTML, "HEAD"), await status(MEMBER, "GET")],
      ...[await status(HTML, "POST"), await status(MEMBER, "POST"), await status(HTML, "GET", "/healthz")],
    ];
    const seen = new Map<Rung, number[]>();
    for (const rung of [0, 1, 2, 3] as const) {
      ladder.rung = rung;
      seen.set(rung, await statuses());
    }
    expect(Object.fromEntries(seen)).toEqual({
      0: [200, 200, 200, 200, 200, 200],
      1: [503, 503, 200, 200, 200, 200],
      2: [503, 503, 503, 503, 200, 200],
      3: [503, 503, 503, 503, 503, 200],
    });
  });

  test("the answer is a page, a sentence or what our scripts read, in the reader's language, with when to come again", async () => {
    const origin = await site({ rung: 3 });
    const page = await fetch(`${origin}/ideas/1`, { headers: HTML });
    expect(page.headers.get("Retry-After")).toBe("10");
    expect(page.headers.get("Cache-Control")).toBe("no-store");
    expect(page.headers.get("Content-Security-Policy")).toMatch(
      /^default-src 'none'; style-src 'sha256-\S+'; frame-anc/,
    );
    expect(page.headers.get("X-Content-Type-Options")).toBe("nosniff");
    expect(await page.text()).toContain("A lot of people are here right now");
    const chinese = await fetch(origin, { headers: { ...HTML, "Accept-Language": "zh-CN" } });
    expect(await chinese.text()).toContain("现在人有点多");
    const json = await fetch(`${origin}/search.json?q=x`, { headers: { "Accept-Language": "en" } });
    expect([json.status, json.headers.get("Content-Type")]).toEqual([503, "text/plain; charset=utf-8"]);
    const data = await fetch(`${origin}/search.data?q=a%26b&_routes=root`);
    expect([data.status, data.headers.get("Retry-After")]).toEqual([503, "10"]);
    expect(JSON.parse(await data.text())).toContain("/search?q=a%26b");
    const sent = await fetch(`${origin}/ideas/1/votes.data`, { method: "POST", headers: { "Accept-Language": "en" } });
    expect([sent.status, await sent.text()]).toEqual([503, expect.stringContaining("Please try again")]);
  });
});

/** Holds the event loop for so many milliseconds. */
function block(milliseconds: number): void {
  const until = performance.now() + milliseconds;
  while (performance.now() < until);
}

describe("the ladder", () => {
  const options: LadderOptions = { steps: [100, 200, 400], holdMs: 50 };

  test("is climbed at once, and left a rung at a time once it has been calm", () => {
    const ladder = new LoadLadder(options);
    const rungs = [99, 100, 99, 250, 500, 150, 150, 150, 90, 90, 40, 40].map((late, n) => {
      ladder.hear(late, n * 30);
      return ladder.rung;
    });
    expect(rungs).toEqual([0, 1, 1, 2, 3, 3, 3, 2, 2, 1, 1, 0]);
  });

  test("is not left while it is only a little calmer than what led onto it", () => {
    const ladder = new LoadLadder(options);
    ladder.hear(110, 0);
    for (let n = 1; n < 100; n++) ladder.hear(n % 2 ? 60 : 20, n * 30);
    expect(ladder.rung).toBe(1);
  });

  test("is climbed by a loop that is really blocked, and everybody is served again after", async () => {
    const ladder = measuredLadder({ steps: [50, 100_000, 200_000], holdMs: 100 }, 20);
    const origin = await site(ladder);
    const ask = async () => (await fetch(origin, { headers: HTML })).status;
    expect(await ask()).toBe(200);
    block(300);
    await pause(100);
    expect(ladder.rung).toBe(0); // one long breath
    await vi.waitFor(() => {
      block(150);
      expect(ladder.rung).toBe(1);
    });
    expect(await ask()).toBe(503);
    await vi.waitFor(async () => expect(await ask()).toBe(200), 10_000);
  });

  test("is climbed by a loop that takes breath now and then, too", async () => {
    const ladder = measuredLadder({ steps: [50, 100_000, 200_000], holdMs: 100 }, 20);
    await vi.waitFor(async () => {
      block(150);
      await pause(30); // one timer comes in time between
      expect(ladder.rung).toBe(1);
    });
  });
});
