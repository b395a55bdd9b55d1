import type { FactKind } from "~/facts";
import { forgetDecisionsOnTheObjection } from "~/features/moderation/reactions.server";
import {
  dropMailsOfTheComment,
  dropMailsOfTheTopic,
  mailAnswer,
  mailReply,
  notifyOfAnswer,
  notifyOfComment,
  notifyOfMerge,
  notifyOfMove,
  notifyOfUnmerge,
  tellAdmitted,
  tellAuthorHidden,
  tellAuthorReboarded,
  tellAuthorRetitled,
  tellCommentAuthorHidden,
  tellObjectorHidden,
  tellReporter,
  tellSuspended,
} from "~/features/notifications/reactions.server";
import {
  indexTheComment,
  indexTheMerged,
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
  "vote.withdrawn": { forgetDecisionsOnTheObjection },
  "comment.added": { followWhatITookPartIn, notifyOfComment, mailReply, indexTheComment },
  "comment.edited": { indexTheComment },
  "comment.hidden": { dropMailsOfTheComment, tellCommentAuthorHidden, indexTheComment },
  "comment.shown": { indexTheComment },
  "objection.hidden": { tellObjectorHidden },
  "idea.answered": { notifyOfAnswer, mailAnswer },
  "idea.moved": { notifyOfMove },
  "idea.merged": { notifyOfMerge, indexTheMerged },
  "idea.unmerged": { notifyOfUnmerge, indexTheMerged },
  "topic.hidden": { dropMailsOfTheTopic, tellAuthorHidden, indexTheTopicWithComments },
  "topic.shown": { indexTheTopicWithComments },
  "topic.retitled": { tellAuthorRetitled, indexTheTopic },
  "topic.moved": { tellAuthorReboarded },
  "report.decided": { tellReporter },
  "member.suspended": { tellSuspended },
  "member.admitted": { tellAdmitted },
  "batch.imported": { indexWhatCame },
};
