import { and, asc, desc, eq, gt, inArray, isNotNull, isNull } from "drizzle-orm";
import type { ActId, MemberId, TopicId } from "~db/ids.ts";
import { members } from "~db/schema/members.ts";
import { hidings, moderationActs } from "~db/schema/moderation.ts";
import { topics } from "~db/schema/topics.ts";
import type { Tx } from "~db/store.ts";
import { type Thing, topicThing } from "./rules";
import { isThing } from "./things.store.server";

export type ActRow = typeof moderationActs.$inferSelect;
export type NewAct = Omit<typeof moderationActs.$inferInsert, "id" | "undoneBy" | "undoneAt">;

export async function insertAct(tx: Tx, row: NewAct): Promise<ActId> {
  const [added] = await tx.insert(moderationActs).values(row).returning({ id: moderationActs.id });
  if (!added) throw new Error("an act was not stored");
  return added.id;
}

export async function actById(read: Tx, id: ActId): Promise<ActRow | undefined> {
  const [row] = await read.select().from(moderationActs).where(eq(moderationActs.id, id));
  return row;
}

/** True for the one who undoes it first. */
export async function claimUndo(tx: Tx, id: ActId, by: MemberId, at: number): Promise<boolean> {
  const rows = await tx
    .update(moderationActs)
    .set({ undoneBy: by, undoneAt: at })
    .where(and(eq(moderationActs.id, id), isNull(moderationActs.undoneAt)))
    .returning({ id: moderationActs.id });
  return rows.length > 0;
}

/** The act of this kind on a member that was begun after `since` and stands. */
export async function actRunning(
  read: Tx,
  kind: string,
  subjectId: MemberId,
  since: number,
): Promise<ActId | undefined> {
  const { id, undoneAt, at } = moderationActs;
  const [row] = await read
    .select({ id })
    .from(moderationActs)
    .where(and(eq(moderationActs.subjectId, subjectId), eq(moderationActs.kind, kind), isNull(undoneAt), gt(at, since)))
    .orderBy(desc(id))
    .limit(1);
  return row?.id;
}

/** True while an act has not been undone as a whole. */
export async function stands(read: Tx, id: ActId): Promise<boolean> {
  return (await actById(read, id))?.undoneAt === null;
}

/** True while nothing of an act has been undone. */
export async function isWhole(read: Tx, id: ActId): Promise<boolean> {
  const rows = await read
    .select({ id: moderationActs.id })
    .from(moderationActs)
    .leftJoin(hidings, and(eq(hidings.actId, moderationActs.id), isNotNull(hidings.shownAt)))
    .where(and(eq(moderationActs.id, id), isNull(moderationActs.undoneAt), isNull(hidings.id)))
    .limit(1);
  return rows.length > 0;
}

export async function insertHidings(tx: Tx, actId: ActId, things: readonly Thing[]): Promise<void> {
  if (things.length) await tx.insert(hidings).values(things.map((thing) => ({ actId, ...thing })));
}

export type HidingRow = typeof hidings.$inferSelect;

/** What an act hid and still hides. */
export function standingHidings(read: Tx, actId: ActId, limit: number): Promise<HidingRow[]> {
  return read
    .select()
    .from(hidings)
    .where(and(eq(hidings.actId, actId), isNull(hidings.shownAt)))
    .orderBy(asc(hidings.id))
    .limit(limit);
}

/** What hides this thing now; undefined when nothing does. */
export async function hidingOf(read: Tx, thing: Thing): Promise<HidingRow | undefined> {
  const [row] = await read
    .select()
    .from(hidings)
    .where(and(isThing(hidings, thing), isNull(hidings.shownAt)));
  return row;
}

export async function markShown(tx: Tx, ids: readonly number[], by: MemberId, at: number): Promise<void> {
  await tx
    .update(hidings)
    .set({ shownBy: by, shownAt: at })
    .where(and(inArray(hidings.id, [...ids]), isNull(hidings.shownAt)));
}

/** Whose topics these are and where they stand, for facts. */
export async function placesOf(
  read: Tx,
  ids: readonly TopicId[],
): Promise<Map<TopicId, Pick<typeof topics.$inferSelect, "id" | "boardId" | "authorId">>> {
  const rows = ids.length
    ? await read
        .select({ id: topics.id, boardId: topics.boardId, authorId: topics.authorId })
        .from(topics)
        .where(inArray(topics.id, [...new Set(ids)]))
    : [];
  return new Map(rows.map((row) => [row.id, row]));
}

/** An act that stands, as a banner says it. */
export interface StandingAct {
  actId: ActId;
  rule: string | null;
  reason: string;
  by: string;
  at: number;
}

const standing = {
  actId: moderationActs.id,
  rule: moderationActs.rule,
  reason: moderationActs.reason,
  by: members.displayName,
  at: moderationActs.at,
};

/** Why a topic is hidden. */
export async function hidingAct(read: Tx, topicId: TopicId): Promise<StandingAct | undefined> {
  const [row] = await read
    .select(standing)
    .from(hidings)
    .innerJoin(moderationActs, eq(moderationActs.id, hidings.actId))
    .innerJoin(members, eq(members.id, moderationActs.by))
    .where(and(isThing(hidings, topicThing(topicId)), isNull(hidings.shownAt)));
  return row;
}

/** Why a topic is locked. */
export async function lockingAct(read: Tx, topicId: TopicId): Promise<StandingAct | undefined> {
  const [row] = await read
    .select(standing)
    .from(moderationActs)
    .innerJoin(members, eq(members.id, moderationActs.by))
    .where(
      and(eq(moderationActs.topicId, topicId), eq(moderationActs.kind, "topic.lock"), isNull(moderationActs.undoneAt)),
    )
    .orderBy(desc(moderationActs.id))
    .limit(1);
  return row;
}
