import { existsSync } from "node:fs";
import type { Key, Values } from "~/platform/i18n/sentences";
import { glance } from "~/platform/text";
import type { BatchId, BoardId } from "~db/ids.ts";
import { cursorOf, idIn, pageOf } from "~db/pages.ts";
import type { Store } from "~db/store.ts";
import { batchById } from "./batches.server";
import { type BatchCounts, type BatchRow, type BatchState, loadProblems } from "./batches.store.server";
import { type BatchReading, howToRead, readingOf } from "./reading.server";
import { type KeptReason, keptRows, type SourceName } from "./rules";
import { mapOf, type Table, tableOf } from "./sources/csv.server";
import { nameOf } from "./sources/dialects";
import { MAPPED, type MappedField } from "./sources/mapping";
import { ImportRefused, isBroken, type SourceIdea } from "./sources/source";
import { isSourceName, sourceOf } from "./sources.server";

/** An idea as it would come in. */
export interface PreviewIdea {
  line: number;
  title: string;
  body: string;
  author: string;
  /** Null where the source knows no date. */
  createdAt: number | null;
  board: string | null;
  status: string | null;
  tags: string[];
  /** People it names behind the idea, and a count of others. */
  supporters: number;
  support: number;
  comments: number;
}
type PreviewRow = PreviewIdea | { line: number; why: Key; field: string };

/** What a file looks like, read as the batch says. */
export interface FileView {
  table: { encoding: string; delimiter: string; quotes: boolean; columns: ColumnView[] } | null;
  preview: PreviewRow[];
  /** Why it can't be read so. */
  refused: { why: Key; values: Values } | null;
}
export interface ColumnView {
  name: string;
  samples: string[];
  field: MappedField | "";
}

export interface BatchView extends BatchCounts {
  id: BatchId;
  state: BatchState;
  source: SourceName | null;
  file: string;
  at: number;
  total: number;
  /** The names of boards it would make. */
  foreseen: string[];
  kept: Array<{ reason: KeptReason; count: number }>;
  why: { key: string; values: Values } | null;
  boardId: BoardId | null;
  reading: Pick<BatchReading, "encoding" | "delimiter" | "quotes" | "name" | "board">;
}

export function batchView(batch: BatchRow): BatchView {
  const { id, state, source, file, at, total, kept, why, boardId } = batch;
  const { read, created, updated, unchanged, skipped, comments, members } = batch;
  const { encoding, delimiter, quotes, name, board, foreseen = [], failure = {} } = readingOf(batch.reading);
  return {
    ...{ id, state, file, at, total, boardId, foreseen },
    ...{ read, created, updated, unchanged, skipped, comments, members },
    source: isSourceName(source) ? source : null,
    kept: keptRows(kept),
    why: why === null ? null : { key: why, values: { place: file, ...failure } },
    reading: { encoding, delimiter, quotes, name, board },
  };
}

const SHOWN = 5;
const LONGEST_SAMPLE = 60;
const LONGEST_BODY = 200;

/** How the batch's file is read: its columns with samples and what they say, and the first ideas of it. */
export async function fileView({ source, path, file, reading }: BatchRow): Promise<FileView> {
  if (!path || !isSourceName(source)) return { table: null, preview: [], refused: null };
  const how = howToRead(readingOf(reading));
  let table: Table | null = null;
  try {
    if (!existsSync(path)) throw new ImportRefused("import.place.not.there", file);
    if (source === "csv") table = await tableOf(path, how);
    const preview: PreviewRow[] = [];
    const map = table ? mapOf(table, how, path) : {};
    for await (const row of sourceOf(source, how).rows(path)) {
      preview.push(isBroken(row) ? { field: "", ...row } : previewOf(row));
      if (preview.length === SHOWN) break;
    }
    return { table: table && tableView(table, map), preview, refused: null };
  } catch (error) {
    if (!(error instanceof ImportRefused)) throw error;
    const refused = { why: error.why, values: { place: file, ...error.values } };
    return { table: table && tableView(table, {}), preview: [], refused };
  }
}

function tableView({ encoding, dialect, columns, samples }: Table, map: Readonly<Record<string, readonly string[]>>) {
  const fieldOf = (column: string): MappedField | "" => MAPPED.find((field) => map[field]?.includes(column)) ?? "";
  return {
    encoding,
    delimiter: nameOf(dialect.delimiter),
    quotes: dialect.quotes,
    columns: columns.map((name, n) => ({
      name,
      samples: samples.flatMap((row) => (row[n]?.trim() ? [glance(row[n], LONGEST_SAMPLE)] : [])),
      field: fieldOf(name),
    })),
  };
}

const previewOf = (idea: SourceIdea): PreviewIdea => ({
  line: idea.line,
  title: idea.title,
  body: glance(idea.body, LONGEST_BODY),
  author: idea.author,
  createdAt: idea.isUndated ? null : idea.createdAt,
  board: idea.board ?? null,
  status: idea.status ?? null,
  tags: idea.tags,
  supporters: idea.supporters?.length ?? 0,
  support: idea.importedSupport,
  comments: idea.comments.length,
});

const PROBLEMS_A_PAGE = 50;
const LIST = "import-problems";

export interface ProblemPage {
  problems: Array<{ line: number; why: string; field: string }>;
  next: string | null;
}

/** Rows the batch could not take, by line. */
export async function problemsOf(db: Store, id: BatchId, after: string | null): Promise<ProblemPage> {
  const behind = after ? idIn<BatchId>(LIST, after) : 0;
  const rows = await loadProblems(db.read, id, behind, PROBLEMS_A_PAGE + 1);
  const { shown, next } = pageOf(rows, PROBLEMS_A_PAGE, (last) => cursorOf(LIST, last.id));
  return { problems: shown.map(({ line, why, field }) => ({ line, why, field: field ?? "" })), next };
}

const ROWS_AT_ONCE = 1_000;

/** All of them, in the file's order. */
export async function* everyProblem(db: Store, id: BatchId): AsyncGenerator<ProblemPage["problems"][number]> {
  await batchById(db.read, id);
  for (let after = 0; ; ) {
    const rows = await loadProblems(db.read, id, after, ROWS_AT_ONCE);
    for (const { line, why, field } of rows) yield { line, why, field: field ?? "" };
    const last = rows.at(-1);
    if (!last || rows.length < ROWS_AT_ONCE) return;
    after = last.id;
  }
}
