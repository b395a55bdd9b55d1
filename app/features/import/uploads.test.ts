import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { BatchId } from "~db/ids.ts";
import { importBatches } from "~db/schema/import.ts";
import type { Store } from "~db/store.ts";
import { said } from "../../../tests/support/exchange-file";
import { newFolder, removeFolders } from "../../../tests/support/folders";
import { folderOf, row } from "../../../tests/support/ideascale-folder";
import { openTestStore, settle, type Town } from "../../../tests/support/town";
import { takeBatchForm } from "./batch-form.server";
import { type FileView, fileView } from "./batch-view.server";
import { batchById } from "./batches.server";
import { dropOldUploads } from "./clock.server";
import { readingOf } from "./reading.server";
import { takeUpload } from "./uploads.server";

let db: Store;
let town: Town;

beforeAll(async () => {
  db = await openTestStore();
  town = await settle(db);
});
afterAll(async () => {
  await db.close();
  removeFolders();
});

const DAY = 86_400_000;
const TABLE = Buffer.from("Título;Fecha\r\nMás bancos;20/05/2019\r\n", "latin1");

const form = (name = "a.csv", bytes: Uint8Array = TABLE): Request => {
  const body = new FormData();
  body.append("files", new File([new Uint8Array(bytes)], name));
  return new Request("http://here/admin/import", { method: "POST", body });
};

/** A form whose sender goes away in the middle of a file. */
function cutOff(): Request {
  const start = `--x\r\nContent-Disposition: form-data; name="files"; filename="a.csv"\r\n\r\n${"a,b\r\n".repeat(50_000)}`;
  let pieces = 0;
  const body = new ReadableStream({
    pull(controller) {
      if (pieces++ < 3) controller.enqueue(new TextEncoder().encode(pieces === 1 ? start : "c,d\r\n"));
      else controller.error(new Error("aborted"));
    },
  });
  const headers = { "Content-Type": "multipart/form-data; boundary=x" };
  return new Request("http://here/admin/import", { method: "POST", body, headers, ...{ duplex: "half" } });
}

const uploadsIn = (folder: string): string[] =>
  existsSync(join(folder, "uploads")) ? readdirSync(join(folder, "uploads")) : [];

/** What its page shows when somebody says that it is another kind of file. */
async function readAs(id: BatchId, source: string, name = "a"): Promise<FileView> {
  const body = new URLSearchParams({
    ...{ act: "read", source, encoding: "", delimiter: "", quotes: "" },
    ...{ name, board: "", boardName: "Benches" },
  });
  await takeBatchForm(db, id, new Request("http://here/", { method: "POST", body }));
  return fileView(await batchById(db.read, id));
}

