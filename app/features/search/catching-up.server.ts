import type { TopicId } from "~db/ids.ts";
import type { Store, Tx } from "~db/store.ts";
import {
  type Asked,
  commentsToRead,
  deleteAsked,
  heldAsked,
  lookedUpTo,
  placesToRead,
  saveAsked,
  saveLookedUpTo,
  saveReached,
  topicsAfter,
} from "./catching-up.store.server";
import type { Place } from "./index.store.server";
import { indexPlaces, inOrder } from "./indexing.server";

// What is too much for one write is done in slices: on SQLite nobody else writes meanwhile, and a topic may have
// thousands of comments.
const DOCUMENTS = 100;
const TOPICS = 50;

/** Says that texts came which no fact tells of one by one. */
export const askToCatchUp = (tx: Tx): Promise<void> => saveLookedUpTo(tx, 0);

/** Says that everything under a topic has to be read again. */
export const askToReadAgain = (tx: Tx, topicId: TopicId): Promise<void> => saveAsked(tx, [topicId]);

/**
 * Goes a step on: indexes or forgets the next documents of topics that were asked for, or else looks which of the next
 * topics need it. True while something is left.
 */
export const catchUp = (db: Store): Promise<boolean> =>
  db.write(async (tx) => (await readSlice(tx)) || (await lookOn(tx)));

async function readSlice(tx: Tx): Promise<boolean> {
  const asked = await heldAsked(tx, TOPICS);
  if (!asked.length) return false;
  const places = await nextPlaces(tx, asked);
  await indexPlaces(tx, places);
  const last = places.length < DOCUMENTS ? undefined : places.at(-1);
  const ids = asked.map(({ topicId }) => topicId);
  await deleteAsked(tx, last ? ids.filter((id) => id < last.topicId) : ids);
  if (last) await saveReached(tx, last.topicId, last.commentId + 1);
  return true;
}

/** What is written and what is indexed, each place once. */
async function nextPlaces(tx: Tx, asked: readonly Asked[]): Promise<Place[]> {
  const ids = asked.map(({ topicId }) => topicId);
  const begun: Place[] = asked.flatMap(({ topicId, commentId }) => (commentId ? [] : [{ topicId, commentId: 0 }]));
  const written = await commentsToRead(tx, ids, DOCUMENTS);
  const indexed = await placesToRead(tx, ids, DOCUMENTS);
  return inOrder([...begun, ...written, ...indexed]).slice(0, DOCUMENTS);
}

async function lookOn(tx: Tx): Promise<boolean> {
  const after = await lookedUpTo(tx);
  if (after === null) return false;
  const slice = await topicsAfter(tx, after, TOPICS);
  await saveAsked(
    tx,
    slice.flatMap(({ id, isCurrent }) => (isCurrent ? [] : [id])),
  );
  await saveLookedUpTo(tx, slice.at(-1)?.id ?? null);
  return slice.length > 0;
}
