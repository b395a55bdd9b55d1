import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { AppLoadContext } from "@remix-run/node";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { clock } from "~/platform/clock";
import { Refused } from "~/platform/refusals";
import type { Store } from "~db/store.ts";
import { newFolder, removeFolders } from "../../../tests/support/folders";
import { COMMUNITY, openTestStore, settle } from "../../../tests/support/town";
import { askForBackup, keepBackup } from "./backup.server";
import { backupView } from "./backup-page.server";
import { downloadOf } from "./download.server";

const DAY = 86_400_000;
const now = clock.now;
let db: Store;
let dataFolder: string;

beforeAll(async () => {
  db = await openTestStore();
  await settle(db);
  dataFolder = newFolder();
});
afterEach(() => {
  clock.now = now;
  delete process.env.CANYU_BACKUPS;
});
afterAll(async () => {
  await db.close();
  removeFolders();
});

const view = (more = {}) =>
  backupView({ db, dataFolder, community: { ...COMMUNITY, ...more } } as unknown as AppLoadContext);

describe("the page of backups", () => {
  test("is empty at first, shows what is being made, what was made, and warns when that is long ago", async () => {
    expect(await view()).toMatchObject({ last: null, kept: [], isBeingMade: false, isTooOld: false, keep: 14 });
    await askForBackup(db);
    expect(await view()).toMatchObject({ isBeingMade: true });
    const made = await keepBackup(db, { way: "by-hand", keep: 14, dataFolder });
    const { kept, last, isBeingMade } = await view();
    expect({ last, isBeingMade }).toEqual({ last: made, isBeingMade: false });
    expect(kept).toEqual([
      { name: made.file, bytes: made.bytes, at: Math.floor(made.at / 1000) * 1000, way: "by-hand" },
    ]);
    clock.now = () => made.at + 2 * DAY + 1;
    expect(await view()).toMatchObject({ isTooOld: true });
    expect(await view({ isDemo: true })).toMatchObject({ isTooOld: false, keep: 0 });
    process.env.CANYU_BACKUPS = "off";
    expect(await view()).toMatchObject({ isTooOld: false, keep: 0 });
  });

  test("says why the last one failed, until one is made", async () => {
    const elsewhere = newFolder();
    writeFileSync(join(elsewhere, "backups"), "a file where a folder should be");
    await expect(keepBackup(db, { way: "daily", keep: 14, dataFolder: elsewhere })).rejects.toThrow("EEXIST");
    expect((await view()).failure?.why).toContain("EEXIST");
    await keepBackup(db, { way: "daily", keep: 14, dataFolder });
    expect((await view()).failure).toBe(null);
  });
});

describe("downloading", () => {
  const why = (name: string): Promise<unknown> =>
    downloadOf(dataFolder, name).catch((error: unknown) => (error instanceof Refused ? error.code : error));

  test("gives a kept backup to no cache, and nothing else of the machine", async () => {
    const { file, bytes } = await keepBackup(db, { way: "by-hand", keep: 14, dataFolder });
    const answer = await downloadOf(dataFolder, file);
    expect(answer.headers.get("Cache-Control")).toBe("private, no-store");
    expect((await answer.arrayBuffer()).byteLength).toBe(bytes);
    mkdirSync(join(dataFolder, "files"), { recursive: true });
    writeFileSync(join(dataFolder, "canyu.db"), "rows");
    for (const name of ["../canyu.db", "canyu.db", ".unfinished-x", "", "canyu-20260101-000000-daily.tar.gz"])
      expect(await why(name)).toBe("not.found");
  });
});
