import { tagsOfTopics } from "~/features/topics/topics.server";
import { simplify } from "~/platform/simplify.server";
import type { CommentId, MemberId, TopicId } from "~db/ids.ts";
import type { Store, Tx } from "~db/store.ts";
import {
  addPostings,
  caughtUpTo,
  deleteDocument,
  heldDocument,
  heldOrNew,
  indexedPlaces,
  type Known,
  type Place,
  placesBy,
  readableComment,
  readableCommentsOf,
  readableTopic,
  removePostings,
  saveCaughtUp,
  saveDocument,
  topicsAfter,
} from "./index.store.server";
import { type Part, postingsOf, TAG_COUNTS, TITLE_COUNTS } from "./rules";

// Each of these reads what everybody may see now, and makes the index say that: done twice it changes nothing, done
// late it is still right.

/** Brings a topic's own document up to date. */
export async function indexTopic(tx: Tx, topicId: TopicId): Promise<void> {
  const known = await heldOrNew(tx, { topicId, commentId: 0 }); // held first, read then: what is stored is the latest
  const topic = await readableTopic(tx, topicId);
  if (!topic) return forget(tx, known);
  const tags = (await tagsOfTopics(tx, [topicId])).get(topicId) ?? [];
  await store(tx, known, topic, [
    { text: topic.title, times: TITLE_COUNTS },
    ...tags.map((text) => ({ text, times: TAG_COUNTS })),
    { text: topic.problem, times: 1 },
    { text: topic.proposal, times: 1 },
  ]);
}

/** Brings a comment's document up to date. */
export async function indexComment(tx: Tx, topicId: TopicId, commentId: CommentId): Promise<void> {
  const known = await heldOrNew(tx, { topicId, commentId });
  const comment = await readableComment(tx, commentId);
  if (!comment) return forget(tx, known);
  await store(tx, known, { ...comment, sourceHash: null }, [{ text: comment.text, times: 1 }]);
}

/** Brings a topic and everything under it up to date: it was hidden, or is shown again, or came anew. */
export async function indexWithComments(tx: Tx, topicId: TopicId): Promise<void> {
  await indexTopic(tx, topicId);
  if (await readableTopic(tx, topicId)) {
    for (const id of await readableCommentsOf(tx, topicId)) await indexComment(tx, topicId, id);
    return;
  }
  for (const place of await indexedPlaces(tx, topicId)) await forgetPlace(tx, place);
}

async function store(
  tx: Tx,
  known: Known,
  { createdAt, sourceHash }: { createdAt: number; sourceHash: string | null },
  parts: readonly Part[],
): Promise<void> {
  const postings = postingsOf(parts, await simplify());
  await removePostings(tx, known);
  const words = await addPostings(tx, known.id, postings);
  await saveDocument(tx, known.id, { at: createdAt, words, sourceHash });
}

async function forget(tx: Tx, known: Known): Promise<void> {
  await removePostings(tx, known);
  await deleteDocument(tx, known.id);
}

/** Says that texts came which no fact tells of one by one. */
export const askToCatchUp = (tx: Tx): Promise<void> => saveCaughtUp(tx, 0);

/** Takes out everything of these topics. */
export async function forgetDocumentsOf(tx: Tx, topics: readonly TopicId[]): Promise<void> {
  for (const topicId of topics) for (const place of await indexedPlaces(tx, topicId)) await forgetPlace(tx, place);
}

/** Takes out what these people wrote under others' topics. */
export async function forgetDocumentsBy(tx: Tx, people: readonly MemberId[]): Promise<void> {
  for (const place of await placesBy(tx, people)) await forgetPlace(tx, place);
}

async function forgetPlace(tx: Tx, place: Place): Promise<void> {
  const known = await heldDocument(tx, place);
  if (known) await forget(tx, known);
}

const SLICE = 50;

/** Indexes the next few topics that came before the index did, or by an import. True while some are left. */
export function catchUp(db: Store): Promise<boolean> {
  return db.write(async (tx) => {
    const after = await caughtUpTo(tx);
    if (after === null) return false;
    const slice = await topicsAfter(tx, after, SLICE);
    for (const { id, isCurrent } of slice) if (!isCurrent) await indexWithComments(tx, id);
    await saveCaughtUp(tx, slice.at(-1)?.id ?? null);
    return slice.length > 0;
  });
}
