import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, test, vi } from "vitest";
import { startMailServer } from "../support/mail-server";
import { isSettled, proveOnce } from "./book";
import { type Crowd, openCrowd, pick } from "./crowd";
import { ENGINES, leaveHomes, openHome } from "./homes";
import { report } from "./report";
import { SIZES } from "./sizes";

const DAY = 86_400_000;
const MOVES = [DAY, 0, 365 * DAY, 0, -DAY, -365 * DAY];
const WRITES = 20;
const preload = `--import=${new URL("../support/moved-clock.mjs", import.meta.url).href}`;

afterAll(leaveHomes);

describe.concurrent.each(ENGINES)("a clock that is set back and forth on %s", (engine) => {
  test("holds nothing up: writes, reactions, mails and the clock's work go on, and counts stay true", async () => {
    const mails = await startMailServer();
    const home = await openHome(engine);
    const clock = join(home.environment.CANYU_DATA, "clock");
    const set = (ms: number): void => writeFileSync(clock, String(ms));
    const start = () =>
      home.start({
        ...{ NODE_OPTIONS: preload, CANYU_MOVED_CLOCK: clock },
        CANYU_LIMIT_REGISTRATIONS: "off", // more than twenty people come from one place
        ...{ CANYU_SMTP: mails.url, CANYU_MAIL_FROM: "canyu@example.com" },
      });
    set(0);
    let site = await start();
    const crowd = await openCrowd(() => site, Math.max(SIZES.people, SIZES.clockMoves));
    await home.change(`insert into addresses (member_id, address, key, created_at, confirmed_at)
      select id, username || '@example.com', username || '@example.com', 0, 0 from members where username like 'fan%'`);
    for (let n = 0; n < SIZES.clockMoves; n++) {
      set(MOVES[n % MOVES.length] ?? 0);
      if (n % 3 === 2) {
        await site.kill(); // its lease ends in the future
        set(MOVES[(n + 1) % MOVES.length] ?? 0);
        site = await start();
      }
      await writtenAsEver(crowd);
      await vi.waitFor(() => isSettled(home), { timeout: 30_000, interval: 100 });
      const before = mails.mails.length;
      const fan = crowd.accounts[n] ?? pick(crowd.accounts); // nobody twice: a link of five minutes ago stands
      await crowd.post(fan, "/forgotten", new URLSearchParams({ who: fan.name }));
      await vi.waitFor(() => expect(mails.mails.length).toBe(before + 1), { timeout: 10_000, interval: 50 });
    }
    expect(crowd.notDone).toEqual([]);
    await crowd.book.compare(home);
    await proveOnce(home);
    await site.stop();
    await home.prove();
    await mails.stop();
    report(`clock set, ${engine}`, `${SIZES.clockMoves} × by a day or a year, to and fro`, {
      acknowledged: crowd.book.acknowledged(),
      ...{ lost: 0, "held up": 0 },
    });
  });
});

/** A year on, sessions have run out: people sign in again. */
async function writtenAsEver(crowd: Crowd): Promise<void> {
  for (const fan of crowd.accounts) if ((await crowd.get(fan, "/me")).status !== 200) await crowd.signIn(fan);
  const writing = crowd.press();
  await crowd.after(WRITES);
  await writing.stop();
}
