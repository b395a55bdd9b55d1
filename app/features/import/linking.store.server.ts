import { and, asc, eq, gt, notExists, sql } from "drizzle-orm";
import type { TopicId } from "~db/ids.ts";
import { merges } from "~db/schema/merging.ts";
import { importedFields, topics } from "~db/schema/topics.ts";
import type { Tx } from "~db/store.ts";

export interface SaidDuplicate {
  id: TopicId;
  source: string;
  /** Its original's key in that source. */
  of: string;
}

/** Topics of which their source says that they are duplicates, and which nobody ever merged; by id, after one. */
export async function unlinkedDuplicates(read: Tx, after: TopicId | 0, limit: number): Promise<SaidDuplicate[]> {
  const linked = read.select({ one: sql`1` }).from(merges).where(eq(merges.duplicateId, topics.id));
  const rows = await read
    .select({ id: topics.id, source: topics.source, of: importedFields.value })
    .from(importedFields)
    .innerJoin(topics, eq(topics.id, importedFields.topicId))
    .where(and(eq(importedFields.name, "duplicate_of"), gt(topics.id, sql`${after}`), notExists(linked)))
    .orderBy(asc(topics.id))
    .limit(limit);
  return rows.map(({ id, source, of }) => ({ id, source: source ?? "", of: String(of) }));
}
