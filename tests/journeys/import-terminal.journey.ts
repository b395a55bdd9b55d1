import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import Database from "better-sqlite3";
import { afterAll, describe, expect, test, vi } from "vitest";
import { newFolder, removeFolders } from "../support/folders";

afterAll(removeFolders);

const ROWS = 3_000;

function table(rows: number): string {
  const file = join(newFolder(), "wishes.csv");
  const lines = Array.from(
    { length: rows },
    (_, n) => `${n},Wish ${n},Text ${n},ann ${n % 7},2019-05-20,fan ${n % 9};ben`,
  );
  writeFileSync(file, `id,title,description,author,date,supporters\n${lines.join("\n")}\nx,No date,,ann,never,\n`);
  return file;
}

/** A process group of its own: where Node is old, the program starts a newer one. */
function start(dataFolder: string, words: readonly string[]) {
  const env = { ...process.env, NODE_ENV: "production" as const, LANG: "en", CANYU_DATA: dataFolder, DATABASE_URL: "" };
  const program = spawn(process.execPath, ["bin/canyu.mjs", ...words], { env, detached: true });
  const said = { out: "", err: "" };
  program.stdout.on("data", (piece: Buffer) => {
    said.out += piece.toString();
  });
  program.stderr.on("data", (piece: Buffer) => {
    said.err += piece.toString();
  });
  return { program, said };
}

async function canyu(dataFolder: string, ...words: string[]): Promise<{ code: number; out: string; err: string }> {
  const { program, said } = start(dataFolder, words);
  const [code] = await once(program, "close");
  return { code, ...said };
}

/** Kills it, without a word of warning, as soon as some rows are in. Returns how many. */
async function killHalfWay(dataFolder: string, words: readonly string[]): Promise<number> {
  const { program } = start(dataFolder, words);
  const file = join(dataFolder, "canyu.db");
  const read = await vi.waitFor(
    () => {
      const so = existsSync(file) ? rowsRead(file) : 0;
      if (!so) throw new Error("nothing is in yet");
      return so;
    },
    { timeout: 100_000, interval: 10 },
  );
  if (program.pid) process.kill(-program.pid, "SIGKILL");
  await once(program, "exit");
  expect(program.signalCode).toBe("SIGKILL");
  return read;
}

function rowsRead(file: string): number {
  const db = new Database(file, { readonly: true });
  try {
    return Number(db.prepare("select max(read) from import_batches").pluck().get() ?? 0);
  } catch {
    return 0; // its tables are not made yet
  } finally {
    db.close();
  }
}

describe("an import at a terminal", () => {
  test("that is killed half-way goes on with the next run, and ends as one that never was", async () => {
    const [file, cut, whole] = [table(ROWS), newFolder(), newFolder()];
    const words = ["import", "csv", file, "--board", "Wishes"];
    expect(await killHalfWay(cut, words)).toBeLessThan(ROWS);
    const again = await canyu(cut, ...words);
    expect(again.err).toMatch(/It stopped half-way, at row [1-9]\d*; going on\./);
    expect(again.code).toBe(0);
    const straight = await canyu(whole, ...words);
    expect(straight.err).not.toContain("half-way");
    expect(again.out).toContain("3,001 read: 3,000 created, 0 updated, 0 unchanged, 1 skipped");
    expect(again.out.replaceAll(/The board .*\n/g, "")).toBe(straight.out.replaceAll(/The board .*\n/g, ""));
    const rows = ["export", "top", "--order", "new", "--format", "csv"];
    const [one, other] = [await canyu(cut, ...rows), await canyu(whole, ...rows)];
    expect(one.out.split("\n").length).toBeGreaterThan(ROWS);
    expect(one.out).toBe(other.out);
    expect((await canyu(cut, "recount")).code).toBe(0);
    expect((await canyu(cut, ...words)).out).toContain("0 created, 0 updated, 3,000 unchanged, 1 skipped");
  }, 300_000);

  test("is undone by its number, twice without harm; numbers that are none are told", async () => {
    const data = newFolder();
    const { out } = await canyu(data, "import", "csv", table(30));
    expect(out).toContain("To take it back: node bin/canyu.mjs import undo 1");
    for (const bad of ["", "x", "-1", "1.5"]) {
      const { code, err } = await canyu(data, "import", "undo", ...(bad ? ["--", bad] : []));
      expect([code, err]).toEqual([
        2,
        expect.stringContaining("Say which import: node bin/canyu.mjs import undo <number>"),
      ]);
    }
    expect(await canyu(data, "import", "undo", "999")).toMatchObject({ code: 1, out: "" });
    const undone = await canyu(data, "import", "undo", "1");
    expect([undone.code, undone.out]).toEqual([0, "30 ideas were taken away, with all that came with them.\n"]);
    const twice = await canyu(data, "import", "undo", "1");
    expect([twice.code, twice.out]).toEqual([0, "It was undone before: nothing changed.\n"]);
    expect((await canyu(data, "import", "csv", table(30))).out).toContain("30 created");
  }, 300_000);

  test("is told how a table is to be read", async () => {
    const data = newFolder();
    const file = join(newFolder(), "own.txt");
    writeFileSync(file, Buffer.from('Nr~Was~Wann\n1~5" größer~2019-05-20\n2~"Lauter~2019-05-21\n', "latin1"));
    const map = join(newFolder(), "map.json");
    writeFileSync(map, '{"source_id": ["Nr"], "title": ["Was"], "created_at": ["Wann"]}');
    const how = ["--delimiter", "~", "--encoding", "latin1", "--no-quotes", "--map", map, "--name", "old site"];
    const { code, out, err } = await canyu(data, "import", "csv", file, "--board", "Own", ...how);
    expect(err).toContain("Read as windows-1252, columns divided by “~”, quotation marks as plain characters.");
    expect([code, out]).toEqual([0, expect.stringContaining("2 read: 2 created")]);
    const exported = await canyu(data, "export", "top", "--format", "json");
    expect(exported.out).toContain('5\\" größer');
    expect(exported.out).toContain('\\"Lauter');
    const sameName = ["import", "csv", file, "--board", "Own", ...how];
    expect((await canyu(data, ...sameName)).out).toContain("2 unchanged");
    const other = [...sameName.slice(0, -1), "another site"];
    expect((await canyu(data, ...other)).out).toContain("2 created");
    for (const [option, value, code, sentence] of [
      ["--encoding", "klingon", 2, "Encodings: utf-8"],
      ["--encoding", "utf-8", 1, "is not written in utf-8"],
      ["--map", file, 1, "is not readable as JSON"],
      ["--name", "sample", 1, "choose another with --name"],
    ] as const) {
      const told = await canyu(data, "import", "csv", file, "--delimiter", "~", option, value);
      expect([told.code, told.err]).toEqual([code, expect.stringContaining(sentence)]);
    }
    const only = await canyu(data, "import", "jsonl", file, "--delimiter", "~");
    expect([only.code, only.err]).toEqual([2, expect.stringContaining("Only tables (csv) take --delimiter")]);
  }, 300_000);
});
