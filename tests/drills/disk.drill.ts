import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { afterEach, describe, expect, test, vi } from "vitest";
import { sayIn } from "~/platform/i18n/words.server";
import { freshPicture } from "../support/picture";
import type { Site } from "../support/site";
import { isSettled, proveOnce } from "./book";
import { type Account, type Crowd, comment, openCrowd, pick } from "./crowd";
import { ENGINES, type Home, leaveHomes, openHome } from "./homes";
import { report } from "./report";
import { expectRefused } from "./sentences";
import { SIZES } from "./sizes";

const WRITES_BEFORE = 40;
const REFUSALS = 60;

afterEach(leaveHomes);

describe.each(ENGINES)("a full disk on %s", (engine) => {
  test("refuses writes with a sentence, lets everybody read, and all is well when there is room again", async () => {
    const home = await openHome(engine);
    const site = await home.start();
    const crowd = await openCrowd(() => site, SIZES.people);
    for (let n = 0; n < SIZES.fills; n++) {
      await written(crowd, WRITES_BEFORE);
      await fill(home, site);
      const before = crowd.notDone.length;
      const writing = crowd.press();
      await vi.waitFor(() => expect(crowd.notDone.length).toBeGreaterThan(before + REFUSALS), { timeout: 60_000 });
      await writing.stop();
      for (const fan of crowd.accounts.slice(0, 2)) await expectReadable(crowd, fan);
      for (const fan of crowd.accounts.slice(0, 2)) await expectWordsKept(crowd, fan);
      await expectPictureRefused(crowd);
      await makeRoom(home, site);
      await crowd.sendAgain();
      await written(crowd, WRITES_BEFORE);
      await crowd.book.compare(home);
    }
    expectRefused(crowd.notDone, "no.room", 507);
    await vi.waitFor(() => isSettled(home), { timeout: 30_000, interval: 100 });
    await proveOnce(home);
    await site.stop();
    await home.prove();
    report(`disk full, ${engine}`, `${SIZES.fills} × no room under ${SIZES.people} people`, {
      "refused with a sentence": crowd.notDone.length,
      acknowledged: crowd.book.acknowledged(),
      lost: 0,
    });
  });
});

async function written(crowd: Crowd, writes: number): Promise<void> {
  const writing = crowd.press();
  await crowd.after(writes);
  await writing.stop();
}

// No quota and no root: no file of the program may grow any more, which SQLite and Node hear as a full disk. A server
// that says it is full says so here by itself, in front of every write.
async function fill({ postgres, change }: Home, { pid }: Site): Promise<void> {
  await limitFiles(pid, "0");
  if (!postgres) return;
  await change(`create or replace function full_disk() returns trigger language plpgsql as
    $$ begin raise exception 'could not extend file' using errcode = '53100'; end $$`);
  await change(
    onEveryTable(
      "create trigger full_disk before insert or update or delete on %I for each statement execute function full_disk()",
    ),
  );
}

async function makeRoom({ postgres, change }: Home, { pid }: Site): Promise<void> {
  await limitFiles(pid, "unlimited");
  if (postgres) await change(onEveryTable("drop trigger full_disk on %I"));
}

const limitFiles = (pid: number, bytes: string) =>
  promisify(execFile)("prlimit", ["--pid", String(pid), `--fsize=${bytes}:`]);

const onEveryTable = (order: string): string =>
  `do $$ declare one text; begin for one in select tablename from pg_tables where schemaname = 'public' loop
    execute format('${order}', one); end loop; end $$`;

async function expectReadable(crowd: Crowd, fan: Account): Promise<void> {
  const idea = pick(crowd.book.ideas.values());
  for (const path of ["/", `/ideas/${idea}`, "/search?q=better", "/inbox", "/ideas/new", "/me", "/readyz"])
    for (const who of [fan, { ...fan, cookie: "" }])
      expect([path, (await crowd.get(who, path)).status]).toEqual([path, expect.toBeOneOf([200, 302])]);
}

async function expectWordsKept(crowd: Crowd, fan: Account): Promise<void> {
  const form = comment(pick(crowd.book.ideas.values()), "These words took a while to find.");
  const body = new FormData(); // as a page without JavaScript sends it, which may bring pictures
  for (const [name, words] of Object.entries(form.body)) body.set(name, words);
  const page = await (await crowd.post(fan, form.path, body)).text();
  expect(page).toContain("These words took a while to find.");
  expect(page).toContain(sayIn(fan.language)("refusals.no.room"));
}

async function expectPictureRefused(crowd: Crowd): Promise<void> {
  const fan = pick(crowd.accounts);
  const body = new FormData();
  body.set("pictures", new File([new Uint8Array(await freshPicture())], "a.png"));
  const answer = await crowd.post(fan, "/pictures", body, "application/json");
  expect([answer.status, (await answer.json()).refusal.sentence]).toEqual([
    507,
    sayIn(fan.language)("refusals.no.room"),
  ]);
}
