import { type Member, whyNotTakePart } from "~/features/members/rules";
import { addPictureUses } from "~/features/pictures/pictures.server";
import { coverOf } from "~/features/pictures/rules";
import { LONGEST_TITLE, tagsFrom } from "~/features/topics/rules";
import { addTopic, existingBoard, postedBefore } from "~/features/topics/topics.server";
import { forgetDraft } from "~/features/writing/drafts.server";
import { recordMentions, renderText, whyNotHold } from "~/features/writing/mentions.server";
import { clock } from "~/platform/clock";
import { formKey } from "~/platform/form-key.server";
import { record } from "~/platform/record.server";
import { refuse, refuseFields } from "~/platform/refusals";
import { cleanLine, cleanText, firstSentence, plain, withoutPictures } from "~/platform/text";
import { isUnique } from "~db/errors.ts";
import type { BoardId, TopicId } from "~db/ids.ts";
import type { Store, Tx } from "~db/store.ts";
import { type ThreadKind, type ThreadWords, whyNotThread } from "./rules";
import { insertThread } from "./store.server";

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
 * twice makes one thread. `draft` is what was kept of it while it was written, and goes.
 */
export async function startThread(
  db: Store,
  me: Member,
  wanted: WrittenThread,
  { once, draft }: { once: string; draft?: string },
): Promise<TopicId> {
  refuse(whyNotTakePart(me, clock.now()));
  const words = wordsOf(wanted);
  const kind = kindOf(words, wanted);
  const { html } = await renderText(db.read, words.text);
  refuseFields({ text: whyNotHold(me, html) });
  const key = formKey(once, kind, words, wanted.boardId);
  const store = async (tx: Tx): Promise<TopicId> => {
    await forgetDraft(tx, me, draft);
    const before = await postedBefore(tx, me.id, key);
    if (before) return before;
    const { id: boardId } = await existingBoard(tx, wanted.boardId);
    return addThread(tx, me, { boardId, kind, words, html, once: key });
  };
  return db.write(store).catch((error: unknown) => {
    if (!isUnique(error)) throw error;
    return db.write(store); // the same form arrived at the same moment: now it is found
  });
}

interface NewThread {
  boardId: BoardId;
  kind: ThreadKind;
  words: ThreadWords;
  html: string;
  once: string;
}

async function addThread(tx: Tx, me: Member, { boardId, kind, words, html, once }: NewThread): Promise<TopicId> {
  const now = clock.now();
  const said = { boardId, authorId: me.id, title: words.title };
  const row = { ...said, kind: "thread", visibility: "open", createdAt: now, lastActivityAt: now, once } as const;
  const topic = { ...said, id: await addTopic(tx, row, words.tags) };
  await insertThread(tx, { topicId: topic.id, kind, text: words.text, html, cover: coverOf(html) });
  await addPictureUses(tx, { topicId: topic.id, commentId: 0 }, html);
  await recordMentions(tx, { by: me, topic, comment: null, html: [html] });
  await record(tx, { kind: "thread.started", by: me, topic, details: { title: words.title, thread: kind } });
  return topic.id;
}

/** What a form says, as it is kept. Without a title, the text's first sentence is one. */
export function wordsOf({ title, text, tags }: Pick<WrittenThread, "title" | "text" | "tags">): ThreadWords {
  const clean = cleanText(text);
  return {
    title: cleanLine(title) || firstSentence(firstLine(clean), LONGEST_TITLE),
    text: clean,
    tags: tagsFrom(tags),
  };
}

// Pictures may come first, or a heading or a list, whose marks are no title.
const firstLine = (markdown: string): string => plain(withoutPictures(markdown).trimStart().split("\n", 1)[0] ?? "");

/** The kind once everything else is right, or a refusal beside each field. */
export function kindOf(words: ThreadWords, { kind, boardId }: Pick<WrittenThread, "kind" | "boardId">): ThreadKind {
  refuseFields({
    ...whyNotThread(words),
    kind: kind ? null : "choice.missing",
    board: boardId ? null : "board.missing",
  });
  return kind ?? "talk";
}
