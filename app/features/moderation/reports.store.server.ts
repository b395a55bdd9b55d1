import { and, asc, eq, isNull, lte, sql } from "drizzle-orm";
import type { MemberId, ReportId } from "~db/ids.ts";
import { reports } from "~db/schema/moderation.ts";
import type { Tx } from "~db/store.ts";
import type { Thing } from "./rules";
import { isOneOf, isThing } from "./things.store.server";

export type ReportRow = typeof reports.$inferSelect;

/** The report somebody made of a thing. */
export async function reportBy(read: Tx, reporterId: MemberId, thing: Thing): Promise<ReportRow | undefined> {
  const [row] = await read
    .select()
    .from(reports)
    .where(and(eq(reports.reporterId, reporterId), isThing(reports, thing)));
  return row;
}

/** The new report's id; undefined when this person has reported the thing before. */
export async function insertReport(
  tx: Tx,
  row: Thing & { reporterId: MemberId; what: string; note: string; at: number },
): Promise<ReportId | undefined> {
  const [added] = await tx.insert(reports).values(row).onConflictDoNothing().returning({ id: reports.id });
  return added?.id;
}

/** Changes an open report. False when it is decided. */
export async function changeReport(tx: Tx, id: ReportId, words: Pick<ReportRow, "what" | "note">): Promise<boolean> {
  const rows = await tx
    .update(reports)
    .set(words)
    .where(and(eq(reports.id, id), isNull(reports.outcome)))
    .returning({ id: reports.id });
  return rows.length > 0;
}

/** Decides what is open about these things. The reports it decided. */
export async function decideOpen(
  tx: Tx,
  things: readonly Thing[],
  decision: { outcome: "upheld" | "rejected"; decidedBy: MemberId; decidedAt: number },
): Promise<ReportRow[]> {
  const concerns = isOneOf(reports, things);
  if (!concerns) return [];
  return tx
    .update(reports)
    .set(decision)
    .where(and(isNull(reports.outcome), concerns))
    .returning();
}

/** Forgets what was reported of a thing until `then`. */
export async function deleteReportsOf(tx: Tx, thing: Thing, then: number): Promise<void> {
  await tx.delete(reports).where(and(isThing(reports, thing), lte(reports.at, then)));
}

/** A thing with open reports. */
export interface OpenCase extends Thing {
  /** Its first report. */
  first: number;
  since: number;
  count: number;
}

const first = sql<number>`min(${reports.id})`.mapWith(Number);

/** Things with open reports, those that wait longest first, after a first report. */
export function openCases(read: Tx, after: number, limit: number): Promise<OpenCase[]> {
  return read
    .select({
      topicId: reports.topicId,
      commentId: reports.commentId,
      objectorId: reports.objectorId,
      first: sql<number>`min(${reports.id})`.mapWith(Number),
      since: sql<number>`min(${reports.at})`.mapWith(Number),
      count: sql<number>`count(*)`.mapWith(Number),
    })
    .from(reports)
    .where(isNull(reports.outcome))
    .groupBy(reports.topicId, reports.commentId, reports.objectorId)
    .having(sql`min(${reports.id}) > ${after}`)
    .orderBy(asc(first))
    .limit(limit);
}

/** How many things have open reports, at most `most`. */
export async function countCases(read: Tx, most: number): Promise<number> {
  const open = read
    .select({ topicId: reports.topicId })
    .from(reports)
    .where(isNull(reports.outcome))
    .groupBy(reports.topicId, reports.commentId, reports.objectorId)
    .limit(most)
    .as("open_cases");
  const [row] = await read.select({ cases: sql<number>`count(*)`.mapWith(Number) }).from(open);
  return row?.cases ?? 0;
}
