import { and, desc, eq, inArray, lt, sql } from "drizzle-orm";
import type { Viewer } from "~/features/members/rules";
import { visibleTo } from "~/features/topics/scope.server";
import type { DraftId, MemberId, TopicId } from "~db/ids.ts";
import { topics } from "~db/schema/topics.ts";
import { drafts } from "~db/schema/writing.ts";
import type { Tx } from "~db/store.ts";
import { type KnownDraft, MOST_DRAFTS, type PlacedDraft } from "./rules";

type Written = Pick<typeof drafts.$inferInsert, "fields" | "at">;

const columns = {
  id: drafts.id,
  place: drafts.place,
  version: drafts.version,
  fields: drafts.fields,
  at: drafts.at,
};

const isMine = (memberId: MemberId, id: DraftId) => and(eq(drafts.id, id), eq(drafts.memberId, memberId));

/** What somebody is writing in one place, the latest first. */
export function loadDraftsAt(read: Tx, memberId: MemberId, place: string): Promise<PlacedDraft[]> {
  return read
    .select(columns)
    .from(drafts)
    .where(and(eq(drafts.memberId, memberId), eq(drafts.place, place)))
    .orderBy(desc(drafts.at), desc(drafts.id))
    .limit(MOST_DRAFTS);
}

/** All somebody is writing, the latest first. */
export function loadDrafts(read: Tx, memberId: MemberId): Promise<PlacedDraft[]> {
  return read
    .select(columns)
    .from(drafts)
    .where(eq(drafts.memberId, memberId))
    .orderBy(desc(drafts.at), desc(drafts.id))
    .limit(MOST_DRAFTS);
}

export async function loadDraft(read: Tx, memberId: MemberId, id: DraftId): Promise<PlacedDraft | undefined> {
  const [row] = await read.select(columns).from(drafts).where(isMine(memberId, id));
  return row;
}

/** The new version; undefined when it is another than the one that was known, or gone. */
export async function overwrite(
  tx: Tx,
  memberId: MemberId,
  { id, version }: KnownDraft,
  written: Written,
): Promise<number | undefined> {
  const [row] = await tx
    .update(drafts)
    .set({ ...written, version: sql`${drafts.version} + 1` })
    .where(and(isMine(memberId, id), eq(drafts.version, version)))
    .returning({ version: drafts.version });
  return row?.version;
}

export const countDrafts = (read: Tx, memberId: MemberId): Promise<number> =>
  read.$count(drafts, eq(drafts.memberId, memberId));

export async function insertDraft(tx: Tx, row: Written & { memberId: MemberId; place: string }): Promise<DraftId> {
  const [added] = await tx.insert(drafts).values(row).returning({ id: drafts.id });
  if (!added) throw new Error("a draft was not stored");
  return added.id;
}

export async function deleteDraft(tx: Tx, memberId: MemberId, id: DraftId): Promise<void> {
  await tx.delete(drafts).where(isMine(memberId, id));
}

/** The same unless it is of another version than the one that was known: somebody went on with it elsewhere. */
export async function deleteKnown(tx: Tx, memberId: MemberId, { id, version }: KnownDraft): Promise<void> {
  await tx.delete(drafts).where(and(isMine(memberId, id), eq(drafts.version, version)));
}

export async function deleteDraftsBefore(tx: Tx, at: number): Promise<void> {
  await tx.delete(drafts).where(lt(drafts.at, at));
}

export async function deleteDraftsBy(tx: Tx, people: readonly MemberId[]): Promise<void> {
  await tx.delete(drafts).where(inArray(drafts.memberId, [...people]));
}

/** The titles of those of these topics that the viewer may see. */
export async function titlesOf(read: Tx, viewer: Viewer, ids: readonly TopicId[]): Promise<Map<TopicId, string>> {
  if (ids.length === 0) return new Map();
  const rows = await read
    .select({ id: topics.id, title: topics.title })
    .from(topics)
    .where(and(inArray(topics.id, [...ids]), visibleTo(viewer)));
  return new Map(rows.map(({ id, title }) => [id, title]));
}
