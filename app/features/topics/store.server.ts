import { and, asc, desc, eq, inArray, ne, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/sqlite-core";
import type { Viewer } from "~/features/members/rules";
import type { BoardId, MemberId, TeamId, TopicId } from "~db/ids.ts";
import { prepared, type Value } from "~db/prepared.ts";
import { members, teams } from "~db/schema/members.ts";
import { boards, follows, topics, topicTags } from "~db/schema/topics.ts";
import type { Tx } from "~db/store.ts";
import type { BoardPromise, Tag, TopicRow } from "./rules";
import { visibleTo } from "./scope.server";

export type NewTopic = Omit<typeof topics.$inferInsert, "id" | "commentCount" | "followerCount">;
export interface BoardRow extends BoardPromise {
  id: BoardId;
  slug: string;
  name: string;
  description: string;
  /** Whose board it is, and who answers for that team. */
  teamId: TeamId | null;
  team: string | null;
  leadId: MemberId | null;
  lead: string | null;
}

const MOST_BOARDS = 500;
const leads = alias(members, "leads");
const boardColumns = {
  ...{ id: boards.id, slug: boards.slug, name: boards.name, description: boards.description },
  ...{ promiseTop: boards.promiseTop, promiseTopDays: boards.promiseTopDays },
  ...{ promiseAbove: boards.promiseAbove, promiseDays: boards.promiseDays },
  ...{ teamId: boards.teamId, team: teams.name, leadId: teams.leadId, lead: leads.displayName },
};
const boardRows = (read: Tx) =>
  read
    .select(boardColumns)
    .from(boards)
    .leftJoin(teams, eq(teams.id, boards.teamId))
    .leftJoin(leads, eq(leads.id, teams.leadId));

export async function loadTopic(read: Tx, viewer: Viewer, id: TopicId): Promise<TopicRow | undefined> {
  const [row] = await read
    .select({
      id: topics.id,
      kind: topics.kind,
      boardId: topics.boardId,
      authorId: topics.authorId,
      title: topics.title,
      visibility: topics.visibility,
      isLocked: topics.isLocked,
    })
    .from(topics)
    .where(and(eq(topics.id, id), visibleTo(viewer)));
  return row;
}

export async function insertTopic(tx: Tx, topic: NewTopic): Promise<TopicId> {
  const [row] = await tx.insert(topics).values(topic).returning({ id: topics.id });
  if (!row) throw new Error("a topic was not stored");
  return row.id;
}

/** The topic this form already made, if any. */
export async function postedBefore(read: Tx, authorId: MemberId, once: string): Promise<TopicId | undefined> {
  const [row] = await read
    .select({ id: topics.id })
    .from(topics)
    .where(and(eq(topics.authorId, authorId), eq(topics.once, once)));
  return row?.id;
}

/** Several new topics from elsewhere at once; their ids by the source's. */
export async function insertTopics(tx: Tx, rows: readonly NewTopic[]): Promise<Map<string, TopicId>> {
  const { id, source, sourceId } = topics;
  const stored = await tx
    .insert(topics)
    .values([...rows])
    .returning({ id, source, sourceId });
  return new Map(stored.map((row) => [sourceKey(row), row.id]));
}

/** One text for both halves of a source's key. */
export const sourceKey = ({ source, sourceId }: { source?: string | null; sourceId?: string | null }): string =>
  `${source}\n${sourceId}`;

export async function updateTopic(tx: Tx, id: TopicId, changes: Partial<NewTopic>): Promise<void> {
  await tx.update(topics).set(changes).where(eq(topics.id, id));
}

export async function replaceTags(tx: Tx, topicId: TopicId, tags: readonly Tag[]): Promise<void> {
  await tx.delete(topicTags).where(eq(topicTags.topicId, topicId));
  await insertTags(tx, topicId, tags);
}

export const insertTags = (tx: Tx, topicId: TopicId, tags: readonly Tag[]): Promise<void> =>
  insertTagsOf(tx, new Map([[topicId, tags]]));

const TAGS_AT_ONCE = 500;

/** The tags of several topics at once. */
export async function insertTagsOf(tx: Tx, tags: ReadonlyMap<TopicId, readonly Tag[]>): Promise<void> {
  const rows = [...tags].flatMap(([topicId, those]) => those.map((tag) => ({ topicId, ...tag })));
  for (let start = 0; start < rows.length; start += TAGS_AT_ONCE)
    await tx.insert(topicTags).values(rows.slice(start, start + TAGS_AT_ONCE));
}

/** The tags of several topics at once. */
export async function tagsOfTopics(read: Tx, ids: readonly TopicId[]): Promise<Map<TopicId, string[]>> {
  const rows = ids.length
    ? await read
        .select({ topicId: topicTags.topicId, label: topicTags.label })
        .from(topicTags)
        .where(inArray(topicTags.topicId, [...ids]))
        .orderBy(asc(topicTags.key))
    : [];
  const tags = new Map<TopicId, string[]>();
  for (const row of rows) tags.set(row.topicId, [...(tags.get(row.topicId) ?? []), row.label]);
  return tags;
}

/** True when a topic of that number is hidden. */
export async function isHiddenTopic(read: Tx, id: TopicId): Promise<boolean> {
  const rows = await read
    .select({ id: topics.id })
    .from(topics)
    .where(and(eq(topics.id, id), eq(topics.visibility, "hidden")));
  return rows.length > 0;
}

const commentsStepped = prepared((tx, value: Value<{ id: TopicId; step: number; at: number }>) => {
  const { commentCount, lastActivityAt: last } = topics;
  const later = sql`case when ${last} < ${value("at")} then ${value("at")} else ${last} end`;
  return tx
    .update(topics)
    .set({ commentCount: sql`${commentCount} + ${value("step")}`, lastActivityAt: later })
    .where(eq(topics.id, value("id")));
});

/**
 * Comments came or went: the stored count and, when they came, the time of the last sign of life, only ever forward. `at`:
 * when they came, UTC milliseconds; none, they went.
 */
export async function stepComments(tx: Tx, id: TopicId, step: number, at = 0): Promise<void> {
  await commentsStepped(tx, { id, step, at });
}

const followersStepped = prepared((tx, value: Value<{ id: TopicId; step: number }>) =>
  tx
    .update(topics)
    .set({ followerCount: sql`${topics.followerCount} + ${value("step")}` })
    .where(eq(topics.id, value("id"))),
);

export async function stepFollowers(tx: Tx, id: TopicId, step: number): Promise<void> {
  await followersStepped(tx, { id, step });
}

type Follow = typeof follows.$inferInsert;

const followAdded = prepared((tx, value: Value<Follow>) =>
  tx
    .insert(follows)
    .values({ topicId: value("topicId"), memberId: value("memberId"), wanted: value("wanted"), at: value("at") })
    .onConflictDoNothing()
    .returning({ at: follows.at }),
);

/** Stores the wish. Says "new" or "changed" when something did, so that the count is stepped once. */
export async function storeFollow(
  tx: Tx,
  row: { topicId: TopicId; memberId: MemberId; wanted: boolean; at: number },
  when: "only when new" | "when it changes",
): Promise<"new" | "changed" | null> {
  const [added] = await followAdded(tx, row);
  if (added) return "new";
  if (when === "only when new") return null;
  const [changed] = await tx
    .update(follows)
    // Always another moment than before: by it merging knows a wish of theirs from what it did for them.
    .set({ wanted: row.wanted, at: sql`case when ${follows.at} < ${row.at} then ${row.at} else ${follows.at} + 1 end` })
    .where(and(eq(follows.topicId, row.topicId), eq(follows.memberId, row.memberId), ne(follows.wanted, row.wanted)))
    .returning({ at: follows.at });
  return changed ? "changed" : null;
}

export function loadBoards(read: Tx): Promise<BoardRow[]> {
  return boardRows(read).orderBy(asc(boards.id)).limit(MOST_BOARDS);
}

export async function boardById(read: Tx, id: BoardId): Promise<BoardRow | undefined> {
  const [row] = await boardRows(read).where(eq(boards.id, id));
  return row;
}

/** False when there is no such board. */
export async function saveBoard(
  tx: Tx,
  id: BoardId,
  words: Partial<Pick<BoardRow, "name" | "description" | "teamId" | keyof BoardPromise>>,
): Promise<boolean> {
  const rows = await tx.update(boards).set(words).where(eq(boards.id, id)).returning({ id: boards.id });
  return rows.length > 0;
}

/** The board of the newest topic that came from a source. */
export async function lastBoardOf(read: Tx, source: string): Promise<BoardId | undefined> {
  const [row] = await read
    .select({ boardId: topics.boardId })
    .from(topics)
    .where(eq(topics.source, source))
    .orderBy(desc(topics.id))
    .limit(1);
  return row?.boardId;
}

/** The new id; undefined when the slug is taken. */
export async function insertBoard(tx: Tx, board: typeof boards.$inferInsert): Promise<BoardId | undefined> {
  const rows = await tx.insert(boards).values(board).onConflictDoNothing().returning({ id: boards.id });
  return rows[0]?.id;
}
