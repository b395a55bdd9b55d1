import { and, asc, desc, eq, gt, inArray, isNotNull, lt, or, sql } from "drizzle-orm";
import type { BatchId, BoardId, TopicId } from "~db/ids.ts";
import { type BatchState, importBatches, importedTopics, importProblems } from "~db/schema/import.ts";
import { members } from "~db/schema/members.ts";
import type { Tx } from "~db/store.ts";
import type { BrokenRow } from "./sources/source";

export type BatchRow = typeof importBatches.$inferSelect;
export type { BatchState } from "~db/schema/import.ts";

/** Rows of the file, by what became of them, and what came with them. */
export type BatchCounts = Pick<
  BatchRow,
  "read" | "created" | "updated" | "unchanged" | "skipped" | "comments" | "members"
>;

const AT_ONCE = 500;

export async function insertBatch(tx: Tx, row: typeof importBatches.$inferInsert): Promise<BatchId> {
  const [added] = await tx.insert(importBatches).values(row).returning({ id: importBatches.id });
  if (!added) throw new Error("an import was not stored");
  return added.id;
}

export async function loadBatch(read: Tx, id: BatchId): Promise<BatchRow | undefined> {
  const [row] = await read.select().from(importBatches).where(eq(importBatches.id, id));
  return row;
}

/** Changes a batch that stands in one of these states; false when it doesn't. */
export async function moveBatch(
  tx: Tx,
  id: BatchId,
  from: readonly BatchState[],
  changes: Partial<BatchRow>,
): Promise<boolean> {
  const rows = await tx
    .update(importBatches)
    .set(changes)
    .where(and(eq(importBatches.id, id), inArray(importBatches.state, [...from])))
    .returning({ id: importBatches.id });
  return rows.length > 0;
}

export async function deleteBatch(tx: Tx, id: BatchId): Promise<void> {
  await tx.delete(importBatches).where(eq(importBatches.id, id));
}

export async function saveCounts(tx: Tx, id: BatchId, counts: BatchCounts, movedAt: number): Promise<void> {
  await tx
    .update(importBatches)
    .set({ ...counts, movedAt })
    .where(eq(importBatches.id, id));
}

/** Keeps the problems that came since the batch was last written down. */
export async function keepProblems(tx: Tx, batchId: BatchId, all: readonly BrokenRow[]): Promise<void> {
  if (!all.length) return;
  const [kept] = await tx
    .select({ skipped: importBatches.skipped })
    .from(importBatches)
    .where(eq(importBatches.id, batchId));
  const rows = all.slice(kept?.skipped ?? 0).map(({ line, why, field = null }) => ({ batchId, line, why, field }));
  for (let start = 0; start < rows.length; start += AT_ONCE)
    await tx.insert(importProblems).values(rows.slice(start, start + AT_ONCE));
}

export async function dropProblems(tx: Tx, batchId: BatchId): Promise<void> {
  await tx.delete(importProblems).where(eq(importProblems.batchId, batchId));
}

/** Keeps what a batch made: topics, and boards. */
export async function keepMade(
  tx: Tx,
  batchId: BatchId,
  topicIds: readonly TopicId[],
  boards: ReadonlyArray<{ id: BoardId }>,
): Promise<void> {
  const rows = topicIds.map((topicId) => ({ topicId, batchId }));
  for (let start = 0; start < rows.length; start += AT_ONCE)
    await tx.insert(importedTopics).values(rows.slice(start, start + AT_ONCE));
  if (!boards.length) return;
  const batch = await loadBatch(tx, batchId);
  const before = Array.isArray(batch?.reading.boards) ? batch.reading.boards : [];
  const reading = { ...batch?.reading, boards: [...before, ...boards.map(({ id }) => id)] };
  await tx.update(importBatches).set({ reading }).where(eq(importBatches.id, batchId));
}

/** Keeps the names of boards that a batch would make, as they are found. */
export async function keepForeseen(tx: Tx, batchId: BatchId, names: readonly string[]): Promise<void> {
  const batch = await loadBatch(tx, batchId);
  const before: unknown[] = Array.isArray(batch?.reading.foreseen) ? batch.reading.foreseen : [];
  const foreseen = [...new Set([...before, ...names])];
  if (foreseen.length === before.length) return;
  await tx
    .update(importBatches)
    .set({ reading: { ...batch?.reading, foreseen } })
    .where(eq(importBatches.id, batchId));
}

/** Imports that are over name none of these boards any more: nothing is to come there. */
export async function leaveBoards(tx: Tx, boards: readonly BoardId[]): Promise<void> {
  await tx
    .update(importBatches)
    .set({ boardId: null })
    .where(and(inArray(importBatches.boardId, [...boards]), inArray(importBatches.state, ["done", "undone"])));
}

/** The batches in these states, the first begun first. */
export function batchesIn(read: Tx, states: readonly BatchState[], limit: number): Promise<BatchRow[]> {
  return read
    .select()
    .from(importBatches)
    .where(inArray(importBatches.state, [...states]))
    .orderBy(asc(importBatches.id))
    .limit(limit);
}

/** The batches whose file still lies somewhere, by number, behind one of them. */
export function batchesWithFile(read: Tx, after: BatchId | 0, limit: number): Promise<BatchRow[]> {
  return read
    .select()
    .from(importBatches)
    .where(and(isNotNull(importBatches.path), gt(importBatches.id, sql`${after}`)))
    .orderBy(asc(importBatches.id))
    .limit(limit);
}

/** The latest batch of this file that did not come to its end. */
export async function unfinishedOf(read: Tx, source: string, path: string): Promise<BatchRow | undefined> {
  const [row] = await read
    .select()
    .from(importBatches)
    .where(
      and(
        eq(importBatches.source, source),
        eq(importBatches.path, path),
        inArray(importBatches.state, ["running", "stopped"]),
      ),
    )
    .orderBy(desc(importBatches.id))
    .limit(1);
  return row;
}

/** Batches with who asked for them, the latest first, behind a place in the list. */
export function loadBatches(
  read: Tx,
  after: { at: number; id: BatchId } | null,
  limit: number,
): Promise<Array<{ batch: BatchRow; by: string | null }>> {
  const { at, id } = importBatches;
  return read
    .select({ batch: importBatches, by: members.displayName })
    .from(importBatches)
    .leftJoin(members, eq(members.id, importBatches.by))
    .where(after ? or(lt(at, after.at), and(eq(at, after.at), lt(id, after.id))) : undefined)
    .orderBy(desc(at), desc(id))
    .limit(limit);
}

export type ProblemRow = typeof importProblems.$inferSelect;

/** The rows a batch could not take, in the file's order, behind one of them. */
export function loadProblems(read: Tx, batchId: BatchId, after: number, limit: number): Promise<ProblemRow[]> {
  return read
    .select()
    .from(importProblems)
    .where(and(eq(importProblems.batchId, batchId), gt(importProblems.id, after)))
    .orderBy(asc(importProblems.id))
    .limit(limit);
}
