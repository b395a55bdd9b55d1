import { type CommentId, isId, type TopicId } from "~db/ids.ts";
import type { Reaction } from "~db/outbox.ts";
import { askToCatchUp, askToReadAgain } from "./catching-up.server";
import { indexComment, indexTopic } from "./indexing.server";

/** An idea went into another, which is found by its words from then on; or it left it. */
export const indexTheMerged: Reaction = async (tx, { topicId, details: { target } }) => {
  if (topicId) await indexTopic(tx, topicId);
  if (typeof target === "number" && isId<TopicId>(target)) await indexTopic(tx, target);
};

/** The words of a topic came or changed. */
export const indexTheTopic: Reaction = async (tx, { topicId }) => {
  if (topicId) await indexTopic(tx, topicId);
};

/**
 * A topic was hidden, or is shown again. Its comments follow in slices, a thousand a second: until then their words are
 * among what is counted and what a misspelt word is compared with, but every answer asks for what everybody may see, so
 * that nothing of them is shown.
 */
export const indexTheTopicWithComments: Reaction = async (tx, { topicId }) => {
  if (!topicId) return;
  await indexTopic(tx, topicId);
  await askToReadAgain(tx, topicId);
};

/** The words of a comment came, changed, were hidden or are shown again. */
export const indexTheComment: Reaction = async (tx, { topicId, details: { comment } }) => {
  if (topicId && typeof comment === "number" && isId<CommentId>(comment)) await indexComment(tx, topicId, comment);
};

/** An import tells of the batch, not of each text. */
export const indexWhatCame: Reaction = (tx) => askToCatchUp(tx);
