import { type IdeaFacts, isOpen } from "~/features/ideas/rules";
import { isModerator, isStaff, type Viewer, whyNotTakePart } from "~/features/members/rules";
import { whyNotWriteHere } from "~/features/topics/rules";
import type { RefusalCode } from "~/platform/refusals";
import { readLength } from "~/platform/text";
import type { MemberId, TopicId } from "~db/ids.ts";

export const VOTE_KINDS = ["support", "problem", "objection"] as const;
/** support: I want this; problem: I have this too; objection: I'd rather not, because … */
export type VoteKind = (typeof VOTE_KINDS)[number];

/** What an audit may exclude: votes without words. What somebody says against an idea stands or falls by its words. */
export const EXCLUDABLE = ["support", "problem"] as const satisfies readonly VoteKind[];
export const isExcludable = (kind: VoteKind): boolean => EXCLUDABLE.some((one) => one === kind);

export interface Ballot {
  kind: VoteKind;
  /** An objection's why; ignored for the others. */
  reason: string;
  /** From which network it comes, by its mark (`networkMark`); absent where it comes from none, as the sample's. */
  network?: string;
}

/** The entry group of all who came with an import. They came by one way, and their votes weigh nothing. */
export const WEIGHTLESS_GROUP = 0;

/** What names an objection: a member has one to an idea. */
export interface ObjectionKey {
  topicId: TopicId;
  objectorId: MemberId;
}

/** Who may read a hidden objection's reason: whoever gave it, and moderators. */
export const mayRead = (viewer: Viewer, objection: { objectorId: MemberId; isHidden: boolean }): boolean =>
  !objection.isHidden || isModerator(viewer) || viewer?.id === objection.objectorId;

const SHORTEST_REASON = 10;
const LONGEST_REASON = 1_000;

/** How somebody's support is counted: with the fans', or apart. A visitor's is not. */
export const voterOf = (viewer: Viewer): "visitor" | "fan" | "staff" =>
  viewer ? (isStaff(viewer) ? "staff" : "fan") : "visitor";

/** Whether an idea takes votes at all. */
export const takesVotes = (idea: Pick<IdeaFacts, "status" | "visibility" | "isLocked">): boolean =>
  whyNoVotes(idea) === null;

const whyNoVotes = (idea: Pick<IdeaFacts, "status" | "visibility" | "isLocked">): RefusalCode | null =>
  whyNotWriteHere(idea) ?? (isOpen(idea.status) ? null : "vote.not.open");

/** Why this person's vote can't be cast, now (UTC milliseconds). */
export function whyNotVote(voter: Viewer, idea: IdeaFacts, ballot: Ballot, now: number): RefusalCode | null {
  const why = whyNotTakePart(voter, now) ?? whyNoVotes(idea);
  if (why || !voter) return why;
  if (ballot.kind !== "objection") return null;
  if (voter.id === idea.authorId) return "vote.own.objection";
  return whyNotReason(ballot.reason);
}

/** A vote can be taken back while the idea is open. */
export const whyNotWithdraw = (voter: Viewer, idea: IdeaFacts, now: number): RefusalCode | null =>
  whyNotTakePart(voter, now) ?? whyNoVotes(idea);

function whyNotReason(reason: string): RefusalCode | null {
  const length = readLength(reason);
  if (length < SHORTEST_REASON) return "objection.reason.short";
  return length > LONGEST_REASON ? "objection.reason.long" : null;
}
