import { and, count, desc, eq, inArray, max } from "drizzle-orm";
import { levelOf } from "~/features/members/scope.server";
import type { MemberId, TopicId } from "~db/ids.ts";
import { staffNotes } from "~db/schema/desk.ts";
import { members, teams } from "~db/schema/members.ts";
import type { Tx } from "~db/store.ts";

/** The new note's id; undefined when this form brought it before. */
export async function insertNote(tx: Tx, row: typeof staffNotes.$inferInsert): Promise<number | undefined> {
  const [added] = await tx.insert(staffNotes).values(row).onConflictDoNothing().returning({ id: staffNotes.id });
  return added?.id;
}

export async function authorOfNote(read: Tx, topicId: TopicId, id: number): Promise<MemberId | undefined> {
  const [row] = await read
    .select({ authorId: staffNotes.authorId })
    .from(staffNotes)
    .where(and(eq(staffNotes.id, id), eq(staffNotes.topicId, topicId)));
  return row?.authorId;
}

export async function deleteNote(tx: Tx, id: number): Promise<void> {
  await tx.delete(staffNotes).where(eq(staffNotes.id, id));
}

/** What an employee noted for the others. Team and title are today's. */
export interface NoteView {
  id: number;
  authorId: MemberId;
  name: string;
  level: number | null;
  team: string | null;
  title: string | null;
  html: string;
  at: number;
}

const MOST_SHOWN = 200;

/** The notes on a topic, the latest first. */
export function loadNotes(read: Tx, topicId: TopicId): Promise<NoteView[]> {
  const { id, authorId, html, at } = staffNotes;
  const { displayName: name, title } = members;
  return read
    .select({ id, authorId, name, level: levelOf(authorId), team: teams.name, title, html, at })
    .from(staffNotes)
    .innerJoin(members, eq(members.id, authorId))
    .leftJoin(teams, eq(teams.id, members.teamId))
    .where(eq(staffNotes.topicId, topicId))
    .orderBy(desc(id))
    .limit(MOST_SHOWN);
}

export interface LatestNote {
  topicId: TopicId;
  author: string;
  text: string;
  notes: number;
}

/** The latest note on each of these topics, and how many there are. */
export function latestNotes(read: Tx, ids: readonly TopicId[]): Promise<LatestNote[]> {
  const latest = read
    .select({ id: max(staffNotes.id).as("latest_id"), notes: count().as("notes") })
    .from(staffNotes)
    .where(inArray(staffNotes.topicId, [...ids]))
    .groupBy(staffNotes.topicId)
    .as("latest");
  return read
    .select({
      topicId: staffNotes.topicId,
      author: members.displayName,
      text: staffNotes.text,
      notes: latest.notes,
    })
    .from(staffNotes)
    .innerJoin(latest, eq(latest.id, staffNotes.id))
    .innerJoin(members, eq(members.id, staffNotes.authorId));
}
