import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { newFolder, removeFolders } from "../support/folders";
import { type PostgresServer, startPostgres } from "../support/postgres-server";

let postgres: PostgresServer;
let url: string;
const home = newFolder();

beforeAll(async () => {
  postgres = await startPostgres();
  await postgres.createDatabase("canyu");
  url = `${postgres.url}canyu`;
  const lines = Array.from({ length: 300 }, (_, n) =>
    JSON.stringify({
      ...{
        source: "forum",
        source_id: String(n),
        title: `Wish ${n} 手机`,
        body: `Text ${n}. “Why?”`,
        author: `ann ${n % 7}`,
      },
      ...{ created_at: "2024-05-20T10:00:00Z", supporters: ["ben", `fan ${n % 9}`] },
    }),
  );
  const file = join(newFolder(), "wishes.jsonl");
  writeFileSync(file, lines.join("\n"));
  expect(await canyu(home, {}, "import", "jsonl", file, "--board", "Phones")).toMatchObject({ code: 0 });
}, 120_000);
afterAll(async () => {
  await postgres.stop();
  removeFolders();
});

interface Said {
  code: number;
  out: string;
  err: string;
}

function canyu(dataFolder: string, more: Record<string, string>, ...words: string[]): Promise<Said> {
  const env = { ...process.env, NODE_ENV: "production" as const, LANG: "en", CANYU_DATA: dataFolder, DATABASE_URL: "" };
  return new Promise((resolve) => {
    execFile(process.execPath, ["bin/canyu.mjs", ...words], { env: { ...env, ...more } }, (error, out, err) =>
      resolve({ code: error ? Number(error.code) : 0, out, err }),
    );
  });
}

const top = async (folder: string, more = {}): Promise<string> =>
  (await canyu(folder, more, "export", "top", "--order", "new", "--format", "csv")).out;

const hashOf = (file: string): string => createHash("sha256").update(readFileSync(file)).digest("hex");

describe("at a terminal", () => {
  test("a backup is made, restored in an empty place, and proven", async () => {
    const file = join(newFolder(), "backup.tar.gz");
    expect(await canyu(home, {}, "backup", "--prove")).toMatchObject({ code: 1, err: "There is no backup yet.\n" });
    const made = await canyu(home, {}, "backup", "--out", file);
    expect(made).toMatchObject({
      code: 0,
      out: expect.stringMatching(/^Backed up to \S+backup\.tar\.gz\. Rows: [\d,]+/),
    });
    const empty = newFolder();
    const restored = await canyu(empty, {}, "restore", file);
    expect(restored).toMatchObject({ code: 0, out: expect.stringContaining("Restored the backup of") });
    expect(await top(empty)).toBe(await top(home));
    const again = await canyu(empty, {}, "restore", file);
    expect(again).toMatchObject({ code: 1, out: "", err: expect.stringContaining("There are people here already") });
    expect((await canyu(empty, {}, "recount")).code).toBe(0);
    expect((await canyu(home, {}, "backup")).code).toBe(0);
    expect(readdirSync(join(home, "backups"))).toEqual([expect.stringMatching(/^canyu-\d{8}-\d{6}-by-hand\.tar\.gz$/)]);
    const byHand = await canyu(home, {}, "prove", file, join(empty, "proof"));
    expect(byHand).toMatchObject({ code: 2, err: expect.stringContaining("canyu.mjs backup --prove") });
    const proven = await canyu(home, {}, "backup", "--prove");
    expect(proven).toMatchObject({ code: 0, out: expect.stringContaining("everything was there") });
    expect(await canyu(home, {}, "restore")).toMatchObject({ code: 2 });
    expect(await canyu(home, {}, "restore", "nowhere.gz")).toMatchObject({
      code: 1,
      err: "There is no file nowhere.gz.\n",
    });
  }, 240_000);

  test("SQLite moves to PostgreSQL and back, table by table, and the source stays as it was", async () => {
    const onPostgres = { DATABASE_URL: url };
    const before = hashOf(join(home, "canyu.db"));
    const moved = await canyu(home, onPostgres, "migrate", "--from", "sqlite", "--to", "postgres");
    expect(moved.code).toBe(0);
    expect(moved.out).toMatch(/^topics: 300 rows, checksum [0-9a-f]{32}, the same in both$/m);
    expect(hashOf(join(home, "canyu.db"))).toBe(before);
    expect(await top(home, onPostgres)).toBe(await top(home));
    const again = await canyu(home, onPostgres, "migrate", "--from", "sqlite", "--to", "postgres");
    expect(again).toMatchObject({ code: 1, err: expect.stringContaining("There are people here already") });
    const back = newFolder();
    expect((await canyu(back, onPostgres, "migrate", "--from", "postgres", "--to", "sqlite")).code).toBe(0);
    expect(await top(back)).toBe(await top(home));
    expect((await canyu(home, onPostgres, "migrate", "--from", "sqlite")).code).toBe(2);
    const nowhere = await canyu(newFolder(), onPostgres, "migrate", "--from", "sqlite", "--to", "postgres");
    expect(nowhere).toMatchObject({ code: 1, err: expect.stringContaining("There is no database in") });
    expect((await canyu(home, {}, "migrate", "--from", "sqlite", "--to", "postgres")).code).toBe(1); // no DATABASE_URL
  }, 240_000);
});
