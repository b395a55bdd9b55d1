import { z } from "zod";
import { Refused } from "~/platform/refusals";
import { migrationNames } from "~db/migrate.ts";
import type { Shape } from "~db/rows.ts";

// A backup is a tar, packed by gzip: `canyu.json` (the head) first; `config.json`; the rows, a JSON array a line, in
// `tables/<name>/<n>.jsonl`; the data folder's `files/…`; and last `manifest.json`, by which a whole one is known.

/** Counted up when an older program could not read it any more. */
export const FORMAT = 1;

// No part and no picture comes near; what does is none of ours, and is not taken into memory.
export const LARGEST_ENTRY = 64 * 1024 * 1024;

export const HEAD = "canyu.json";
export const CONFIG = "config.json";
export const MANIFEST = "manifest.json";

const name = z.string().regex(/^[a-z][a-z0-9_]*$/);
const count = z.int().min(0);

const headShape = z.object({
  canyu: z.literal("backup"),
  format: z.int().min(1),
  /** The version of the program that made it. */
  program: z.string(),
  engine: z.enum(["sqlite", "postgres"]),
  at: z.int(),
  /** Those its database had seen: its schema. */
  migrations: z.array(z.string()),
  tables: z.array(
    z.object({
      name,
      columns: z.array(z.object({ name, kind: z.enum(["integer", "real", "text", "flag", "json"]) })).min(1),
    }),
  ),
});

const manifestShape = z.object({
  tables: z.record(name, z.object({ rows: count, sum: z.string() })),
  nextIds: z.record(name, count),
  files: z.object({ count, bytes: count, sum: z.string() }),
});

export type Head = z.infer<typeof headShape>;
export type Manifest = z.infer<typeof manifestShape>;

/** Refused when it is none of ours, or made by a newer program. */
export function headFrom(text: string): Head {
  const json = parsed(text);
  const isNewer = z.object({ canyu: z.literal("backup"), format: z.int().min(FORMAT + 1) }).safeParse(json).success;
  if (isNewer) throw new Refused("backup.newer");
  const head = headShape.safeParse(json).data;
  if (!head) throw new Refused("backup.foreign");
  refuseForeignSchema(head);
  return head;
}

// Migrations only add: whatever schema this program once had, it can make again.
function refuseForeignSchema({ migrations, engine }: Head): void {
  const ours = migrationNames(engine);
  const isOurs = ours.every((step, n) => n >= migrations.length || step === migrations[n]);
  if (!isOurs || !migrations.length) throw new Refused("backup.foreign");
  if (migrations.length > ours.length) throw new Refused("backup.newer");
}

export function manifestFrom(text: string): Manifest {
  const manifest = manifestShape.safeParse(parsed(text)).data;
  if (!manifest) throw new Refused("backup.altered");
  return manifest;
}

export function configFrom(text: string): Record<string, string> {
  const config = z.record(z.string(), z.string()).safeParse(parsed(text)).data;
  if (!config) throw new Refused("backup.altered");
  return config;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** The entry of a table's n-th part. */
export const partName = (table: string, n: number): string => `tables/${table}/${n}.jsonl`;

/** The table that an entry has rows of; undefined when it has none. */
export function tableOf(entry: string, tables: readonly Shape[]): Shape | undefined {
  const [, table] = /^tables\/([a-z0-9_]+)\/\d+\.jsonl$/.exec(entry) ?? [];
  return tables.find((shape) => shape.name === table);
}

const FILES = "files/";

/** The entry of a file, by its path in the folder of files. */
export const fileEntry = (path: string): string => FILES + path;

/** A file's path in that folder; undefined when the entry is none, or would lead out of it. */
export function filePath(entry: string): string | undefined {
  if (!entry.startsWith(FILES)) return undefined;
  const path = entry.slice(FILES.length);
  return path.split("/").every((part) => /^\w[\w.-]*$|^-[\w.-]*$/.test(part)) ? path : undefined;
}
