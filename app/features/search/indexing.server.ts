import { tagsOfTopics } from "~/features/topics/topics.server";
import { simplify } from "~/platform/simplify.server";
import type { CommentId, DocumentId, MemberId, TopicId } from "~db/ids.ts";
import type { Tx } from "~db/store.ts";
import {
  countDown,
  countUp,
  type Document,
  deleteDocuments,
  deletePostings,
  EVERY,
  heldOrNew,
  indexedPlaces,
  type Known,
  mergedWords,
  type Place,
  placesBy,
  readableComments,
  readableTopics,
  saveDocuments,
  savePostings,
  withRoots,
} from "./index.store.server";
import { type Part, type Posting, postingsOf, TAG_COUNTS, TITLE_COUNTS } from "./rules";

// Each of these reads what everybody may see now, and makes the index say that: done twice it changes nothing, done
// late it is still right.

/** Brings a topic's own document up to date, and those of the ideas that merges lead on to: their words hold its own. */
export async function indexTopic(tx: Tx, topicId: TopicId): Promise<void> {
  const ids = await withRoots(tx, [topicId]);
  await indexPlaces(
    tx,
    ids.map((id) => ({ topicId: id, commentId: 0 })),
  );
}

/** Brings a comment's document up to date. */
export const indexComment = (tx: Tx, topicId: TopicId, commentId: CommentId): Promise<void> =>
  indexPlaces(tx, [{ topicId, commentId }]);

/** Brings documents up to date; what not everybody may read has none. A hundred cost little more than ten. */
export async function indexPlaces(tx: Tx, places: readonly Place[]): Promise<void> {
  if (!places.length) return;
  const known = await heldOrNew(tx, inOrder(places)); // held first, read then: what is stored is the latest
  const texts = await readableTexts(tx, places);
  const simple = await simplify();
  const changes = known.map((before) => {
    const text = texts.get(nameOf(before));
    return { before, text, postings: text ? postingsOf(text.parts, simple) : [] };
  });
  await store(tx, changes);
}

/** Takes out everything of these topics. */
export async function forgetDocumentsOf(tx: Tx, topics: readonly TopicId[]): Promise<void> {
  await forget(tx, await indexedPlaces(tx, topics));
}

/** Takes out what these people wrote under others' topics. */
export async function forgetDocumentsBy(tx: Tx, people: readonly MemberId[]): Promise<void> {
  await forget(tx, await placesBy(tx, people));
}

const AT_ONCE = 100;

async function forget(tx: Tx, places: readonly Place[]): Promise<void> {
  for (let n = 0; n < places.length; n += AT_ONCE) {
    const known = await heldOrNew(tx, inOrder(places.slice(n, n + AT_ONCE)));
    await store(
      tx,
      known.map((before) => ({ before, text: undefined, postings: [] })),
    );
  }
}

/** Places in the order in which everybody holds them, each once. */
export const inOrder = (places: readonly Place[]): Place[] =>
  [...new Map(places.map((place) => [nameOf(place), place])).values()].sort(
    (one, other) => one.topicId - other.topicId || one.commentId - other.commentId,
  );

const nameOf = ({ topicId, commentId }: Place): string => `${topicId}/${commentId}`;

interface Readable extends Pick<Document, "sourceHash"> {
  createdAt: number;
  parts: Part[];
}

async function readableTexts(tx: Tx, places: readonly Place[]): Promise<Map<string, Readable>> {
  const texts = new Map<string, Readable>();
  const topicIds = places.flatMap(({ topicId, commentId }) => (commentId ? [] : [topicId]));
  const commentIds = places.flatMap(({ commentId }) => commentId || []);
  const topics = topicIds.length ? await readableTopics(tx, topicIds) : [];
  const tags = await tagsOfTopics(
    tx,
    topics.map(({ topicId }) => topicId),
  );
  const merged = topics.length ? await mergedWords(tx, topicIds) : new Map<TopicId, string[]>();
  for (const { topicId, createdAt, sourceHash, ...topic } of topics) {
    const parts = [
      { text: topic.title, times: TITLE_COUNTS },
      ...(tags.get(topicId) ?? []).map((text) => ({ text, times: TAG_COUNTS })),
      ...[topic.problem, topic.proposal, topic.thread].flatMap((text) => (text ? [{ text, times: 1 }] : [])),
      ...(merged.get(topicId) ?? []).map((text) => ({ text, times: 1 })),
    ];
    texts.set(nameOf({ topicId, commentId: 0 }), { createdAt, sourceHash, parts });
  }
  for (const { text, createdAt, ...place } of commentIds.length ? await readableComments(tx, commentIds) : [])
    texts.set(nameOf(place), { createdAt, sourceHash: null, parts: [{ text, times: 1 }] });
  return texts;
}

interface Change {
  before: Known;
  /** Absent: there is to be no document. */
  text: Readable | undefined;
  postings: readonly Posting[];
}

async function store(tx: Tx, changes: readonly Change[]): Promise<void> {
  const [more, less] = [new Map<string, number>(), new Map<string, number>()];
  const gone = new Map<DocumentId, string[]>();
  const come = new Map<DocumentId, readonly Posting[]>();
  const documents: Document[] = [];
  for (const { before, text, postings } of changes) {
    const words = text ? [EVERY, ...postings.map(([word]) => word)] : [];
    const lost = difference(before.words, words);
    for (const word of difference(words, before.words)) more.set(word, (more.get(word) ?? 0) + 1);
    for (const word of lost) less.set(word, (less.get(word) ?? 0) + 1);
    if (lost.length) gone.set(before.id, lost);
    if (postings.length) come.set(before.id, postings);
    if (text) documents.push({ ...before, words, at: text.createdAt, sourceHash: text.sourceHash });
  }
  await deletePostings(tx, gone);
  await savePostings(tx, come);
  await countUp(tx, more); // before down, so that no word is forgotten and made again
  await countDown(tx, less);
  await saveDocuments(tx, documents);
  await deleteDocuments(
    tx,
    changes.flatMap(({ before, text }) => (text ? [] : [before.id])),
  );
}

function difference(words: readonly string[], others: readonly string[]): string[] {
  const known = new Set(others);
  return words.filter((word) => !known.has(word));
}
