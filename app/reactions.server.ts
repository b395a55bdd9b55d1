import type { FactKind } from "~/facts";
import {
  mailAnswer,
  mailReply,
  notifyOfAnswer,
  notifyOfComment,
  notifyOfMove,
  tellAdmitted,
  tellAuthorHidden,
  tellAuthorReboarded,
  tellAuthorRetitled,
  tellCommentAuthorHidden,
  tellReporter,
  tellSuspended,
} from "~/features/notifications/reactions.server";
import { followWhatITookPartIn } from "~/features/topics/reactions.server";
import type { ReactionTable } from "~db/outbox.ts";

/** THE REACTION TABLE: which functions answer which fact. Run after COMMIT, each exactly once. */
export const REACTIONS: Readonly<Partial<Record<FactKind, ReactionTable[string]>>> = {
  "idea.proposed": { followWhatITookPartIn },
  "vote.cast": { followWhatITookPartIn },
  "comment.added": { followWhatITookPartIn, notifyOfComment, mailReply },
  "idea.answered": { notifyOfAnswer, mailAnswer },
  "idea.moved": { notifyOfMove },
  "topic.hidden": { tellAuthorHidden },
  "topic.retitled": { tellAuthorRetitled },
  "topic.moved": { tellAuthorReboarded },
  "comment.hidden": { tellCommentAuthorHidden },
  "report.decided": { tellReporter },
  "member.suspended": { tellSuspended },
  "member.admitted": { tellAdmitted },
};
