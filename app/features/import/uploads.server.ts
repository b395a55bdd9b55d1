import { join } from "node:path";
import { Refused } from "~/platform/refusals";
import { receiveFiles } from "~/web/received-files.server";
import type { BatchId, MemberId } from "~db/ids.ts";
import type { Store } from "~db/store.ts";
import { addBatch } from "./batches.server";
import { sightOf, tracesOf } from "./reading.server";
import type { SourceName } from "./rules";
import { ideascale } from "./sources/ideascale.server";
import { jsonl } from "./sources/jsonl.server";
import { isBroken, type Source } from "./sources/source";
import { wikimedia } from "./sources/wikimedia.server";
import { nameFor } from "./sources.server";
import { dropUpload, uploadFolder } from "./upload-folders.server";

const MOST_FILES = 10;

/** Keeps the files of a form in the data folder, and what they seem to be as a batch. Nothing is imported yet. */
export async function takeUpload(db: Store, dataFolder: string, request: Request, by: MemberId): Promise<BatchId> {
  const folder = uploadFolder(dataFolder);
  try {
    const names = await receiveFiles(request, folder, { field: "files", most: MOST_FILES });
    if (!names.length) throw new Refused("form.invalid", { files: "file.missing" });
    const { source, file, path } = await detected(folder, names);
    const sight = source === "csv" ? await sightOf(path) : {};
    const reading = { name: nameFor(source, file), ...tracesOf(path), ...sight, upload: folder };
    return await db.write((tx) => addBatch(tx, { source, file, path, reading, boardId: null, by }, "uploaded"));
  } catch (error) {
    await dropUpload(folder);
    throw error;
  }
}

interface Detected {
  source: SourceName;
  file: string;
  path: string;
}

// What several files are together, is looked for first; a table can be anything.
async function detected(folder: string, names: readonly string[]): Promise<Detected> {
  const [first = ""] = names;
  if (await isReadBy(ideascale, folder)) return { source: "ideascale", file: first, path: folder };
  const json = names.find((name) => /\.json(?:\.gz)?$/i.test(name));
  if (json && (await isReadBy(wikimedia, join(folder, json))))
    return { source: "wikimedia", file: json, path: join(folder, json) };
  if (names.length > 1) throw new Refused("form.invalid", { files: "files.many" });
  const source = (await isExchange(join(folder, first))) ? "jsonl" : "csv";
  return { source, file: first, path: join(folder, first) };
}

async function isReadBy(source: Source, place: string): Promise<boolean> {
  return (await source.count(place).catch(() => 0)) > 0;
}

async function isExchange(file: string): Promise<boolean> {
  if (/\.(?:jsonl|ndjson)(?:\.gz)?$/i.test(file)) return true;
  try {
    for await (const row of jsonl.rows(file)) return !isBroken(row);
  } catch {} // not even lines: then it is something else
  return false;
}