describe("a file that is sent", () => {
  test("and cut off, or refused, leaves nothing behind", async () => {
    const folder = newFolder();
    const before = await db.read.$count(importBatches);
    await expect(takeUpload(db, folder, cutOff(), town.alma.id)).rejects.toThrow();
    const none = new Request("http://here/admin/import", { method: "POST", body: new FormData() });
    await expect(takeUpload(db, folder, none, town.alma.id)).rejects.toThrow();
    expect(uploadsIn(folder)).toEqual([]);
    expect(await db.read.$count(importBatches)).toBe(before);
  });

  test("beside another of the same name is an import of its own", async () => {
    const folder = newFolder();
    const ids = await Promise.all([form(), form()].map((request) => takeUpload(db, folder, request, town.alma.id)));
    expect(new Set(ids).size).toBe(2);
    expect(uploadsIn(folder)).toHaveLength(2);
    for (const id of ids) expect(await fileView(await batchById(db.read, id))).toMatchObject({ refused: null });
  });

  test("is looked through once: its page knows how it is written", async () => {
    const id = await takeUpload(db, newFolder(), form(), town.alma.id);
    const { path, reading } = await batchById(db.read, id);
    expect(readingOf(reading).seen).toMatchObject({
      bytes: TABLE.length,
      reads: expect.arrayContaining(["windows-1252"]),
    });
    if (path) writeFileSync(path, "Title;Date\nplain;2019-05-20\n"); // looked through anew, it would be UTF-8
    expect((await fileView(await batchById(db.read, id))).table?.encoding).toBe("windows-1252");
  });

  test("called ideas.csv is a table like others, and read as such also after it was taken for something else", async () => {
    const plain = Buffer.from("Title;Date\nMás bancos;2019-05-20\n");
    const id = await takeUpload(db, newFolder(), form("ideas.csv", plain), town.alma.id);
    expect(await batchById(db.read, id)).toMatchObject({ source: "csv" });
    expect(await readAs(id, "ideascale")).toMatchObject({ refused: { why: "import.ideascale.header" } });
    expect(await readAs(id, "csv")).toMatchObject({ refused: null, preview: [{ title: "Más bancos" }] });
    const real = readFileSync(join(folderOf([row("1")]), "ideas.csv"));
    const other = await takeUpload(db, newFolder(), form("ideas.csv", real), town.alma.id);
    expect(await batchById(db.read, other)).toMatchObject({ source: "ideascale" });
    expect(await readAs(other, "csv")).toMatchObject({ refused: null, preview: [{ title: expect.any(String) }] });
    expect(await readAs(other, "jsonl")).toMatchObject({ refused: null });
    expect(await readAs(other, "ideascale")).toMatchObject({ refused: null });
  });

  test("and is gone, or is a folder where a file should be, has a page that says so", async () => {
    const id = await takeUpload(db, newFolder(), form(), town.alma.id);
    const { path, reading } = await batchById(db.read, id);
    const folder = readingOf(reading).upload ?? "";
    const asFolder = { path: folder, source: "jsonl" };
    await db.write((tx) => tx.update(importBatches).set(asFolder).where(eq(importBatches.id, id)));
    expect(await fileView(await batchById(db.read, id))).toMatchObject({ refused: { why: "import.not.file" } });
    rmSync(folder, { recursive: true });
    await db.write((tx) => tx.update(importBatches).set({ path, source: "csv" }).where(eq(importBatches.id, id)));
    const refused = { why: "import.place.not.there", values: { place: "a.csv" } };
    expect(await fileView(await batchById(db.read, id))).toMatchObject({ table: null, preview: [], refused });
  });

  test("is known by the same name as from the terminal", async () => {
    const line = Buffer.from(`${JSON.stringify(said("1"))}\n`);
    const names = async (name: string, bytes?: Buffer): Promise<string> => {
      const id = await takeUpload(db, newFolder(), form(name, bytes), town.alma.id);
      return readingOf((await batchById(db.read, id)).reading).name;
    };
    expect(await names("wishes.csv")).toBe("wishes.csv");
    expect(await names("wishes.csv.gz", gzipSync(TABLE))).toBe("wishes.csv");
    expect(await names("wishes.jsonl", line)).toBe("jsonl");
    const id = await takeUpload(db, newFolder(), form("wishes.jsonl", line), town.alma.id);
    await readAs(id, "csv", "jsonl");
    expect(readingOf((await batchById(db.read, id)).reading).name).toBe("wishes.jsonl");
    await readAs(id, "jsonl", "mine");
    expect(readingOf((await batchById(db.read, id)).reading).name).toBe("mine");
  });

  test("may have a name longer than file systems take, and keeps its ending", async () => {
    const id = await takeUpload(db, newFolder(), form(`${"愿望".repeat(80)}.csv`), town.alma.id);
    const { file, path } = await batchById(db.read, id);
    expect(file).toMatch(/^愿望[愿望]+\.csv$/);
    expect([Buffer.byteLength(file) <= 200, existsSync(path ?? "")]).toEqual([true, true]);
  });

  test("goes after a week when nobody imports it, and after a day when no import knows of it", async () => {
    const folder = newFolder();
    const others = Array.from({ length: 101 }, () => ({
      ...{ source: "csv", file: "x.csv", path: "/nowhere/x.csv", reading: { name: "x", size: 1, changedAt: 1 } },
      ...{ state: "failed" as const, at: 1, movedAt: 1 },
    }));
    await db.write((tx) => tx.insert(importBatches).values(others)); // from the terminal: their files are somebody's own
    const id = await takeUpload(db, folder, form(), town.alma.id);
    mkdirSync(join(folder, "uploads", "left-behind"));
    await dropOldUploads(db, Date.now(), folder);
    expect(uploadsIn(folder)).toHaveLength(2);
    await dropOldUploads(db, Date.now() + 2 * DAY, folder);
    expect(uploadsIn(folder)).toHaveLength(1);
    expect(await fileView(await batchById(db.read, id))).toMatchObject({ refused: null });
    await dropOldUploads(db, Date.now() + 8 * DAY, folder);
    expect(uploadsIn(folder)).toEqual([]);
    expect(await batchById(db.read, id)).toMatchObject({ path: null, state: "uploaded" });
    await dropOldUploads(db, Date.now(), join(folder, "nowhere"));
  });

  test("goes after a week, too, when undoing its import broke off; while the import may go on, it stays", async () => {
    const folder = newFolder();
    const [stopped, done] = [
      await takeUpload(db, folder, form(), town.alma.id),
      await takeUpload(db, folder, form(), town.alma.id),
    ];
    for (const [id, state] of [
      [stopped, "stopped"],
      [done, "done"],
    ] as const)
      await db.write((tx) => tx.update(importBatches).set({ state }).where(eq(importBatches.id, id)));
    await dropOldUploads(db, Date.now() + 8 * DAY, folder);
    expect(await batchById(db.read, done)).toMatchObject({ path: null, state: "done" });
    expect(existsSync((await batchById(db.read, stopped)).path ?? "")).toBe(true);
    expect(uploadsIn(folder)).toHaveLength(1);
  });

  test("as another kind of file is looked through when somebody says it is a table", async () => {
    const id: BatchId = await takeUpload(db, newFolder(), form("a.jsonl"), town.alma.id);
    expect(readingOf((await batchById(db.read, id)).reading).seen).toBeUndefined();
    await readAs(id, "csv");
    expect(readingOf((await batchById(db.read, id)).reading).seen).toMatchObject({ bytes: TABLE.length });
  });
});
