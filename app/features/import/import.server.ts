import { boardOf } from "~/features/topics/importing.server";
import { record } from "~/platform/record.server";
import { isUnique } from "~db/errors.ts";
import type { Store } from "~db/store.ts";
import { linkDuplicates } from "./linking.server";
import { oneAhead } from "./one-ahead";
import { type BatchSoFar, Progress } from "./progress.server";
import { type Brought, type Slice, slicesOf } from "./slices.server";
import type { BrokenRow } from "./sources/source";
import { type Stored, storeSlice } from "./storing.server";

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

interface ImportWish extends Brought {
  /** Called with the rows read so far. */
  progress(read: number): void;
  /** The import as a row of its own, where it is one: how far it came is written down with each slice. */
  batch?: BatchSoFar;
  /** Ends the import behind the slice that is being written. */
  signal?: AbortSignal;
}

/**
 * Brings a source's ideas in, in slices of one write each; while one is written, the next is read and rendered. Running it
 * twice changes nothing.
 */
export async function importIdeas(db: Store, wish: ImportWish): Promise<ImportReport> {
  const progress = new Progress(wish.batch ?? null, wish.isDryRun);
  let report: ImportReport = { ...progress.before, read: 0, boards: [], skipped: [] };
  for await (const slice of oneAhead(slicesOf(db, wish, progress.before.read))) {
    report = await importSlice(db, wish, slice, { report, progress });
    wish.progress(report.read);
    if (wish.signal?.aborted) return report;
  }
  if (!wish.isDryRun) await linkDuplicates(db);
  if (!wish.isDryRun && report.created + report.updated > 0) await recordBatch(db, wish, report);
  return report;
}

interface SoFar {
  report: ImportReport;
  progress: Progress;
}

/** How far the import is with this slice. */
function importSlice(db: Store, wish: ImportWish, slice: Slice, soFar: SoFar): Promise<ImportReport> {
  const { read, skipped } = slice;
  for (const row of skipped) soFar.report.skipped.push(row);
  const seen = { ...soFar, report: { ...soFar.report, read } };
  return wish.isDryRun ? foresee(db, slice, seen) : store(db, wish, slice, seen);
}

async function foresee(db: Store, slice: Slice, { report, progress }: SoFar): Promise<ImportReport> {
  const boards = [...report.boards];
  for (const board of slice.boards)
    if (typeof board === "string" && !boards.includes(board) && !(await boardOf(db.read, board))) boards.push(board);
  const now = { ...withOutcomes(report, slice), boards };
  if (progress.isKept) await db.write((tx) => progress.keep(tx, now));
  return now;
}

// What came before is asked again in the write, as another import may bring the same at this moment.
async function store(db: Store, wish: ImportWish, slice: Slice, { report, progress }: SoFar): Promise<ImportReport> {
  const same = { ...report, unchanged: report.unchanged + slice.unchanged };
  if (!slice.changed.length) {
    if (progress.isKept) await db.write((tx) => progress.keep(tx, same));
    return same;
  }
  const write = () =>
    db.write(async (tx) => {
      const stored = await storeSlice(tx, wish.board, slice.changed);
      const now = withStored(same, stored);
      await progress.keep(tx, now, stored);
      return now;
    });
  return write().catch((error: unknown) => {
    if (!isUnique(error)) throw error;
    return write(); // another import brought the same at this moment: now it is found
  });
}

type Outcomes = Pick<ImportReport, "created" | "updated" | "unchanged">;

const withOutcomes = (report: ImportReport, { created, updated, unchanged }: Outcomes): ImportReport => ({
  ...report,
  created: report.created + created,
  updated: report.updated + updated,
  unchanged: report.unchanged + unchanged,
});

const withStored = (report: ImportReport, stored: Stored): ImportReport => ({
  ...withOutcomes(report, stored),
  comments: report.comments + stored.comments,
  members: report.members + stored.members,
  boards: [...report.boards, ...stored.boards.map(({ name }) => name)],
});

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
