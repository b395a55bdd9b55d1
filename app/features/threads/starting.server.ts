import { type Member, whyNotTakePart } from "~/features/members/rules";
import { heldOf } from "~/features/topics/moderating.server";
import { LONGEST_TITLE, tagsFrom } from "~/features/topics/rules";
import { addTopic, changeTopic, existingBoard, postedBefore } from "~/features/topics/topics.server";
import { clock } from "~/platform/clock";
import { formKey } from "~/platform/form-key.server";
import { renderMarkdown } from "~/platform/markdown.server";
import { record } from "~/platform/record.server";
import { refuse, refuseFields } from "~/platform/refusals";
import { cleanLine, cleanText, firstSentence, plain } from "~/platform/text";
import { isUnique } from "~db/errors.ts";
import type { BoardId, TopicId } from "~db/ids.ts";
import type { Store, Tx } from "~db/store.ts";
import { insertRevision } from "./revisions.store.server";
import { type ThreadKind, type ThreadWords, whyNotEditThread, whyNotThread } from "./rules";
import { insertThread, updateThread } from "./store.server";
import { lockThread, visibleThread } from "./threads.server";

/** What the form says. Tags in one field, separated by commas. */
export interface WrittenThread {
  /** Null: none was chosen. */
  kind: ThreadKind | null;
  title: string;
  text: string;
  tags: string;
  boardId: BoardId | null;
}

/**
 * Starts a thread. Without a title, the text's first sentence is one. `once` is the form's token: posting the same form
 * twice makes one thread.
 */
export async function startThread(db: Store, me: Member, wanted: WrittenThread, once: string): Promise<TopicId> {
  refuse(whyNotTakePart(me, clock.now()));
  const words = wordsOf(wanted);
  const kind = kindOf(words, wanted);
  const html = await renderMarkdown(words.text);
  const key = formKey(once, kind, words, wanted.boardId);
  const store = async (tx: Tx): Promise<TopicId> => {
    const before = await postedBefore(tx, me.id, key);
    if (before) return before;
    const board = await existingBoard(tx, wanted.boardId);
    const now = clock.now();
    const topic = { boardId: board.id, authorId: me.id, title: words.title };
    const id = await addTopic(
      tx,
      { ...topic, kind: "thread", visibility: "open", createdAt: now, lastActivityAt: now, once: key },
      words.tags,
    );
    await insertThread(tx, { topicId: id, kind, text: words.text, html });
    await record(tx, {
      kind: "thread.started",
      by: me,
      topic: { ...topic, id },
      details: { title: words.title, thread: kind },
    });
    return id;
  };
  return db.write(store).catch((error: unknown) => {
    if (!isUnique(error)) throw error;
    return db.write(store); // the same form arrived at the same moment: now it is found
  });
}

/**
 * Changes one's own thread; keeps the former words. The title and the board that a moderator gave it stay while that
 * act stands, and what has an accepted reply stays the question it was.
 */
export async function editThread(db: Store, me: Member, id: TopicId, wanted: WrittenThread): Promise<void> {
  const said = wordsOf(wanted);
  const html = await renderMarkdown(said.text);
  await db.write(async (tx) => {
    await lockThread(tx, id); // the second of two keeps the words of the first
    const thread = await visibleThread(tx, me, id);
    refuse(whyNotEditThread(me, thread) ?? whyNotTakePart(me, clock.now()));
    const held = await heldOf(tx, id);
    const words = held.title ? { ...said, title: thread.title } : said;
    const kind = kindOf(words, thread.acceptedId ? { ...wanted, kind: thread.thread } : wanted);
    const boardId = held.board ? thread.boardId : (await existingBoard(tx, wanted.boardId)).id;
    const now = clock.now();
    const revision = await insertRevision(tx, id, me.id, now);
    await record(tx, { kind: "thread.edited", by: me, topic: thread, details: { revision } });
    await changeTopic(tx, thread, { title: words.title, boardId, editedAt: now }, words.tags);
    await updateThread(tx, id, { kind, text: words.text, html });
  });
}

function wordsOf({ title, text, tags }: Pick<WrittenThread, "title" | "text" | "tags">): ThreadWords {
  const clean = cleanText(text);
  return {
    title: cleanLine(title) || firstSentence(firstLine(clean), LONGEST_TITLE),
    text: clean,
    tags: tagsFrom(tags),
  };
}

// A heading or a list may come first: its marks are no title.
const firstLine = (markdown: string): string => plain(markdown.split("\n", 1)[0] ?? "");

// The kind once everything else is right, or a refusal beside each field.
function kindOf(words: ThreadWords, { kind, boardId }: Pick<WrittenThread, "kind" | "boardId">): ThreadKind {
  refuseFields({
    ...whyNotThread(words),
    kind: kind ? null : "choice.missing",
    board: boardId ? null : "board.missing",
  });
  return kind ?? "talk";
}
