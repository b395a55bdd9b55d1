import { type Pack, pack } from "tar-stream";
import { clock } from "~/platform/clock";
import { describeConfig } from "~/platform/config.server";
import { VERSION } from "~/platform/version.server";
import { lineOf, type Shape, type Snapshot, type Sum, Tally } from "~db/rows.ts";
import { shapes } from "~db/shapes.ts";
import { addUpFile, filesIn, type KeptFile } from "./files.server";
import {
  CONFIG,
  FORMAT,
  fileEntry,
  filePath,
  HEAD,
  type Head,
  LARGEST_ENTRY,
  MANIFEST,
  type Manifest,
  partName,
} from "./format.server";

// What is in memory at once, and read at once: some milliseconds of work.
const PART_LENGTH = 256 * 1024;

export interface Packing {
  snapshot: Snapshot;
  /** The folder of pictures and other files. */
  files: string;
  /** Passwords included. */
  withSecrets: boolean;
  /** Hears with each part and each file how many rows are in it by now; what it throws breaks off. */
  progress(rows: number): void;
}

/** Fills a tar with everything; `into` is read meanwhile, or nothing goes on. Returns what is in it. */
export async function packAll(into: Pack, { snapshot, files, withSecrets, progress }: Packing): Promise<Manifest> {
  const entries = new Entries(into);
  await entries.addJson(HEAD, headOf(snapshot));
  await entries.addJson(CONFIG, configuration(withSecrets));
  const tables: Manifest["tables"] = {};
  let before = 0;
  for (const shape of shapes) {
    const sum = await packTable(entries, snapshot, shape, (rows) => progress(before + rows));
    tables[shape.name] = sum;
    before += sum.rows;
  }
  const manifest = {
    tables,
    nextIds: await snapshot.nextIds(shapes),
    files: await packFiles(entries, files, () => progress(before)),
  };
  await entries.addJson(MANIFEST, manifest);
  into.finalize();
  return manifest;
}

export const newTar = (): Pack => pack();

const headOf = ({ engine, migrations }: Snapshot): Head => ({
  canyu: "backup",
  format: FORMAT,
  program: VERSION,
  engine,
  at: clock.now(),
  migrations: [...migrations],
  tables: shapes.map(({ name, columns }) => ({ name, columns: [...columns] })),
});

// Not for restoring, as the environment alone configures Canyu: for whoever stands before an empty machine.
const configuration = (withSecrets: boolean): Record<string, string> =>
  Object.fromEntries(
    describeConfig().map(({ name, value }) => [name, (withSecrets && process.env[name]) || value] as const),
  );

async function packTable(
  entries: Entries,
  snapshot: Snapshot,
  shape: Shape,
  progress: (rows: number) => void,
): Promise<Sum> {
  const tally = new Tally();
  let part = "";
  let n = 0;
  for await (const rows of snapshot.rows(shape)) {
    for (const row of rows) {
      const line = lineOf(row);
      tally.add(line);
      part += `${line}\n`;
      if (part.length < PART_LENGTH) continue; // looked at with each row: a slice of long texts would be no entry any more
      await entries.add(partName(shape.name, ++n), Buffer.from(part));
      part = "";
    }
    progress(tally.sum.rows);
  }
  if (part) await entries.add(partName(shape.name, ++n), Buffer.from(part));
  return tally.sum;
}

// After the rows: a picture is written before its row, so every row that was seen has its file.
async function packFiles(entries: Entries, folder: string, heard: () => void): Promise<Manifest["files"]> {
  const tally = new Tally();
  let bytes = 0;
  for await (const file of filesIn(folder)) {
    if (!isOurs(file)) continue;
    await entries.add(fileEntry(file.path), file.content);
    addUpFile(tally, file);
    bytes += file.content.length;
    heard();
  }
  const { rows: count, sum } = tally.sum;
  return { count, bytes, sum };
}

// Whatever a host has put there beside: a backup that can't be restored would be the price for it.
const isOurs = ({ path, content }: KeptFile): boolean =>
  filePath(fileEntry(path)) !== undefined && content.length <= LARGEST_ENTRY;

class Entries {
  readonly #tar: Pack;
  readonly #at = new Date(clock.now());

  constructor(tar: Pack) {
    this.#tar = tar;
  }

  /** Answers when whoever reads the tar has taken it. */
  add(name: string, content: Buffer): Promise<void> {
    return new Promise((resolve, reject) => {
      const about = { name, mode: 0o600, mtime: this.#at };
      const entry = this.#tar.entry(about, content, (error) => (error ? reject(error) : resolve()));
      entry.on("error", () => {}); // it was answered above; an error event that nobody hears would end the program
    });
  }

  addJson(name: string, value: unknown): Promise<void> {
    return this.add(name, Buffer.from(`${JSON.stringify(value, null, 1)}\n`));
  }
}
