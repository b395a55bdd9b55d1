import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { oddRequest, sendOdd } from "../safety/random-requests";
import { type PostgresServer, startPostgres } from "../support/postgres-server";
import { type Site, startSite } from "../support/site";

// `CANYU_RANDOM_REQUESTS=20000` is the long form; its seed is said when it fails, and `CANYU_RANDOM_SEED` repeats it.
const COUNT = Number(process.env.CANYU_RANDOM_REQUESTS ?? 2_000);
const SEED = Number(process.env.CANYU_RANDOM_SEED ?? Date.now());
const ENGINE = process.env.CANYU_RANDOM_ENGINE ?? "sqlite";
const AT_ONCE = 16;

let site: Site;
let postgres: PostgresServer | null = null;
let cookie: string;

beforeAll(async () => {
  if (ENGINE === "postgres") {
    postgres = await startPostgres();
    await postgres.createDatabase("canyu");
  }
  site = await startSite({ CANYU_LOG: "error", ...(postgres && { DATABASE_URL: `${postgres.url}canyu` }) });
  const form = {
    ...{
      name: "Town",
      locale: "en",
      timeZone: "UTC",
      signUp: "open",
      board: "Phones",
      isStaff: "on",
      withSample: "on",
    },
    ...{ username: "alma", displayName: "Alma", password: "a quiet sentence" },
  };
  const answer = await fetch(site.origin + new URL(site.setUpLink).pathname, {
    ...{ method: "POST", redirect: "manual", body: new URLSearchParams(form), headers: { Origin: site.origin } },
  });
  cookie =
    answer.headers
      .getSetCookie()
      .find((one) => /^canyu=/.test(one))
      ?.split(";")[0] ?? "";
}, 180_000);
afterAll(async () => {
  await site.stop();
  await postgres?.stop();
}, 60_000);

describe("random requests", () => {
  test("are each answered, none by a fault", { timeout: 60_000 + COUNT * 60 }, async () => {
    const requests = fc.sample(oddRequest, { numRuns: COUNT, seed: SEED });
    const wrong: string[] = [];
    const statuses = new Map<unknown, number>();
    const queue = requests.entries();
    const sender = async (): Promise<void> => {
      for (const [n, odd] of queue) {
        const status = await sendOdd(site.origin, n % 3 ? cookie : "", odd);
        statuses.set(status, (statuses.get(status) ?? 0) + 1);
        if (status === "hangs" || (typeof status === "number" && status >= 500))
          wrong.push(`${status} ${JSON.stringify(odd)}`);
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, sender));
    console.info(`${COUNT} random requests on ${ENGINE}, seed ${SEED}:`, Object.fromEntries(statuses));
    expect(wrong.slice(0, 10)).toEqual([]);
    expect((await fetch(`${site.origin}/readyz`)).status).toBe(200);
  });
});
