import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { childrenOf } from "../support/children";
import { newFolder, removeFolders } from "../support/folders";
import { type Site, startSite } from "../support/site";

const WORKERS = 2;
const PATIENCE = { timeout: 20_000, interval: 100 };

let site: Site;
beforeAll(async () => {
  site = await startSite({ CANYU_WORKERS: String(WORKERS) });
});
afterAll(async () => {
  await site.stop();
  removeFolders();
});

/** The processes that serve for the one that was started. */
const workers = (): number[] => childrenOf(site.pid);

const status = async (path: string): Promise<number> =>
  (await fetch(site.origin + path, { headers: { Connection: "close" } })).status;

describe("a site of two processes", () => {
  test("goes on when one of them is killed, which is replaced", async () => {
    await vi.waitFor(() => expect(workers()).toHaveLength(WORKERS), PATIENCE);
    const [killed = 0, other] = workers();
    process.kill(killed, "SIGKILL");
    await vi.waitFor(() => {
      expect(workers()).toHaveLength(WORKERS);
      expect(workers()).not.toContain(killed);
    }, PATIENCE);
    expect(workers()).toContain(other);
    await vi.waitFor(async () => expect(await status("/readyz")).toBe(200), PATIENCE);
    expect(site.said()).toContain("a worker died and is replaced");
  });

  test("says so and ends when its port is taken", async () => {
    const { port } = new URL(site.origin);
    const env = {
      ...{ ...process.env, NODE_ENV: "production" as const, LANG: "en" },
      ...{ CANYU_DATA: newFolder(), PORT: port, CANYU_WORKERS: String(WORKERS) },
    };
    const started = promisify(execFile)(process.execPath, ["bin/canyu.mjs", "serve"], { env, timeout: 20_000 });
    await expect(started).rejects.toMatchObject({ code: 1, stderr: expect.stringContaining(`Port ${port} is taken`) });
    expect(await status("/readyz")).toBe(200);
  });
});
