import type { FactKind } from "~/facts";
import {
  indexTheComment,
  indexTheTopic,
  indexTheTopicWithComments,
  indexWhatCame,
} from "~/features/search/reactions.server";
import { followWhatITookPartIn } from "~/features/topics/reactions.server";
import type { ReactionTable } from "~db/outbox.ts";

/** THE REACTION TABLE: which functions answer which fact. Run after COMMIT, each exactly once. */
export const REACTIONS: Readonly<Partial<Record<FactKind, ReactionTable[string]>>> = {
  "idea.proposed": { followWhatITookPartIn, indexTheTopic },
  "idea.edited": { indexTheTopic },
  "vote.cast": { followWhatITookPartIn },
  "comment.added": { followWhatITookPartIn, indexTheComment },
  "comment.edited": { indexTheComment },
  "comment.hidden": { indexTheComment },
  "comment.shown": { indexTheComment },
  "topic.hidden": { indexTheTopicWithComments },
  "topic.shown": { indexTheTopicWithComments },
  "topic.retitled": { indexTheTopic },
  "batch.imported": { indexWhatCame },
};
