import { isStaff, type Member, type Viewer, whyNotTakePart } from "~/features/members/rules";
import { touchTopic, visibleTopic } from "~/features/topics/topics.server";
import { clock } from "~/platform/clock";
import { formKey } from "~/platform/form-key.server";
import { renderMarkdown } from "~/platform/markdown.server";
import { Refused, refuse } from "~/platform/refusals";
import { cleanText, glance } from "~/platform/text";
import type { TopicId } from "~db/ids.ts";
import type { Store } from "~db/store.ts";
import { whyNotNote } from "./rules";
import { authorOfNote, deleteNote, insertNote, latestNotes, loadNotes, type NoteView } from "./store.server";

export type { NoteView } from "./store.server";

const GLANCE = 80;

/** What employees noted on a topic, the latest first; null to everybody who is none. Ideas read it with their answers. */
export const notesOn = async ({ read }: Store, viewer: Viewer, topicId: TopicId): Promise<NoteView[] | null> =>
  isStaff(viewer) ? loadNotes(read, topicId) : null;

interface NoteWords {
  text: string;
  /** The form's token: posting the same form twice makes one note. */
  once: string;
}

/** What an employee tells the others about a topic. No fact is recorded of it: facts leave staff views. */
export async function addNote(db: Store, me: Member, topicId: TopicId, wanted: NoteWords): Promise<void> {
  refuse(whyNotTakePart(me, clock.now()));
  const text = cleanText(wanted.text);
  const why = whyNotNote(me, text);
  if (why?.field) throw new Refused("form.invalid", { [why.field]: why.code });
  refuse(why?.code ?? null);
  const html = await renderMarkdown(text);
  await db.write(async (tx) => {
    const topic = await visibleTopic(tx, me, topicId);
    refuse(topic.visibility === "draft" ? "note.on.draft" : null);
    const once = formKey(wanted.once, topicId, text);
    const isNew = await insertNote(tx, { topicId, authorId: me.id, text, html, at: clock.now(), once });
    if (isNew) touchTopic(tx, topicId, topic.boardId);
  });
}

/** Takes one's own note away. What is gone stays gone. */
export async function removeNote(db: Store, me: Member, topicId: TopicId, id: number): Promise<void> {
  refuse(isStaff(me) ? null : "not.staff");
  await db.write(async (tx) => {
    const topic = await visibleTopic(tx, me, topicId);
    const author = await authorOfNote(tx, topicId, id);
    if (author === undefined) return;
    refuse(author === me.id ? null : "note.not.yours");
    await deleteNote(tx, id);
    touchTopic(tx, topicId, topic.boardId);
  });
}

/** The latest note on each topic in a few words, and how many there are. */
export interface NoteGlance {
  author: string;
  glance: string;
  notes: number;
}

/** The same of many topics, for the desk. */
export async function noteGlances(
  db: Store,
  viewer: Viewer,
  ids: readonly TopicId[],
): Promise<Record<number, NoteGlance>> {
  if (!isStaff(viewer) || ids.length === 0) return {};
  const rows = await latestNotes(db.read, ids);
  return Object.fromEntries(
    rows.map(({ topicId, author, text, notes }) => [topicId, { author, notes, glance: glance(text, GLANCE) }]),
  );
}
