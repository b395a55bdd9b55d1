import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import {
  constants,
  existsSync,
  readdirSync,
  readFileSync,
  rmSync,
  statfsSync,
  symlinkSync,
  truncateSync,
} from "node:fs";
import { open } from "node:fs/promises";
import { getPriority } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { keepBackup, lastFailedProof, lastProvenRestore } from "~/features/backup/backup.server";
import { runBackups } from "~/features/backup/clock.server";
import { saveCommunity } from "~/features/members/settings.server";
import { clock } from "~/platform/clock";
import { migrate } from "~db/migrate.ts";
import { openStore } from "~db/open.server.ts";
import type { Store } from "~db/store.ts";
import { childrenOf } from "../support/children";
import { newFolder, removeFolders } from "../support/folders";
import { settle } from "../support/town";

const PATIENCE = { timeout: 30_000, interval: 20 };
const SETTINGS = ["CANYU_DATA", "CANYU_BACKUPS", "CANYU_ROOT"] as const;

let db: Store;
let dataFolder: string;
/** Where a process looks that is not told where: nobody's community. */
let elsewhere: string;

beforeEach(async () => {
  [dataFolder, elsewhere] = [newFolder(), newFolder()];
  process.env.CANYU_DATA = elsewhere;
  process.env.CANYU_BACKUPS = "off";
  const place = { file: join(dataFolder, "canyu.db"), url: undefined };
  await migrate(place);
  db = await openStore(place);
  await settle(db);
  await db.write((tx) => saveCommunity(tx, { isSetUp: true }));
});
afterEach(async () => {
  await db.close();
  for (const name of SETTINGS) delete process.env[name];
});
afterAll(removeFolders);

const inBackups = (name = ""): string => join(dataFolder, "backups", name);
const keep = () => keepBackup(db, { way: "by-hand", keep: 14, dataFolder });
const look = (signal = new AbortController().signal): Promise<void> =>
  runBackups(db, clock.now(), { dataFolder, signal });

/** A backup that can be opened and read for ever, as nobody writes into it. */
async function keepEndlessOne(): Promise<string> {
  const { file } = await keep();
  rmSync(inBackups(file));
  expect(spawnSync("mkfifo", [inBackups(file)]).status).toBe(0);
  return file;
}

/** Whoever waits for what it says finds that it says nothing. Rejects as long as nobody does. */
const letGo = async (file: string): Promise<void> =>
  (await open(inBackups(file), constants.O_WRONLY | constants.O_NONBLOCK)).close();

/** The process that tries a backup out for another, once it has begun to. */
const prover = (parent = process.pid): Promise<number> =>
  vi.waitFor(() => {
    const [found = 0] = childrenOf(parent).filter((pid) => commandOf(pid).includes("prove"));
    expect(readdirSync(inBackups()).filter((name) => existsSync(inBackups(join(name, "canyu.db"))))).toHaveLength(1);
    return found;
  }, PATIENCE);

const commandOf = (pid: number): string[] => readFileSync(`/proc/${pid}/cmdline`, "utf8").split("\0");
// One that died may stay in the table until somebody looks after it.
const isThere = (pid: number): boolean => existsSync(`/proc/${pid}`) && commandOf(pid).includes("prove");

const freeIn = (folder: string): number => {
  const { bavail, bsize } = statfsSync(folder);
  return bavail * bsize;
};

