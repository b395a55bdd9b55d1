import { readFileSync, statSync } from "node:fs";
import { basename, resolve } from "node:path";
import { beginOrGoOn } from "~/features/import/batches.server";
import { type ImportReport, importIdeas } from "~/features/import/import.server";
import { sightOf, tracesOf } from "~/features/import/reading.server";
import { SOURCE_NAMES, type SourceName } from "~/features/import/rules";
import { runBatch } from "~/features/import/running.server";
import { mapOf, type Reading, tableOf } from "~/features/import/sources/csv.server";
import { encodingNamed, encodingNames } from "~/features/import/sources/encodings";
import { ImportRefused } from "~/features/import/sources/source";
import { isSourceName, nameFor, sourceOf } from "~/features/import/sources.server";
import { normalName, whyNotName } from "~/features/members/rules";
import { SAMPLE } from "~/features/sample/mark.server";
import { boardCalled, boardOfSource } from "~/features/topics/topics.server";
import type { Say } from "~/platform/i18n/sentences";
import { refuseFields } from "~/platform/refusals";
import { keepHeapSmall } from "~/platform/small-heap.server";
import type { BoardId } from "~db/ids.ts";
import type { Store } from "~db/store.ts";
import { BadUse } from "./explain.server";
import { undoFromTerminal } from "./import-undo.server";
import { withStore } from "./open.server";
import { barOf, optionsOf, print, t } from "./terminal.server";

const MOST_PROBLEMS_SHOWN = 100;
const OPTIONS = {
  board: "string",
  "dry-run": "boolean",
  map: "string",
  delimiter: "string",
  encoding: "string",
  "no-quotes": "boolean",
  name: "string",
} as const;

/**
 * `canyu import <source> <place> [--board X] [--dry-run]`, for tables also how they are to be read, and
 * `canyu import undo <number>`. Exit code 1 when the files are not the source's.
 */
export async function run(words: string[]): Promise<number> {
  keepHeapSmall();
  const { values, positionals } = optionsOf(words, OPTIONS);
  const [name = "", place = ""] = positionals;
  try {
    if (name === "undo") return await undoFromTerminal(place);
    if (!isSourceName(name)) throw new BadUse(t("import.source.unknown", { name, known: SOURCE_NAMES.join(", ") }));
    if (!place || positionals.length > 2) throw new BadUse(t("import.place.missing"));
    await bring(name, resolve(place), textsIn(values), values["dry-run"] === true);
    return 0;
  } catch (error) {
    if (!(error instanceof ImportRefused)) throw error;
    process.stderr.write(`${t(error.why, { place: error.place, ...error.values })}\n`);
    return 1;
  }
}

type Options = Readonly<Record<string, string>>;

const textsIn = (values: Record<string, unknown>): Options =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [name, typeof value === "string" ? value : "yes"]));

async function bring(source: SourceName, path: string, options: Options, isDryRun: boolean): Promise<void> {
  if (!statSync(path, { throwIfNoEntry: false })) throw new ImportRefused("import.place.not.there", path);
  const reading = { ...readingFrom(source, options), ...(source === "csv" && (await sightOf(path))) };
  const name = nameOf(source, path, options);
  if (source === "csv") await sayHowItIsRead(path, reading);
  const rows = await sourceOf(source, reading).count(path);
  await withStore(async (db) => {
    const board = await boardFor(db, name, options.board ?? null);
    const wish = { source, path, name, reading, board, asked: options.board ? "said" : "not said", rows } as const;
    print(isDryRun ? await tryOut(db, wish) : await importNow(db, wish));
  });
}

interface Wish {
  source: SourceName;
  path: string;
  name: string;
  reading: Reading;
  board: BoardId | string;
  asked: "said" | "not said";
  rows: number;
}

async function tryOut(db: Store, { source, path, name, reading, board, rows }: Wish): Promise<string[]> {
  const bar = barOf(rows);
  const progress = (read: number): void => bar.update(read);
  const wish = { name, source: sourceOf(source, reading), place: path, board, isDryRun: true, progress };
  return linesOf(await importIdeas(db, wish).finally(() => bar.stop()), true, t);
}

