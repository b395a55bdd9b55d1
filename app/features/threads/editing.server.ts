import type { Member } from "~/features/members/rules";
import { keepPictureUses } from "~/features/pictures/pictures.server";
import { coverOf } from "~/features/pictures/rules";
import { type Held, heldOf } from "~/features/topics/moderating.server";
import { tagsOf } from "~/features/topics/rules";
import { changeTopic, existingBoard, tagsOfTopics } from "~/features/topics/topics.server";
import { recordMentions, renderText, whyNotHold } from "~/features/writing/mentions.server";
import { clock } from "~/platform/clock";
import { record } from "~/platform/record.server";
import { refuse, refuseFields } from "~/platform/refusals";
import type { BoardId, TopicId } from "~db/ids.ts";
import type { Store, Tx } from "~db/store.ts";
import { insertRevision } from "./revisions.store.server";
import { type ThreadKind, type ThreadWords, whyNotEditThread } from "./rules";
import { kindOf, type WrittenThread, wordsOf } from "./starting.server";
import { loadWords, updateThread } from "./store.server";
import { lockThread, type Thread, visibleThread } from "./threads.server";

/**
 * Changes one's own thread; keeps the former words. The title and the board that a moderator gave it stay while that
 * act stands, and what has an accepted reply stays the question it was. The same words change nothing.
 */
export async function editThread(db: Store, me: Member, id: TopicId, wanted: WrittenThread): Promise<void> {
  const said = wordsOf(wanted);
  const { html } = await renderText(db.read, said.text);
  await db.write(async (tx) => {
    await lockThread(tx, id); // the second of two keeps the words of the first
    const { thread, held } = await threadOfMine(tx, me, id);
    const words = held.title ? { ...said, title: thread.title } : said;
    const wish = {
      kind: thread.acceptedId ? thread.thread : wanted.kind,
      boardId: held.board ? thread.boardId : wanted.boardId,
    };
    const kind = kindOf(words, wish);
    const { id: boardId } = await existingBoard(tx, wish.boardId);
    const before = await wordsThatStand(tx, thread);
    if (isSame(before, { ...words, kind, boardId })) return;
    refuseFields({ text: whyNotHold(me, html, before.html) });
    const now = clock.now();
    const revision = await insertRevision(tx, id, me.id, now);
    await recordMentions(tx, { by: me, topic: thread, comment: null, html: [html], before: [before.html] });
    await record(tx, { kind: "thread.edited", by: me, topic: thread, details: { revision } });
    await changeTopic(tx, thread, { title: words.title, boardId, editedAt: now }, words.tags);
    await updateThread(tx, id, { kind, text: words.text, html, cover: coverOf(html) });
    await keepPictureUses(tx, { topicId: id, commentId: 0 }, html);
  });
}

/** What the form of an edit begins with: the words that stand, and what of it is shut. */
export async function threadToEdit({ read }: Store, me: Member, id: TopicId): Promise<ThreadToEdit> {
  const { thread, held } = await threadOfMine(read, me, id);
  const { kind, title, text, tags, boardId } = await wordsThatStand(read, thread);
  const words = { kind, title, text, tags: tags.map(({ label }) => label).join(", "), board: String(boardId) };
  return { words, held: { ...held, kind: thread.acceptedId !== null } };
}

interface ThreadToEdit {
  words: { kind: ThreadKind; title: string; text: string; tags: string; board: string };
  /** What is not for its author to change: what a moderator gave it, and its kind once a reply is accepted. */
  held: Held & { kind: boolean };
}

type Words = ThreadWords & { kind: ThreadKind; boardId: BoardId };

async function wordsThatStand(read: Tx, thread: Thread): Promise<Words & { html: string }> {
  const { id, thread: kind, title, boardId } = thread;
  const tags = tagsOf((await tagsOfTopics(read, [id])).get(id) ?? []);
  return { ...(await loadWords(read, id)), kind, title, tags, boardId };
}

const isSame = (one: Words, other: Words): boolean => asLine(one) === asLine(other);

// Tags by their names: they have no order.
const asLine = ({ kind, title, text, tags, boardId }: Words): string =>
  JSON.stringify([kind, title, text, tags.map(({ label }) => label).sort(), boardId]);

// A thread its author may edit now, and what of it is not theirs to change.
async function threadOfMine(tx: Tx, me: Member, id: TopicId): Promise<{ thread: Thread; held: Held }> {
  const thread = await visibleThread(tx, me, id);
  refuse(whyNotEditThread(me, thread, clock.now()));
  return { thread, held: await heldOf(tx, id) };
}
