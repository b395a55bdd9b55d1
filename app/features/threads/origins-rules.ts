import { type TopicState, whyNotHere } from "~/features/topics/rules";
import type { RefusalCode } from "~/platform/refusals";

/** Why nothing said there can become an idea. A locked topic's words may: the idea stands elsewhere. */
export const whyNotMakeIdea = (topic: TopicState): RefusalCode | null =>
  topic.visibility === "draft" ? "origin.on.draft" : whyNotHere(topic);