async function importNow(db: Store, { source, path, name, reading, board, asked, rows }: Wish): Promise<string[]> {
  const isHere = typeof board !== "string";
  const wanted = {
    ...{ source, path, file: basename(path), by: null, boardId: isHere ? board : null },
    reading: { ...reading, ...tracesOf(path), name, ...(!isHere && { board }) },
  };
  const { batch, stoppedAt } = await beginOrGoOn(db, wanted, asked);
  if (stoppedAt !== null) process.stderr.write(`${t("import.going.on", { row: stoppedAt })}\n`);
  const bar = barOf(rows);
  const running = { signal: new AbortController().signal, progress: (read: number) => bar.update(read) };
  const report = await runBatch(db, batch, running).finally(() => bar.stop());
  if (!report) throw new ImportRefused("import.batch.running", path);
  return [...linesOf(report, false, t), ...(report.created ? [t("import.undo.how", { id: String(batch.id) })] : [])];
}

// Tables say little about themselves: what was found is shown, so that it can be said otherwise.
async function sayHowItIsRead(path: string, reading: Reading): Promise<void> {
  const table = await tableOf(path, reading);
  const { delimiter, quotes } = table.dialect;
  const found = { encoding: table.encoding, delimiter: delimiter === "\t" ? "tab" : delimiter };
  const lines = [
    t(quotes ? "import.read.quoted" : "import.read.plain", found),
    `${t("import.map.is")} ${JSON.stringify(mapOf(table, reading, path))}`,
  ];
  process.stderr.write(lines.map((line) => `${line}\n`).join(""));
}

function readingFrom(source: SourceName, options: Options): Reading {
  const asked = ["map", "delimiter", "encoding", "no-quotes"].filter((name) => name in options);
  if (source !== "csv" && asked.length) throw new BadUse(t("import.only.csv", { option: asked.join(", ") }));
  const { delimiter, encoding, map } = options;
  const known = encoding === undefined ? undefined : encodingNamed(encoding);
  if (known === null) throw new BadUse(t("import.encoding.unknown", { known: encodingNames.join(", ") }));
  return {
    ...(known && { encoding: known }),
    ...(delimiter && { delimiter: /^(?:tab|\\t)$/.test(delimiter) ? "\t" : delimiter }),
    ...("no-quotes" in options && { quotes: false as const }),
    ...(map && { map: mapFrom(resolve(map)) }),
  };
}

function mapFrom(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch {
    throw new ImportRefused("import.map.file", file);
  }
}

function nameOf(source: SourceName, path: string, { name: wanted }: Options): string {
  const name = wanted === undefined ? nameFor(source, path) : normalName(wanted).slice(0, 200);
  if (name === SAMPLE) throw new ImportRefused("import.name.sample", path);
  return name;
}

/**
 * Where ideas go that name no board: the board people call `wanted`; unasked, the one this source filled before, or one
 * named after it. Its name when there is none yet: it is made when an idea needs it.
 */
async function boardFor(db: Store, source: string, wanted: string | null): Promise<BoardId | string> {
  const name = wanted ?? source.replace(/\.[a-z]{2,4}$/i, "");
  refuseFields({ board: whyNotName(normalName(name)) });
  const before = wanted === null ? await boardOfSource(db, source) : undefined;
  return before ?? (await boardCalled(db.read, name))?.id ?? name;
}

function linesOf(report: ImportReport, isDryRun: boolean, t: Say): string[] {
  const { read, created, updated, unchanged, comments, members, boards, skipped } = report;
  const problems = skipped
    .slice(0, MOST_PROBLEMS_SHOWN)
    .map(({ line, why, field = "" }) => t("import.line", { line, why: t(why, { field }) }));
  const isNothingNew = created + updated === 0 && skipped.length < read;
  return [
    ...problems,
    ...(skipped.length > problems.length ? [t("import.more.lines", { count: skipped.length - problems.length })] : []),
    ...boards.map((name) => t(isDryRun ? "import.board.new" : "import.board.made", { name })),
    t("import.counts", { read, created, updated, unchanged, skipped: skipped.length }),
    ...(isDryRun ? [t("import.dry.run")] : [t("import.with", { comments, members })]),
    ...(isNothingNew ? [t("import.nothing.new")] : []),
  ];
}
