import { basename } from "node:path";
import { normalName } from "~/features/members/rules";
import type { SourceName } from "./rules";
import { csv, type Reading } from "./sources/csv.server";
import { ideascale } from "./sources/ideascale.server";
import { jsonl } from "./sources/jsonl.server";
import type { Source } from "./sources/source";
import { wikimedia } from "./sources/wikimedia.server";

/** EVERY SOURCE by the name the command line gives it. A new one is a file in sources/, a line here and its name in rules.ts. */
const SOURCES = {
  csv,
  ideascale: () => ideascale,
  jsonl: () => jsonl,
  wikimedia: () => wikimedia,
} as const satisfies Readonly<Record<SourceName, (reading: Reading) => Source>>;

export const isSourceName = (name: string): name is SourceName => Object.hasOwn(SOURCES, name);

/**
 * What a file's rows are known by unless somebody says otherwise: half of each one's key. Two tables number their rows
 * alike, so each goes by its file's name.
 */
export const nameFor = (source: SourceName, file: string): string =>
  normalName(source === "csv" ? basename(file).replace(/\.gz$/i, "") : source).slice(0, 200);

/** The source of this name, told how its files are to be read. */
export const sourceOf = (name: SourceName, reading: Reading): Source => SOURCES[name](reading);
