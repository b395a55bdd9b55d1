import { createHash } from "node:crypto";
import { outcomeOf } from "~/features/ideas/importing.server";
import { boardOf } from "~/features/topics/importing.server";
import { record } from "~/platform/record.server";
import { isUnique } from "~db/errors.ts";
import type { BoardId } from "~db/ids.ts";
import type { Store } from "~db/store.ts";
import { type KeyedIdea, knownOf } from "./known.server";
import { linkDuplicates } from "./linking.server";
import { type BatchSoFar, Progress } from "./progress.server";
import { type RenderedIdea, rendered } from "./rendering.server";
import { type BrokenRow, isBroken, type Source, type SourceIdea } from "./sources/source";
import { storeSlice } from "./storing.server";

export interface ImportReport {
  /** Rows read = created + updated + unchanged + skipped. */
  read: number;
  created: number;
  updated: number;
  unchanged: number;
  comments: number;
  members: number;
  /** The names of boards that were made, or would be. */
  boards: string[];
  skipped: BrokenRow[];
}

interface ImportWish {
  /** The source's name: half of every row's key, unless a row names its own. */
  name: string;
  source: Source;
  place: string;
  /** Where rows go that name no board: one that is here, or the name of one to be made. */
  board: BoardId | string;
  isDryRun: boolean;
  /** Called with the rows read so far. */
  progress(read: number): void;
  /** The import as a row of its own, where it is one: how far it came is written down with each slice. */
  batch?: BatchSoFar;
  /** Ends the import behind the slice that is being written. */
  signal?: AbortSignal;
}

const MOST_ROWS = 100;
const MOST_CHARACTERS = 2_000_000;

/** Brings a source's ideas in, in slices of one write each. Running it twice changes nothing. */
export async function importIdeas(db: Store, wish: ImportWish): Promise<ImportReport> {
  const progress = new Progress(wish.batch ?? null, wish.isDryRun);
  const report: ImportReport = { ...progress.before, read: 0, boards: [], skipped: [] };
  for await (const slice of slicesOf(wish, report, progress.before.read)) {
    await importSlice(db, wish, slice, { report, progress });
    wish.progress(report.read);
    if (wish.signal?.aborted) return report;
  }
  if (!wish.isDryRun) await linkDuplicates(db);
  if (!wish.isDryRun && report.created + report.updated > 0) await recordBatch(db, wish, report);
  return report;
}

// The last may be empty: it tells how far the reading came. The first `passed` rows came in before.
async function* slicesOf(wish: ImportWish, report: ImportReport, passed: number): AsyncGenerator<KeyedIdea[]> {
  const seen = new Set<string>();
  let slice: KeyedIdea[] = [];
  let characters = 0;
  for await (const row of wish.source.rows(wish.place)) {
    report.read++;
    if (isBroken(row)) report.skipped.push(row);
    else {
      const idea = { ...row, source: row.source ?? wish.name };
      const key = `${idea.source}\n${idea.sourceId}`;
      if (seen.has(key)) report.skipped.push({ line: row.line, why: "import.row.twice" });
      else if (report.read > passed) slice.push(idea);
      seen.add(key);
      if (report.read > passed) characters += sizeOf(idea);
    }
    if (slice.length < MOST_ROWS && characters < MOST_CHARACTERS) continue;
    yield slice;
    slice = [];
    characters = 0;
  }
  yield slice;
}

const sizeOf = ({ body, comments, supporters }: SourceIdea): number =>
  comments.reduce((sum, { text }) => sum + text.length, body.length + (supporters?.join("").length ?? 0));

async function importSlice(
  db: Store,
  wish: ImportWish,
  slice: readonly KeyedIdea[],
  { report, progress }: { report: ImportReport; progress: Progress },
) {
  const changed: RenderedIdea[] = [];
  const beforeOf = await knownOf(db.read, slice);
  for (const idea of slice) {
    const sourceHash = hashOf(idea, wish.name);
    const outcome = outcomeOf(beforeOf(idea), sourceHash);
    report[outcome]++;
    if (outcome === "unchanged") continue;
    if (wish.isDryRun) await foreseeBoard(db, idea.board ?? wish.board, report);
    else changed.push(await rendered(idea, sourceHash));
  }
  if (!changed.length) return progress.isKept && db.write((tx) => progress.keep(tx, report));
  const store = () =>
    db.write(async (tx) => {
      const stored = await storeSlice(tx, wish.board, changed);
      const now = { ...report, comments: report.comments + stored.comments, members: report.members + stored.members };
      await progress.keep(tx, now, stored);
      return stored;
    });
  const stored = await store().catch((error: unknown) => {
    if (!isUnique(error)) throw error;
    return store(); // another import brought the same at this moment: now it is found
  });
  report.comments += stored.comments;
  report.members += stored.members;
  report.boards.push(...stored.boards.map(({ name }) => name));
}

async function foreseeBoard(db: Store, board: BoardId | string, { boards }: ImportReport): Promise<void> {
  if (typeof board !== "string" || boards.includes(board)) return;
  if (!(await boardOf(db.read, board))) boards.push(board);
}

// Without the comments' dates: some sources only know how long ago, and those move with every newer row.
function hashOf({ line: _, source, comments, createdAt, ...idea }: KeyedIdea, name: string): string {
  const said = comments.map(({ createdAt: _, ...comment }) => comment);
  const dated = idea.isUndated ? idea : { ...idea, createdAt };
  return createHash("sha256")
    .update(JSON.stringify({ ...dated, said, ...(source === name ? {} : { source }) }))
    .digest("base64url");
}

// One fact for the whole batch: nobody is told of each row.
const recordBatch = (
  db: Store,
  { name }: ImportWish,
  { created, updated, comments, members }: ImportReport,
): Promise<void> =>
  db.write((tx) =>
    record(tx, {
      kind: "batch.imported",
      by: null,
      details: { source: name, ideas: created + updated, comments, members },
    }),
  );
