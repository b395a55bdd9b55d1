import { cpus, loadavg } from "node:os";
import { afterEach, describe, expect, test, vi } from "vitest";
import { isSettled, proveOnce } from "./book";
import { openCrowd } from "./crowd";
import { ENGINES, leaveHomes, openHome } from "./homes";
import { report } from "./report";
import { SIZES } from "./sizes";

const MOST_BETWEEN = 60;
const READY_MS = 3_000;
const CATCH_UP_MS = 600_000;

afterEach(leaveHomes);

describe.each(ENGINES)("killed under votes, comments, ideas and registrations on %s", (engine) => {
  test("the server has everything that it acknowledged, once, and is ready again at once", async () => {
    const home = await openHome(engine);
    let site = await home.start();
    const crowd = await openCrowd(() => site, SIZES.people);
    const starts: number[] = [];
    for (let n = 1; n <= SIZES.kills; n++) {
      const writing = crowd.press();
      await crowd.after(Math.ceil(Math.random() * MOST_BETWEEN));
      await site.kill();
      await writing.stop();
      const began = performance.now();
      site = await home.start();
      starts.push((performance.now() - began) / crowding());
      await crowd.sendAgain();
      await crowd.book.compare(home);
      if (n % SIZES.recountEvery === 0) await home.prove();
    }
    // Whoever is killed every few seconds never comes to answer what happened: all of it waits for the last one.
    const calm = performance.now();
    await vi.waitFor(() => isSettled(home), { timeout: CATCH_UP_MS, interval: 100 });
    const caughtUp = (performance.now() - calm) / 1_000;
    await proveOnce(home);
    expect(crowd.notDone).toEqual([]);
    expect(Math.max(...starts)).toBeLessThan(READY_MS);
    await site.stop();
    await home.prove();
    report(`kills, ${engine}`, `${SIZES.kills} × SIGKILL under ${SIZES.people} people`, {
      acknowledged: crowd.book.acknowledged(),
      ...{ lost: 0, double: 0 },
      "caught up in": `${caughtUp.toFixed(0)} s`,
      "ready again in": `${middle(starts)} ms, at most ${Math.round(Math.max(...starts))} ms`,
    });
  });
});

// On a machine that does other work, a start has only its share of it.
const crowding = (): number => Math.max(1, (loadavg()[0] ?? 0) / cpus().length);
const middle = (all: number[]): number => Math.round(all.toSorted((a, b) => a - b)[all.length >> 1] ?? 0);
