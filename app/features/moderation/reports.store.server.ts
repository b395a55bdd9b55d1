import { and, asc, eq, inArray, isNull, or, type SQL, sql } from "drizzle-orm";
import type { MemberId, ReportId } from "~db/ids.ts";
import { reports } from "~db/schema/moderation.ts";
import type { Tx } from "~db/store.ts";
import type { Thing } from "./rules";

export type ReportRow = typeof reports.$inferSelect;

const about = ({ topicId, commentId }: Thing): SQL | undefined =>
  commentId ? eq(reports.commentId, commentId) : and(eq(reports.topicId, topicId), isNull(reports.commentId));

/** The report somebody made of a thing. */
export async function reportBy(read: Tx, reporterId: MemberId, thing: Thing): Promise<ReportRow | undefined> {
  const [row] = await read
    .select()
    .from(reports)
    .where(and(eq(reports.reporterId, reporterId), about(thing)));
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
  const commentIds = things.flatMap(({ commentId }) => (commentId ? [commentId] : []));
  const topicIds = things.flatMap(({ topicId, commentId }) => (commentId ? [] : [topicId]));
  const concerns = or(
    commentIds.length ? inArray(reports.commentId, commentIds) : undefined,
    topicIds.length ? and(inArray(reports.topicId, topicIds), isNull(reports.commentId)) : undefined,
  );
  if (!concerns) return [];
  return tx
    .update(reports)
    .set(decision)
    .where(and(isNull(reports.outcome), concerns))
    .returning();
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
      first: sql<number>`min(${reports.id})`.mapWith(Number),
      since: sql<number>`min(${reports.at})`.mapWith(Number),
      count: sql<number>`count(*)`.mapWith(Number),
    })
    .from(reports)
    .where(isNull(reports.outcome))
    .groupBy(reports.topicId, reports.commentId)
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
    .groupBy(reports.topicId, reports.commentId)
    .limit(most)
    .as("open_cases");
  const [row] = await read.select({ cases: sql<number>`count(*)`.mapWith(Number) }).from(open);
  return row?.cases ?? 0;
}
