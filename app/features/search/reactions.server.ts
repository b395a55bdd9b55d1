import { type CommentId, isId } from "~db/ids.ts";
import type { Reaction } from "~db/outbox.ts";
import { askToCatchUp, indexComment, indexTopic, indexWithComments } from "./indexing.server";

/** The words of a topic came or changed. */
export const indexTheTopic: Reaction = async (tx, { topicId }) => {
  if (topicId) await indexTopic(tx, topicId);
};

/** A topic was hidden, or is shown again. */
export const indexTheTopicWithComments: Reaction = async (tx, { topicId }) => {
  if (topicId) await indexWithComments(tx, topicId);
};

/** The words of a comment came, changed, were hidden or are shown again. */
export const indexTheComment: Reaction = async (tx, { topicId, details: { comment } }) => {
  if (topicId && typeof comment === "number" && isId<CommentId>(comment)) await indexComment(tx, topicId, comment);
};

/** An import tells of the batch, not of each text. */
export const indexWhatCame: Reaction = (tx) => askToCatchUp(tx);
