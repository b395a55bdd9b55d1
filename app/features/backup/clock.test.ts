import { mkdirSync, readdirSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { saveCommunity } from "~/features/members/settings.server";
import { clock } from "~/platform/clock";
import type { Store } from "~db/store.ts";
import { newFolder, removeFolders } from "../../../tests/support/folders";
import { openTestStore, settle } from "../../../tests/support/town";
import {
  askForBackup,
  keepBackup,
  lastBackup,
  lastFailedProof,
  lastFailure,
  lastProvenRestore,
  rememberBackup,
  timesOf,
} from "./backup.server";
import { dropUnfinished, runBackups } from "./clock.server";
import { makeBackup } from "./making.server";
import { deleteNotes } from "./notes.store.server";
import { proveNewest } from "./proofs.server";
import { prove } from "./proving.server";
import { backupName, isDue, isProofDue, isTooOld } from "./rules";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const EVENING = Date.parse("2026-03-02T20:00:00Z");
const now = clock.now;

let db: Store;
let dataFolder: string;

beforeAll(async () => {
  db = await openTestStore();
  await settle(db);
  await db.write((tx) => saveCommunity(tx, { isSetUp: true, timeZone: "UTC" }));
});
beforeEach(async () => {
  dataFolder = newFolder();
  await db.write((tx) => deleteNotes(tx, ["last", "daily", "failed", "asked", "proven", "unproven"]));
});
afterEach(() => {
  clock.now = now;
  delete process.env.CANYU_BACKUPS;
});
afterAll(async () => {
  await db.close();
  removeFolders();
});

const kept = (): string[] => readdirSync(join(dataFolder, "backups")).sort();

/** The clock looks at this moment. Proofs in a process of their own are for journeys, which have the program that was built. */
async function look(at: number, signal = new AbortController().signal): Promise<void> {
  clock.now = () => at;
  await runBackups(db, at, { dataFolder, signal, prove });
}

/** As `canyu backup --out` does it. */
async function backUpElsewhere(at: number): Promise<void> {
  clock.now = () => at;
  const file = join(newFolder(), "canyu.tar.gz");
  const made = await makeBackup({ home: db.home, dataFolder, to: file, withSecrets: false, progress: () => {} });
  await rememberBackup(db, { file, way: "by-hand", made, answers: null });
}

describe("the clock", () => {
  test("makes one backup a day, at once when one was missed, and proves it", async () => {
    await look(EVENING);
    await look(EVENING + HOUR);
    expect(kept()).toEqual(["canyu-20260302-200000-daily.tar.gz"]);
    const made = await lastBackup(db);
    expect(made).toMatchObject({ at: EVENING, file: "canyu-20260302-200000-daily.tar.gz", files: 0 });
    expect(made?.rows).toBeGreaterThan(6);
    expect(await lastProvenRestore(db)).toMatchObject({ at: EVENING, file: made?.file, rows: made?.rows, files: 0 });
    await look(EVENING + 8 * HOUR); // four in the morning
    await look(EVENING + 9 * HOUR);
    await look(EVENING + 5 * DAY);
    expect(kept()).toHaveLength(3);
  });

  test("keeps as many as wished of the latest daily ones, and others' files", async () => {
    process.env.CANYU_BACKUPS = "3";
    mkdirSync(join(dataFolder, "backups"), { recursive: true });
    writeFileSync(join(dataFolder, "backups", "mine.txt"), "");
    for (let day = 0; day < 5; day++) await look(EVENING + day * DAY);
    expect(kept()).toEqual([...["04", "05", "06"].map((day) => `canyu-202603${day}-200000-daily.tar.gz`), "mine.txt"]);
  });

  test("keeps fourteen unless told otherwise", async () => {
    mkdirSync(join(dataFolder, "backups"), { recursive: true });
    for (let day = 1; day <= 20; day++)
      writeFileSync(join(dataFolder, "backups", `canyu-202602${String(day).padStart(2, "0")}-040000-daily.tar.gz`), "");
    await look(EVENING);
    expect(kept()).toHaveLength(14);
    expect(kept().at(0)).toBe("canyu-20260208-040000-daily.tar.gz");
  });

  test("makes none where it is switched off, but for who asks", async () => {
    process.env.CANYU_BACKUPS = "off";
    await look(EVENING);
    expect(await lastBackup(db)).toBe(null);
    await askForBackup(db);
    await look(EVENING + 1_000);
    expect(kept()).toEqual(["canyu-20260302-200001-by-hand.tar.gz"]);
    await look(EVENING + 2_000);
    expect(kept()).toHaveLength(1);
  });

  test("proves none where the only one was made elsewhere", async () => {
    process.env.CANYU_BACKUPS = "off";
    await backUpElsewhere(EVENING);
    await look(EVENING + HOUR);
    expect([await lastProvenRestore(db), await lastFailedProof(db)]).toEqual([null, null]);
  });

  test("proves an old one that is kept once, not again with each that is made elsewhere", async () => {
    await look(EVENING);
    process.env.CANYU_BACKUPS = "off";
    await backUpElsewhere(EVENING + DAY);
    await look(EVENING + DAY + HOUR);
    expect(await lastProvenRestore(db)).toMatchObject({ at: EVENING });
  });

  test("removes what a process left half-way, not what one is writing just now", async () => {
    const folder = join(dataFolder, "backups");
    mkdirSync(folder, { recursive: true });
    for (const name of [".unfinished-old", ".unfinished-new"]) writeFileSync(join(folder, name), "half");
    for (const name of [".unfinished-dead", ".unfinished-growing"]) {
      mkdirSync(join(folder, name));
      writeFileSync(join(folder, name, "canyu.db"), "half");
    }
    const at = Date.now();
    const old = (at - 2 * HOUR) / 1000;
    for (const path of ["old", "dead/canyu.db", "dead", "growing"])
      utimesSync(join(folder, `.unfinished-${path}`), old, old);
    await dropUnfinished(dataFolder, at);
    expect(kept()).toEqual([".unfinished-growing", ".unfinished-new"]);
  });

  test("says why one failed, keeps nothing of it, and tries again after an hour", async () => {
    writeFileSync(join(dataFolder, "backups"), "a file where a folder should be");
    await look(EVENING);
    expect(await lastFailure(db)).toMatchObject({ at: EVENING, why: expect.stringContaining("EEXIST") });
    expect(await lastBackup(db)).toBe(null);
    rmSync(join(dataFolder, "backups"));
    await look(EVENING + HOUR / 2);
    expect(await lastBackup(db)).toBe(null);
    await look(EVENING + HOUR);
    expect(kept()).toHaveLength(1);
    expect(await lastFailure(db)).toBe(null);
  });

  test("leaves nothing when the program stops meanwhile, and makes it at the next start", async () => {
    const stopping = new AbortController();
    stopping.abort();
    await look(EVENING, stopping.signal);
    expect(kept()).toEqual([]);
    expect(await lastFailure(db)).toBe(null);
    await look(EVENING + 1_000);
    expect(kept()).toHaveLength(1);
  });

  test("says when the newest can't be brought back", async () => {
    process.env.CANYU_BACKUPS = "off";
    await askForBackup(db);
    await look(EVENING);
    expect(await lastProvenRestore(db)).toMatchObject({ at: EVENING });
    await askForBackup(db);
    clock.now = () => EVENING + DAY;
    writeFileSync(join(dataFolder, "backups", backupName(EVENING + DAY, "daily")), "spoilt");
    await look(EVENING + DAY);
    expect(await lastFailedProof(db)).toEqual({ at: EVENING + DAY, why: "backup.foreign" });
    expect(await lastProvenRestore(db)).toMatchObject({ at: EVENING });
    await look(EVENING + DAY + HOUR); // the same file would fail again
    expect(await lastFailedProof(db)).toMatchObject({ at: EVENING + DAY });
    rmSync(join(dataFolder, "backups", backupName(EVENING + DAY, "daily")));
    await askForBackup(db);
    await look(EVENING + DAY + 2 * HOUR);
    expect(await lastFailedProof(db)).toBe(null);
    expect(await lastProvenRestore(db)).toMatchObject({ at: EVENING + DAY + 2 * HOUR });
  });
});

describe("whoever asks for a backup", () => {
  const wish = { keep: 14, progress: () => {} };
  let later = EVENING;
  const ask = async (): Promise<number> => {
    clock.now = () => ++later;
    await askForBackup(db);
    return later;
  };
  /** Makes one, and is asked for another meanwhile. */
  async function keepWhileAsked(way: "daily" | "by-hand"): Promise<number> {
    let asking: Promise<number> | undefined;
    await keepBackup(db, { ...wish, way, dataFolder, progress: () => (asking ??= ask()) });
    return (await asking) ?? 0;
  }

  test("waits until one shows the moment they asked at", async () => {
    await ask();
    const again = await keepWhileAsked("by-hand");
    expect(await timesOf(db)).toMatchObject({ asked: again });
    await keepBackup(db, { ...wish, way: "by-hand", dataFolder });
    expect(await timesOf(db)).toMatchObject({ asked: null });
  });

  test("gets one of their own, also while the day's is made", async () => {
    const asked = await keepWhileAsked("daily");
    expect(await timesOf(db)).toMatchObject({ asked });
  });

  test("still gets one when the last can't be brought back", async () => {
    await keepBackup(db, { ...wish, way: "daily", dataFolder });
    const proof = proveNewest(db, {
      dataFolder,
      async prove() {
        await ask();
        throw new Error("no");
      },
    });
    await expect(proof).rejects.toThrow("no");
    expect(await timesOf(db)).toMatchObject({ asked: later, unproven: expect.any(Number) });
  });

  test("is not kept waiting by one that failed: they hear why", async () => {
    await ask();
    writeFileSync(join(dataFolder, "backups"), "a file where a folder should be");
    await expect(keepBackup(db, { ...wish, way: "by-hand", dataFolder })).rejects.toThrow("EEXIST");
    expect(await timesOf(db)).toMatchObject({ asked: null, failed: expect.any(Number) });
  });
});

describe("a backup", () => {
  const at = (text: string): number => Date.parse(text);
  const SHANGHAI = "Asia/Shanghai";

  test("is due at four in the morning where the community lives", () => {
    const daily = at("2026-03-02T19:00:00Z"); // three in the morning there
    expect(isDue({ daily, failed: null }, at("2026-03-02T19:59:59Z"), SHANGHAI)).toBe(false);
    expect(isDue({ daily, failed: null }, at("2026-03-02T20:00:00Z"), SHANGHAI)).toBe(true);
    expect(isDue({ daily: at("2026-03-02T20:00:00Z"), failed: null }, at("2026-03-03T19:59:00Z"), SHANGHAI)).toBe(
      false,
    );
    // What lies ahead was written by a clock that was wrong.
    const ahead = at("2027-03-02T12:00:00Z");
    expect(isDue({ daily: ahead, failed: ahead }, at("2026-03-02T12:00:00Z"), SHANGHAI)).toBe(true);
    expect(isTooOld(ahead, at("2026-03-02T12:00:00Z"))).toBe(true);
    expect(isDue({ daily: null, failed: null }, at("2026-03-02T12:00:00Z"), SHANGHAI)).toBe(true);
  });

  test("is too old after two days", () => {
    expect(isTooOld(EVENING, EVENING + 2 * DAY)).toBe(false);
    expect(isTooOld(EVENING, EVENING + 2 * DAY + 1)).toBe(true);
    expect(isTooOld(null, EVENING)).toBe(true);
  });

  test("is proven each time where that is quick, else once a week", () => {
    const times = { made: 9 * DAY, daily: null, failed: null, asked: null, unproven: null, provenSeconds: 10 };
    expect(isProofDue({ ...times, proven: null }, 9 * DAY)).toBe(true);
    expect(isProofDue({ ...times, proven: 8 * DAY }, 9 * DAY)).toBe(true);
    expect(isProofDue({ ...times, proven: 9 * DAY }, 9 * DAY)).toBe(false);
    expect(isProofDue({ ...times, proven: 8 * DAY, provenSeconds: 300 }, 9 * DAY)).toBe(false);
    expect(isProofDue({ ...times, proven: 2 * DAY, provenSeconds: 300 }, 9 * DAY)).toBe(true);
    expect(isProofDue({ ...times, proven: null, made: null }, 9 * DAY)).toBe(false);
    // What lies ahead was written by a clock that was wrong: each proof of it would be older than it is.
    expect(isProofDue({ ...times, proven: null }, 8 * DAY)).toBe(false);
  });

  test("that could not be proven waits for the next one, however long proving takes", () => {
    const times = { daily: null, failed: null, asked: null, proven: 8 * DAY, unproven: 9 * DAY + HOUR };
    for (const provenSeconds of [10, 300]) {
      expect(isProofDue({ ...times, provenSeconds, made: 9 * DAY }, 15 * DAY)).toBe(false);
      expect(isProofDue({ ...times, provenSeconds, made: 10 * DAY }, 10 * DAY)).toBe(true);
    }
  });
});
