import { existsSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { BatchId } from "~db/ids.ts";
import { importBatches } from "~db/schema/import.ts";
import type { Store } from "~db/store.ts";
import { newFolder, removeFolders } from "../../../tests/support/folders";
import { openTestStore, settle, type Town } from "../../../tests/support/town";
import { takeBatchForm } from "./batch-form.server";
import { fileView } from "./batch-view.server";
import { batchById } from "./batches.server";
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

  test("as another kind of file is looked through when somebody says it is a table", async () => {
    const id: BatchId = await takeUpload(db, newFolder(), form("a.jsonl"), town.alma.id);
    expect(readingOf((await batchById(db.read, id)).reading).seen).toBeUndefined();
    const body = new URLSearchParams({
      ...{ act: "read", source: "csv", encoding: "", delimiter: "", quotes: "" },
      ...{ name: "a", board: "", boardName: "Benches" },
    });
    await takeBatchForm(db, id, new Request("http://here/", { method: "POST", body }));
    expect(readingOf((await batchById(db.read, id)).reading).seen).toMatchObject({ bytes: TABLE.length });
  });
});