describe("the newest backup", () => {
  test("is proven where it lies, by the built program and nothing else", async () => {
    const root = newFolder(); // no bin/ that would install, build or migrate
    for (const name of ["build", "migrations"]) symlinkSync(resolve(name), join(root, name));
    process.env.CANYU_ROOT = root;
    const { file, rows, files } = await keep();
    await look();
    expect(await lastFailedProof(db)).toBe(null);
    expect(await lastProvenRestore(db)).toMatchObject({ file, rows, files });
    expect([readdirSync(inBackups()), readdirSync(elsewhere)]).toEqual([[file], []]);
  });

  test("that was cut is not proven, for the reason that is noted", async () => {
    const { file, bytes } = await keep();
    truncateSync(inBackups(file), bytes - 1);
    await look();
    expect(await lastFailedProof(db)).toMatchObject({ why: "backup.cut" });
    expect(await lastProvenRestore(db)).toBe(null);
    expect(readdirSync(inBackups())).toEqual([file]);
  });

  test("is not tried out where the backups' disk has too little room, which is noted", async () => {
    const [less = "", more = ""] = [newFolder(), newFolder("/dev/shm")].sort((a, b) => freeIn(a) - freeIn(b));
    symlinkSync(less, join(more, "backups"));
    const { file } = await keepBackup(db, { way: "by-hand", keep: 14, dataFolder: more });
    truncateSync(join(less, file), freeIn(less)); // it takes no room, as nothing is written there
    await runBackups(db, clock.now(), { dataFolder: more, signal: new AbortController().signal });
    expect(await lastFailedProof(db)).toMatchObject({ why: "backup.proof.room" });
    expect(readdirSync(less)).toEqual([file]);
  });

  test("is not proven where the program is gone, and not tried again before the next", async () => {
    await keep();
    process.env.CANYU_ROOT = newFolder();
    await look();
    const failed = await lastFailedProof(db);
    expect(failed?.why).toBe("backup.proof.ended");
    delete process.env.CANYU_ROOT;
    await look();
    expect(await lastFailedProof(db)).toEqual(failed);
  });
});

describe("the process that tries a backup out", () => {
  test("goes behind all others, and when it is killed leaves a reason, nothing else, and is not started again", async () => {
    const file = await keepEndlessOne();
    const looking = look();
    const pid = await prover();
    expect(getPriority(pid)).toBeGreaterThanOrEqual(10);
    process.kill(pid, "SIGKILL");
    await looking;
    const failed = await lastFailedProof(db);
    expect(failed?.why).toBe("backup.proof.ended");
    expect(readdirSync(inBackups())).toEqual([file]);
    await look(); // or it would wait for the file again, and never end
    expect(await lastFailedProof(db)).toEqual(failed);
    const next = await keep();
    await look();
    expect(await lastProvenRestore(db)).toMatchObject({ file: next.file });
    expect(await lastFailedProof(db)).toBe(null);
  });

  test("is gone with all it made when the program stops, which is no failure", async () => {
    const file = await keepEndlessOne();
    const stopping = new AbortController();
    const looking = look(stopping.signal);
    const pid = await prover();
    stopping.abort();
    await looking;
    expect([isThere(pid), readdirSync(inBackups())]).toEqual([false, [file]]);
    expect([await lastFailedProof(db), await lastProvenRestore(db)]).toEqual([null, null]);
  });

  test("goes on when a terminal or systemd tells all processes to stop, until the one it works for ends it", async () => {
    const file = await keepEndlessOne();
    const looking = look();
    const pid = await prover();
    for (const signal of ["SIGTERM", "SIGINT", "SIGHUP"]) process.kill(pid, signal);
    await vi.waitFor(() => letGo(file), PATIENCE);
    await looking;
    expect(await lastFailedProof(db)).toMatchObject({ why: "backup.foreign" }); // it has read it, and answered
  });

  test("ends and cleans up when the one it works for dies", async () => {
    const file = await keepEndlessOne();
    const env = { ...process.env, NODE_ENV: "production" as const, CANYU_DATA: dataFolder };
    const command = spawn(process.execPath, ["bin/canyu.mjs", "backup", "--prove"], { env, stdio: "ignore" });
    const pid = await prover(command.pid);
    command.kill("SIGKILL");
    await once(command, "exit");
    await vi.waitFor(() => expect(readdirSync(inBackups())).toEqual([file]), PATIENCE);
    await vi.waitFor(async () => {
      await letGo(file).catch(() => {}); // a program that is reading does not end before that
      expect(isThere(pid)).toBe(false);
    }, PATIENCE);
  });
});
