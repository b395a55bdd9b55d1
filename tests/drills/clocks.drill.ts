import { afterAll, describe, expect, test, vi } from "vitest";
import { type MailServer, startMailServer } from "../support/mail-server";
import type { Site } from "../support/site";
import { isSettled, proveOnce } from "./book";
import { type Crowd, openCrowd } from "./crowd";
import { ENGINES, type Home, leaveHomes, openHome } from "./homes";
import { report } from "./report";
import { SIZES } from "./sizes";

const WRITES = 60;
const LEASE_MS = 15_000;
const TICKS_MS = 3_000; // each looks once a second

afterAll(leaveHomes);

describe.concurrent.each(ENGINES)("two programs on one database, on %s", (engine) => {
  test("have one clock between them, which the other takes over", async () => {
    const mails = await startMailServer();
    const home = await openHome(engine);
    const start = () => home.start({ CANYU_SMTP: mails.url, CANYU_MAIL_FROM: "canyu@example.com" });
    let holding = await start();
    const first = await holder(home);
    let waiting = await start();
    let [turn, isBoth] = [0, false];
    const crowd = await openCrowd(() => (isBoth && turn++ % 2 ? holding : waiting), SIZES.people);
    await vi.waitFor(async () => expect((await fetch(`${holding.origin}/register`)).status).toBe(200), {
      timeout: 10_000,
    });
    isBoth = true; // it has noticed that the community is set up
    await haveAddresses(home);
    const [killed, stopped]: [number[], number[]] = [[], []];
    expect(await holder(home)).toBe(first);
    for (let n = 0; n < SIZES.handovers; n++) {
      await writeAndSettle(crowd, home);
      killed.push(await handedOver(home, () => holding.kill()));
      [holding, waiting] = [waiting, await start()];
      await writeAndSettle(crowd, home);
      stopped.push(await handedOver(home, () => holding.stop()));
      [holding, waiting] = [waiting, await start()];
    }
    await expectMailsOnce(crowd, mails);
    await crowd.book.compare(home);
    await proveOnce(home);
    expect(Math.max(...killed)).toBeLessThan(LEASE_MS + TICKS_MS);
    expect(Math.max(...stopped)).toBeLessThan(TICKS_MS);
    await Promise.all([holding, waiting].map((site: Site) => site.stop()));
    await home.prove();
    await mails.stop();
    report(
      `two clocks, ${engine}`,
      `${SIZES.handovers} × the holder killed, and stopped, under ${SIZES.people} people`,
      {
        "mails sent": mails.mails.length,
        "sent twice": 0,
        "taken over": `${Math.round(Math.max(...killed))} ms after a kill, ${Math.round(Math.max(...stopped))} ms after a stop, at most`,
      },
    );
  });
});

async function writeAndSettle(crowd: Crowd, home: Home): Promise<void> {
  const writing = crowd.press();
  await crowd.after(WRITES);
  await writing.stop();
  await crowd.sendAgain();
  await vi.waitFor(() => isSettled(home), { timeout: 30_000, interval: 100 });
}

async function holder({ rows }: Home): Promise<string | null> {
  const [lease] = await rows("select holder from leases where name = 'schedule'");
  return lease ? String(lease.holder) : null;
}

/** How long it takes until somebody else holds the clock. */
async function handedOver(home: Home, end: () => Promise<void>): Promise<number> {
  const before = await holder(home);
  await end();
  const ended = performance.now();
  const isTaken = async () => expect([null, before]).not.toContain(await holder(home));
  await vi.waitFor(isTaken, { timeout: LEASE_MS + TICKS_MS, interval: 50 });
  return performance.now() - ended;
}

const haveAddresses = ({ change }: Home) =>
  change(`insert into addresses (member_id, address, key, created_at, confirmed_at)
    select id, username || '@example.com', username || '@example.com', 0, 0 from members where username like 'fan%'`);

/** Everybody asks for a link to a new password: each goes out, and no second time. */
async function expectMailsOnce(crowd: Crowd, server: MailServer): Promise<void> {
  for (const fan of crowd.accounts) await crowd.post(fan, "/forgotten", new URLSearchParams({ who: fan.name }));
  const sent = () => server.mails.map((mail) => /^To: (\S+)@/m.exec(mail)?.[1]).sort();
  const asked = crowd.accounts.map(({ name }) => name).sort();
  await vi.waitFor(() => expect(sent()).toEqual(asked), { timeout: 30_000, interval: 100 });
}
