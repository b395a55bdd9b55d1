import { tmpdir } from "node:os";
import type { AppLoadContext } from "@remix-run/node";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { saveNote } from "~/features/backup/notes.store.server";
import { startSession } from "~/features/identity/sessions.server";
import type { Member } from "~/features/members/rules";
import { openMailer } from "~/platform/mailer.server";
import { noteIfSlow, SLOW_MS } from "~/platform/slow-requests.server";
import { noteRuns } from "~db/jobs.ts";
import { holdLease } from "~db/lease.ts";
import { mailsDue, noteFailed, queueMail } from "~db/mails.ts";
import { appendFact, runReactions } from "~db/outbox.ts";
import { reactions } from "~db/schema/facts.ts";
import type { Change, Store } from "~db/store.ts";
import { COMMUNITY, idea, openTestStore, settle, type Town } from "../../../tests/support/town";
import { health } from "./health.server";
import { retry } from "./retrying.server";
import { action, loader } from "./routes/health";
import { illsOf, isDiskLow, type Signs } from "./rules";
import { howMuchIsWrong } from "./signs.server";

const ORIGIN = "http://localhost";
const MINUTE = 60_000;
const GIB = 1024 ** 3;
let db: Store;
let town: Town;

beforeAll(async () => {
  db = await openTestStore();
  town = await settle(db);
});
afterAll(() => db.close());

const context = (): AppLoadContext => ({
  ...{ db, community: COMMUNITY, locale: "en", origin: ORIGIN, dataFolder: tmpdir(), network: "10.9.9.9" },
  ...{ mailer: openMailer({ smtp: null, dataFolder: "" }), isDemo: false, cookies: [], headers: new Headers() },
});

const WELL: Signs = {
  queue: { waiting: 3, oldestAt: 10 * MINUTE, stuck: 0 },
  mails: { waiting: 2, failing: 0 },
  clock: { holder: "here:1:a", until: 10 * MINUTE, jobs: [] },
  disk: { free: 50 * GIB, total: 100 * GIB },
  pendingMigrations: 0,
  isBackupAiling: false,
};
const names = (changed: Partial<Signs>, now = 10 * MINUTE): string[] =>
  illsOf({ ...WELL, ...changed }, now).map(({ name }) => name);

describe("what is wrong", () => {
  test("is nothing while everything keeps up", () => {
    expect(names({})).toEqual([]);
    expect(names({ disk: null })).toEqual([]); // the system doesn't say
  });

  test("is what the database, the disk, the clock and the queue say, the worst first", () => {
    const job = { name: "sendMails", ranAt: 5, tookMs: 1, failedAt: 5, error: "no" };
    expect(names({ isBackupAiling: true })).toEqual(["backup"]);
    expect(names({ pendingMigrations: null })).toEqual([]); // it doesn't answer: nobody gets this far
    expect(names({ pendingMigrations: -1, mails: { waiting: 1, failing: 1 } })).toEqual(["migrations", "mails"]);
    expect(names({ disk: { free: 9 * GIB, total: 100 * GIB } })).toEqual(["disk"]);
    expect(names({ clock: { holder: null, until: null, jobs: [] } })).toEqual(["clock"]);
    expect(names({ clock: { ...WELL.clock, until: 9 * MINUTE } })).toEqual(["clock"]);
    expect(names({ clock: { ...WELL.clock, jobs: [job] } })).toEqual(["jobs"]);
    expect(names({ clock: { ...WELL.clock, jobs: [{ ...job, ranAt: 6 }] } })).toEqual([]); // it ran well since
    expect(names({ clock: { ...WELL.clock, jobs: [{ ...job, name: "gone" }] } })).toEqual([]);
    expect(names({ queue: { waiting: 1, oldestAt: 4 * MINUTE, stuck: 2 } })).toEqual(["reactions", "late"]);
    expect(names({ mails: { waiting: 2, failing: 1 } })).toEqual(["mails"]);
  });

  test("is little room on the disk: less than a tenth, or than a gigabyte", () => {
    expect(isDiskLow({ free: 0.9 * GIB, total: 2 * GIB })).toBe(true);
    expect(isDiskLow({ free: 1.1 * GIB, total: 2 * GIB })).toBe(false);
    expect(isDiskLow({ free: 99 * GIB, total: 1_000 * GIB })).toBe(true);
  });
});

