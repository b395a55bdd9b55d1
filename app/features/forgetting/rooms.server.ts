import { forgetEditorsOf } from "~/features/admin/forgetting.server";
import { forgetAuditsBy, forgetAuditsOf } from "~/features/auditing/forgetting.server";
import { forgetAwardsOf } from "~/features/badges/forgetting.server";
import { forgetCommentsBy, forgetCommentsOf } from "~/features/comments/forgetting.server";
import { forgetSanctionsOf } from "~/features/convention/forgetting.server";
import { forgetNotesBy, forgetNotesOn } from "~/features/desk/forgetting.server";
import { forgetPlacesOf } from "~/features/hall-of-fame/forgetting.server";
import { forgetIdeas, forgetStaffWorkOf } from "~/features/ideas/forgetting.server";
import { forgetAccounts } from "~/features/identity/forgetting.server";
import { forgetImported, forgetImporters } from "~/features/import/forgetting.server";
import { forgetAdmissions } from "~/features/joining/forgetting.server";
import { forgetLedgerBy, forgetLedgerOf } from "~/features/ledger/forgetting.server";
import { forgetMembers } from "~/features/members/forgetting.server";
import { forgetMergesBy, forgetMergesOf } from "~/features/merging/forgetting.server";
import { forgetModerationBy, forgetModerationOf } from "~/features/moderation/forgetting.server";
import { forgetNewsBy, forgetNewsOf } from "~/features/notifications/forgetting.server";
import { forgetPicturesBy, forgetPictureUsesOf } from "~/features/pictures/forgetting.server";
import { forgetDocumentsBy, forgetDocumentsOf } from "~/features/search/forgetting.server";
import { forgetThreads, forgetThreadWorkOf } from "~/features/threads/forgetting.server";
import { forgetChoicesBy, forgetChoicesOf } from "~/features/threads/forgetting-choices.server";
import { forgetFollowsBy, forgetTopics } from "~/features/topics/forgetting.server";
import { forgetTiesBy, forgetTiesOf } from "~/features/trust/forgetting.server";
import { forgetVotesBy, forgetVotesOn } from "~/features/voting/forgetting.server";
import { forgetDraftsBy } from "~/features/writing/forgetting.server";
import type { MemberId, TopicId } from "~db/ids.ts";
import { forgetMailsTo } from "~db/mails.ts";
import { forgetFactsBy, forgetFactsOf } from "~db/outbox.ts";
import type { Tx } from "~db/store.ts";

/** WHAT EACH ROOM KNOWS OF A TOPIC, taken out with it. What refers comes before what it refers to. */
export const FORGET_TOPICS: ReadonlyArray<(tx: Tx, topics: readonly TopicId[]) => Promise<void>> = [
  forgetNewsOf,
  forgetNotesOn,
  forgetModerationOf,
  forgetDocumentsOf,
  forgetChoicesOf,
  forgetPictureUsesOf,
  forgetThreads,
  forgetTiesOf,
  forgetCommentsOf,
  forgetAuditsOf,
  forgetMergesOf,
  forgetVotesOn,
  forgetIdeas,
  forgetImported,
  forgetTopics,
  forgetLedgerOf,
  forgetFactsOf,
];

/** WHAT EACH ROOM KNOWS OF A PERSON whose topics are gone: on topics that stay, counts are stepped back. */
export const FORGET_PEOPLE: ReadonlyArray<(tx: Tx, people: readonly MemberId[]) => Promise<void>> = [
  forgetNewsBy,
  forgetNotesBy,
  forgetModerationBy,
  forgetSanctionsOf,
  forgetDocumentsBy,
  forgetChoicesBy,
  forgetPicturesBy,
  forgetThreadWorkOf,
  forgetTiesBy,
  forgetCommentsBy,
  forgetAuditsBy,
  forgetMergesBy,
  forgetVotesBy,
  forgetStaffWorkOf,
  forgetFollowsBy,
  forgetEditorsOf,
  forgetImporters,
  forgetMailsTo,
  forgetDraftsBy,
  forgetAdmissions,
  forgetAwardsOf,
  forgetPlacesOf,
  forgetAccounts,
  forgetLedgerBy,
  forgetMembers,
  forgetFactsBy,
];
