import { type Member, normalName, type Viewer, whyNotLetIn, whyNotName } from "~/features/members/rules";
import { clock } from "~/platform/clock";
import { Refused, refuse, refuseFields } from "~/platform/refusals";
import { remembered } from "~/platform/remembered.server";
import { cleanText } from "~/platform/text";
import type { BoardId, MemberId, TopicId } from "~db/ids.ts";
import type { Store, Tx } from "~db/store.ts";
import { touch } from "~db/unit.ts";
import { slugFor, type Tag, type TopicRow, whyNotDescription, whyNotHere, whyNotSlug } from "./rules";
import {
  type BoardRow,
  boardById,
  insertBoard,
  insertTags,
  insertTopic,
  isHiddenTopic,
  lastBoardOf,
  loadBoards,
  loadTopic,
  type NewTopic,
  replaceTags,
  saveBoard,
  stepFollowers,
  storeFollow,
  updateTopic,
} from "./store.server";

export { lockTopic } from "./recounting.store.server";
export { type BoardRow, postedBefore, stepComments, tagsOfTopics } from "./store.server";

/** The topic, if the viewer may see it; hidden is not found. */
export async function visibleTopic(tx: Tx, viewer: Viewer, id: TopicId): Promise<TopicRow> {
  const topic = await loadTopic(tx, viewer, id);
  if (!topic) throw new Refused("not.found");
  return topic;
}

/** The same for somebody about to do something there, who may have it open: they are told when it is hidden. */
export async function topicAtHand(tx: Tx, viewer: Viewer, id: TopicId): Promise<TopicRow> {
  const topic = await loadTopic(tx, viewer, id);
  if (!topic) throw new Refused((await isHiddenTopic(tx, id)) ? "topic.hidden" : "not.found");
  return topic;
}

/** A new topic with its tags; its id is the public number. */
export async function addTopic(tx: Tx, topic: NewTopic, tags: readonly Tag[]): Promise<TopicId> {
  const id = await insertTopic(tx, topic);
  await insertTags(tx, id, tags);
  touchTopic(tx, id, topic.boardId);
  return id;
}

/** Changes of the shared row, and the tags when given. */
export async function changeTopic(
  tx: Tx,
  topic: { id: TopicId; boardId: BoardId },
  changes: Partial<
    Pick<NewTopic, "authorId" | "title" | "boardId" | "visibility" | "createdAt" | "lastActivityAt" | "sourceHash">
  > & {
    editedAt?: number;
  },
  tags?: readonly Tag[],
): Promise<void> {
  if (Object.keys(changes).length) await updateTopic(tx, topic.id, changes);
  if (tags) await replaceTags(tx, topic.id, tags);
  touchTopic(tx, topic.id, topic.boardId, changes.boardId);
  if (changes.title || changes.visibility) touchTopics(tx);
}

/** Says that pages showing this topic, or its boards, changed. */
export function touchTopic(tx: Tx, id: TopicId, ...boards: Array<BoardId | undefined>): void {
  touch(tx, `topic:${id}`, ...boards.flatMap((board) => (board ? [`board:${board}`] : [])));
}

/** Says that what topics are called or which are in sight changed, which others' pages say, too, or something of many. */
export const touchTopics = (tx: Tx): void => touch(tx, "topics");

/** Follows a topic, or stops. What was said last stands; saying it twice changes nothing. */
export async function follow(db: Store, me: Member, id: TopicId, wanted: boolean): Promise<void> {
  refuse(whyNotLetIn(me));
  await db.write(async (tx) => {
    const topic = await topicAtHand(tx, me, id);
    if (wanted) refuse(whyNotHere(topic));
    await setFollow(tx, id, me.id, wanted);
  });
}

/** Follows for somebody who wrote or voted there, unless they once said "stop following". */
export async function followUnlessStopped(tx: Tx, id: TopicId, memberId: MemberId): Promise<void> {
  const isNew = await storeFollow(tx, { topicId: id, memberId, wanted: true, at: clock.now() }, "only when new");
  if (isNew) await stepFollowers(tx, id, 1);
  touch(tx, `topic:${id}`);
}

async function setFollow(tx: Tx, id: TopicId, memberId: MemberId, wanted: boolean): Promise<void> {
  const step = await storeFollow(tx, { topicId: id, memberId, wanted, at: clock.now() }, "when it changes");
  if (step) await stepFollowers(tx, id, wanted ? 1 : step === "new" ? 0 : -1);
  touch(tx, `topic:${id}`);
}

/** All boards, in the order they were made; kept in memory, as most pages ask. */
export const boards: (db: Store) => Promise<BoardRow[]> = remembered("boards", ({ read }) => loadBoards(read));

/** The board that people call this: by its name in URLs, else its name, else the name in URLs that it would have. */
export async function boardCalled(read: Tx, wanted: string): Promise<BoardRow | undefined> {
  const all = await loadBoards(read);
  const by = (called: (board: BoardRow) => boolean) => all.find(called);
  return (
    by(({ slug }) => slug === wanted) ?? by(({ name }) => name === wanted) ?? by(({ slug }) => slug === slugFor(wanted))
  );
}

/** The board that the last import from this source filled. */
export const boardOfSource = (db: Store, source: string): Promise<BoardId | undefined> => lastBoardOf(db.read, source);

/** The board a form names, or a refusal beside its field. */
export async function existingBoard(tx: Tx, id: BoardId | null): Promise<BoardRow> {
  const board = id ? await boardById(tx, id) : undefined;
  if (!board) throw new Refused("form.invalid", { board: "board.missing" });
  return board;
}

export interface NewBoard {
  name: string;
  slug: string;
  description: string;
}

/** Changes a board's name and description. Its slug stays, as links have it. */
export async function changeBoard(
  db: Store,
  id: BoardId,
  wanted: Pick<NewBoard, "name" | "description">,
): Promise<void> {
  const words = { name: normalName(wanted.name), description: cleanText(wanted.description) };
  refuseFields({ name: whyNotName(words.name), description: whyNotDescription(words.description) });
  await db.write(async (tx) => {
    if (!(await saveBoard(tx, id, words))) throw new Refused("not.found");
    touch(tx, "boards", `board:${id}`);
  });
}

/** A new board, in the caller's transaction. Without a slug one is made from the name. */
export async function addBoard(tx: Tx, wanted: NewBoard): Promise<BoardId> {
  const name = normalName(wanted.name);
  const slug = wanted.slug || slugFor(name) || `board-${clock.now().toString(36)}`;
  const description = cleanText(wanted.description);
  refuseFields({ name: whyNotName(name), slug: whyNotSlug(slug), description: whyNotDescription(description) });
  const id = await insertBoard(tx, { name, slug, description, createdAt: clock.now() });
  if (!id) throw new Refused("form.invalid", { slug: "board.name.taken" });
  touch(tx, "boards");
  return id;
}
