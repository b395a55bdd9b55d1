import { afterEach, describe, expect, test, vi } from "vitest";
import { sayIn } from "~/platform/i18n/words.server";
import type { Site } from "../support/site";
import { isSettled, proveOnce } from "./book";
import { type Crowd, comment, openCrowd, pick } from "./crowd";
import { type Home, leaveHomes, openHome } from "./homes";
import { report } from "./report";
import { expectRefused } from "./sentences";
import { SIZES } from "./sizes";

const WRITES_BETWEEN = 30;
const BACK_MS = 10_000;

afterEach(leaveHomes);

describe("a PostgreSQL whose connections are cut, and that is restarted", () => {
  test("makes sentences while it is away, and loses and doubles nothing", async () => {
    const home = await openHome("postgres");
    const site = await home.start();
    const crowd = await openCrowd(() => site, SIZES.people);
    const writing = crowd.press();
    for (let n = 0; n < SIZES.cuts; n++) {
      await crowd.after(WRITES_BETWEEN);
      await cutConnections(home);
    }
    const backs: number[] = [];
    for (let n = 0; n < SIZES.restarts; n++) backs.push(await restart(home, site, crowd));
    await crowd.after(WRITES_BETWEEN);
    await writing.stop();
    await crowd.sendAgain();
    expectRefused(crowd.notDone, "database.away", 503);
    expect(crowd.notDone.filter(({ retryAfter }) => retryAfter !== "5")).toEqual([]);
    await vi.waitFor(() => isSettled(home), { timeout: 30_000, interval: 100 });
    await crowd.book.compare(home);
    await proveOnce(home);
    await site.stop();
    await home.prove();
    report("cuts", `connections cut ${SIZES.cuts} ×, restarted ${SIZES.restarts} × under ${SIZES.people} people`, {
      acknowledged: crowd.book.acknowledged(),
      ...{ lost: 0, double: 0 },
      "refused with a sentence": crowd.notDone.length,
      "writes again": `${Math.round(Math.max(...backs))} ms after it was back, at most`,
    });
  });
});

/** As an administrator does it, or a firewall. */
const cutConnections = ({ rows }: Home) =>
  rows(
    "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()",
  );

/** Returns how long it took from its being back until somebody's write was acknowledged. */
async function restart({ postgres }: Home, { origin }: Site, crowd: Crowd): Promise<number> {
  await postgres?.restart(async () => {
    const before = crowd.notDone.length;
    await vi.waitFor(() => expect(crowd.notDone.length).toBeGreaterThan(before + WRITES_BETWEEN), { timeout: 20_000 });
    const ready = await fetch(`${origin}/readyz`);
    expect([ready.status, await ready.text()]).toEqual([503, "the database does not answer\n"]);
    await expectWordsKept(crowd);
  });
  const back = performance.now();
  await crowd.after(1);
  const waited = performance.now() - back;
  expect(waited).toBeLessThan(BACK_MS);
  return waited;
}

async function expectWordsKept(crowd: Crowd): Promise<void> {
  const fan = pick(crowd.accounts);
  const form = comment(pick(crowd.book.ideas.values()), "These words took a while to find.");
  const body = new FormData(); // as a page without JavaScript sends it, which may bring pictures
  for (const [name, words] of Object.entries(form.body)) body.set(name, words);
  const answer = await crowd.post(fan, form.path, body);
  const page = await answer.text();
  expect(answer.status).toBe(503);
  expect(page).toContain("These words took a while to find.");
  expect(page).toContain(sayIn(fan.language)("refusals.database.away"));
}
