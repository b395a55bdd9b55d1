import { get } from "node:http";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { setTimeout as pause } from "node:timers/promises";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startSession } from "~/features/identity/sessions.server";
import { saveCommunity } from "~/features/members/settings.server";
import { Refused } from "~/platform/refusals";
import { openStore } from "~db/open.server.ts";
import type { Store } from "~db/store.ts";
import { ACTS, type Stage, setStage } from "./support/acts";
import { type Site, startSite } from "./support/site";
import { settle } from "./support/town";

// Two processes serve; this one writes beside them, as the command line does.
const WORKERS = 2;
const BEHIND_MS = 1_000;
// Asked with it, nothing kept answers: it could be a cookie of ours. The page is a visitor's all the same.
const PAST_THE_CACHE = "canyu-none=1";

let site: Site;
let db: Store;
let stage: Stage;
let signedIn: string;

beforeAll(async () => {
  site = await startSite({
    CANYU_WORKERS: String(WORKERS),
    CANYU_LIMIT_VISITOR_READS: "off",
    CANYU_LIMIT_READS: "off",
  });
  db = await openStore({ file: join(site.dataFolder, "canyu.db"), url: process.env.DATABASE_URL });
  stage = await setStage(db, await settle(db));
  await db.write((tx) => saveCommunity(tx, { isSetUp: true, locale: "en", timeZone: "UTC" }));
  signedIn = (await startSession(db, site.origin, stage.town.ann.id)).split(";")[0] ?? "";
}, 60_000);
afterAll(async () => {
  await db.close();
  await site.stop();
});

interface Answer {
  status: number;
  caching: string;
  body: string;
}

// Each on a connection of its own: the processes take turns.
function ask(path: string, cookie = ""): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const headers = { "Accept-Language": "en", ...(cookie && { Cookie: cookie }) };
    get(site.origin + path, { agent: false, headers }, async (answer) => {
      const caching = answer.headers["cache-control"] ?? "";
      resolve({ status: answer.statusCode ?? 0, caching, body: await text(answer) });
    }).on("error", reject);
  });
}

/** What a reader sees: without the moment it was made, and what is random in every page. */
const seen = ({ status, body }: Answer): string =>
  `${status} ${body.replace(/<script.*?<\/script>/gs, "").replace(/name="once" value="[^"]*"/g, "")}`;

function pages(): string[] {
  const { ideas, threads, town } = stage;
  const lists = ["/", "/?order=new&board=phones", "/?order=most&status=accepted", "/threads", "/threads?waiting=1"];
  const topics = [...ideas.slice(-5).flatMap((id) => [`/ideas/${id}`, `/ideas/${id}/objections`])];
  const hall = ["/hall", "/hall?by=all", "/hall?by=newcomers&board=phones", "/hall/first-hundred"];
  const worn = [`/people/${town.ben.id}/badges`, `/people/${town.ben.id}/badges/1`];
  return [
    ...lists,
    ...hall,
    ...worn,
    ...topics,
    ...threads.slice(-3).map((id) => `/threads/${id}`),
    `/people/${town.ben.id}`,
    "/levels",
    "/points",
  ];
}

async function done(name: string, n: number, m: number): Promise<void> {
  try {
    await ACTS[name]?.(stage, n, m);
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
  }
}

describe("pages kept for visitors by several processes", () => {
  test("are a second behind what anybody writes anywhere, at most", async () => {
    const act = fc.tuple(fc.constantFrom(...Object.keys(ACTS)), fc.nat(50), fc.nat(50));
    const acts = fc.array(act, { minLength: 1, maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(acts, async (some) => {
        for (const path of pages()) await Promise.all(Array.from({ length: WORKERS }, () => ask(path)));
        for (const [name, n, m] of some) await done(name, n, m);
        await pause(BEHIND_MS); // what is claimed is about this second
        for (const path of pages()) {
          const before = seen(await ask(path, PAST_THE_CACHE));
          const kept = await Promise.all(Array.from({ length: WORKERS }, () => ask(path)));
          const after = seen(await ask(path, PAST_THE_CACHE)); // the clock may have written meanwhile
          for (const one of kept) if (seen(one) !== before) expect(`${path} ${seen(one)}`).toBe(`${path} ${after}`);
        }
      }),
      { numRuns: 4, endOnFailure: true },
    );
  }, 240_000);

  test("are never a member's", async () => {
    for (const path of pages()) {
      const theirs = await Promise.all(Array.from({ length: WORKERS }, () => ask(path, signedIn)));
      for (const { status, caching, body } of theirs) {
        expect(caching).toBe("private, no-store");
        if (status === 200) expect(body).toContain('class="me"');
      }
      const anybodys = await Promise.all(Array.from({ length: 2 * WORKERS }, () => ask(path)));
      for (const { body } of anybodys) expect(body).not.toContain('class="me"');
    }
  }, 60_000);
});