describe("the health page", () => {
  async function ask(who: Member | null, form?: Record<string, string>): Promise<unknown> {
    const cookie = who ? ((await startSession(db, ORIGIN, who.id)).split(";")[0] ?? "") : "";
    const request = new Request(`${ORIGIN}/admin/health`, {
      headers: { Cookie: cookie },
      ...(form && { method: "POST", body: new URLSearchParams(form) }),
    });
    return (form ? action : loader)({ request, params: {}, context: context() });
  }

  test("opens to admins alone, and so do its buttons", async () => {
    for (const who of [town.ann, town.stella, town.max]) {
      await expect(ask(who)).rejects.toMatchObject({ code: "not.admin" });
      await expect(ask(who, { fact: "" })).rejects.toMatchObject({ code: "not.admin" });
    }
    await expect(ask(null)).rejects.toMatchObject({ status: 302 });
    await expect(ask(null, { fact: "" })).rejects.toMatchObject({ code: "signed.out" });
    expect(await ask(town.alma)).toMatchObject({ program: { version: expect.stringMatching(/^\d/) } });
    await expect(ask(town.alma, { fact: "x" })).rejects.toMatchObject({ code: "not.found" });
    await expect(ask(town.alma, { fact: "", all: "on" })).rejects.toMatchObject({ code: "form.unknown.field" });
  });

  test("says what fails, of what topic, and tries it again when an admin presses", async () => {
    const lamp = await idea(db, town.ann, town.board);
    const at = Date.now() - 2 * MINUTE;
    const broken = { "comment.added": { index: () => Promise.reject(new Error("no index")) } };
    const fact = await db.write((tx) =>
      appendFact(tx, { kind: "comment.added", at, by: town.ben.id, topicId: lamp, details: {} }),
    );
    await runReactions(db, broken, Date.now(), () => {});
    const { reactions: failing, ills } = await health(context());
    expect(failing).toMatchObject([
      { factId: fact, kind: "comment.added", topicId: lamp, topicKind: "idea", name: "index", error: "no index" },
    ]);
    expect(ills).toContainEqual({ name: "reactions", count: 1 });
    const nextAt = async () => (await db.read.select().from(reactions).where(eq(reactions.factId, fact)))[0]?.nextAt;
    const before = await nextAt();
    expect(await ask(town.alma, { fact: String(fact) })).toMatchObject({ status: 302 });
    expect(await nextAt()).toBeLessThan(before ?? 0);
    expect(await nextAt()).toBeLessThanOrEqual(Date.now());
  });

  test("wakes whoever runs the clock", async () => {
    const heard = new Promise<Change>((resolve) => db.hear(resolve));
    await retry(db, town.alma, null);
    expect([...((await heard).touched ?? [])]).toEqual(["reactions"]);
  });

  test("says who runs the clock, what came of its jobs, and what became of mails", async () => {
    const now = Date.now();
    await holdLease(db, "schedule", "elsewhere:7:abc", now, MINUTE);
    const run = { ranAt: now, tookMs: 3, error: null };
    await db.write((tx) =>
      noteRuns(tx, [
        { ...run, name: "sendMails" },
        { ...run, name: "stallIdeas", error: "no board" },
      ]),
    );
    const mail = { memberId: town.ann.id, address: "ann@example.com", kind: "test", subject: "Hi", text: "Hi" };
    await db.write((tx) => queueMail(tx, { ...mail, createdAt: now, expiresAt: now + MINUTE }));
    const { id = 0 } = (await mailsDue(db.read, now, "all", 1))[0] ?? {};
    await db.write((tx) => noteFailed(tx, id, "550 no such box"));
    const { clock, signs, ills } = await health(context());
    expect(clock).toEqual({ holder: "elsewhere:7:abc", isHeld: true, isOwn: false });
    expect(signs.clock.jobs.map(({ name, error }) => [name, error])).toEqual([
      ["sendMails", null],
      ["stallIdeas", "no board"],
    ]);
    expect(signs.mails).toEqual({ waiting: 1, failing: 1 });
    expect(ills.map(({ name }) => name)).toEqual(expect.arrayContaining(["jobs", "mails"]));
    await db.write((tx) => noteRuns(tx, [{ ...run, ranAt: now + 1, name: "stallIdeas" }]));
    const after = await health(context());
    expect(after.signs.clock.jobs[1]).toMatchObject({ ranAt: now + 1, failedAt: now, error: "no board" });
    expect(after.ills.map(({ name }) => name)).not.toContain("jobs");
  });

  test("shows the slowest requests of the last day, and the last backup once there is one", async () => {
    const request = { method: "GET", route: "/search", status: 200 };
    for (const ms of [SLOW_MS - 1, SLOW_MS, 2_000, 700]) noteIfSlow({ ...request, id: `id-${ms}`, ms });
    expect((await health(context())).slow.map(({ ms }) => ms)).toEqual([2_000, 700, SLOW_MS]);
    expect((await health(context())).backups).toEqual({ last: null, proven: null });
    const made = { at: 5, file: "a.canyu", bytes: 7, seconds: 1, rows: 9, files: 0 };
    await db.write((tx) => saveNote(tx, "last", made));
    expect((await health(context())).backups).toEqual({ last: made, proven: null });
  });

  test("counts for admins' pages what is wrong", async () => {
    const { ills } = await health(context());
    expect(await howMuchIsWrong(context())).toBe(ills.length);
  });
});
