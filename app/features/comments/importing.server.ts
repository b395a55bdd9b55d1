import type { TopicId } from "~db/ids.ts";
import type { Tx } from "~db/store.ts";
import { touch } from "~db/unit.ts";
import {
  type CommentFromElsewhere,
  changeWords,
  commentsBySource,
  insertComments,
  type KnownComment,
  keyOf,
} from "./importing.store.server";

export type { CommentFromElsewhere } from "./importing.store.server";

/**
 * Stores comments from elsewhere all at once, and the words of those that came before where they changed there. A reply
 * stands under the first-level comment of the same topic that its source calls `replyTo`, when there is one. How many
 * were new, by topic.
 */
export async function importComments(tx: Tx, all: readonly CommentFromElsewhere[]): Promise<Map<TopicId, number>> {
  const known = await commentsBySource(tx, all);
  const fresh = new Map<string, CommentFromElsewhere>();
  for (const one of all) {
    const before = known.get(keyOf(one));
    if (before) await changeWords(tx, before, one);
    else if (!fresh.has(keyOf(one))) fresh.set(keyOf(one), one);
  }
  const isReply = (one: CommentFromElsewhere): boolean => fresh.get(answeredBy(one))?.topicId === one.topicId;
  const [replies, first] = [[...fresh.values()].filter(isReply), [...fresh.values()].filter((one) => !isReply(one))];
  for (const some of [first, replies]) await addUnder(tx, some, known);
  touch(tx, ...all.map(({ topicId }) => `topic:${topicId}`));
  return new Map([...Map.groupBy(fresh.values(), ({ topicId }) => topicId)].map(([id, those]) => [id, those.length]));
}

async function addUnder(tx: Tx, some: readonly CommentFromElsewhere[], known: Map<string, KnownComment>) {
  const rows = some.map(({ replyTo: _, ...row }, n) => {
    const parent = some[n] && known.get(answeredBy(some[n]));
    return { ...row, parentId: parent?.topicId === row.topicId ? parent.thread : null };
  });
  for (const one of await insertComments(tx, rows)) known.set(keyOf(one), one);
}

const answeredBy = ({ source, replyTo }: CommentFromElsewhere): string => keyOf({ source, sourceId: replyTo ?? "" });
