import type { FactKind } from "~/facts";
import { followWhatITookPartIn } from "~/features/topics/reactions.server";
import type { ReactionTable } from "~db/outbox.ts";

/** THE REACTION TABLE: which functions answer which fact. Run after COMMIT, each exactly once. */
export const REACTIONS: Readonly<Partial<Record<FactKind, ReactionTable[string]>>> = {
  "idea.proposed": { followWhatITookPartIn },
  "vote.cast": { followWhatITookPartIn },
  "comment.added": { followWhatITookPartIn },
};
