import { and, asc, eq, exists, isNull, lte, or, type SQL, sql } from "drizzle-orm";
import type { MemberId, ReportId } from "~db/ids.ts";
import { reports } from "~db/schema/moderation.ts";
import { votes } from "~db/schema/voting.ts";
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

/** Says an open report anew. False when it is decided. */
export async function changeReport(
  tx: Tx,
  id: ReportId,
  words: Pick<ReportRow, "what" | "note" | "at">,
): Promise<boolean> {
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
    .where(and(isWaiting(tx), concerns))
    .returning();
}

/** Forgets the reports of a thing that were decided until `then`. */
export async function deleteDecided(tx: Tx, thing: Thing, then: number): Promise<void> {
  await tx.delete(reports).where(and(isThing(reports, thing), lte(reports.decidedAt, then)));
}

// Open reports of an objection that was taken back wait for its author to object again.
function isWaiting(read: Tx): SQL | undefined {
  const objection = and(
    eq(votes.castOn, reports.topicId),
    eq(votes.memberId, reports.objectorId),
    eq(votes.kind, "objection"),
  );
  const stands = exists(read.select({ one: sql`1` }).from(votes).where(objection));
  return and(isNull(reports.outcome), or(isNull(reports.objectorId), stands));
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
    .where(isWaiting(read))
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
    .where(isWaiting(read))
    .groupBy(reports.topicId, reports.commentId, reports.objectorId)
    .limit(most)
    .as("open_cases");
  const [row] = await read.select({ cases: sql<number>`count(*)`.mapWith(Number) }).from(open);
  return row?.cases ?? 0;
}
