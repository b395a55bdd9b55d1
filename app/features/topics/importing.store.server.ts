import { and, asc, desc, eq, inArray, or } from "drizzle-orm";
import type { BoardId, TopicId } from "~db/ids.ts";
import { boards, importedFields, topics } from "~db/schema/topics.ts";
import type { Tx } from "~db/store.ts";

const AT_ONCE = 500;

export async function boardOf(read: Tx, name: string): Promise<BoardId | undefined> {
  const [row] = await read
    .select({ id: boards.id })
    .from(boards)
    .where(or(eq(boards.slug, name), eq(boards.name, name)))
    .orderBy(asc(boards.id))
    .limit(1);
  return row?.id;
}

/** Those of these boards that are here, by name or name in URLs. */
export async function boardsOf(read: Tx, names: readonly string[]): Promise<Map<string, BoardId>> {
  if (!names.length) return new Map();
  const these = [...names];
  const rows = await read
    .select({ id: boards.id, slug: boards.slug, name: boards.name })
    .from(boards)
    .where(or(inArray(boards.slug, these), inArray(boards.name, these)))
    .orderBy(desc(boards.id));
  return new Map(rows.flatMap(({ id, slug, name }) => [slug, name].map((called) => [called, id] as const)));
}

/** What a source says that has no place of its own here: a name, and any JSON but null. */
export type ImportedField = readonly [name: string, value: unknown];

/** Keeps these with new topics. */
export async function keepFieldsOf(tx: Tx, fields: ReadonlyMap<TopicId, readonly ImportedField[]>): Promise<void> {
  const rows = [...fields].flatMap(([topicId, those]) => those.map(([name, value]) => ({ topicId, name, value })));
  for (let start = 0; start < rows.length; start += AT_ONCE)
    await tx
      .insert(importedFields)
      .values(rows.slice(start, start + AT_ONCE))
      .onConflictDoNothing();
}

/** Keeps exactly these with the topic. */
export async function replaceFields(tx: Tx, topicId: TopicId, fields: readonly ImportedField[]): Promise<void> {
  await tx.delete(importedFields).where(eq(importedFields.topicId, topicId));
  await keepFieldsOf(tx, new Map([[topicId, fields]]));
}

/** A topic that came from a source before. */
export interface KnownTopic {
  id: TopicId;
  boardId: BoardId;
  sourceHash: string | null;
  /** UTC milliseconds. */
  createdAt: number;
}

/** Those of these that came before, by the source's id. */
export async function topicsBySource(
  read: Tx,
  source: string,
  sourceIds: readonly string[],
): Promise<Map<string, KnownTopic>> {
  const { id, boardId, sourceHash, sourceId, createdAt } = topics;
  const rows = await read
    .select({ id, boardId, sourceHash, sourceId, createdAt })
    .from(topics)
    .where(and(eq(topics.source, source), inArray(topics.sourceId, [...sourceIds])));
  return new Map(rows.map(({ sourceId: key, ...row }) => [key ?? "", row]));
}
