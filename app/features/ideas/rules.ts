import { isModerator, isStaff, type Viewer } from "~/features/members/rules";
import {
  type Tag,
  type TopicState,
  whyNotHere,
  whyNotTags,
  whyNotTitle,
  whyNotWriteHere,
} from "~/features/topics/rules";
import type { RefusalCode } from "~/platform/refusals";
import { readLength } from "~/platform/text";
import type { MemberId, TeamId, TopicId } from "~db/ids.ts";

export const STATUSES = [
  "draft",
  "submitted",
  "qualified",
  "shortlisted",
  "accepted",
  "building",
  "in_release",
  "verified",
  "declined",
  "merged",
  "stalled",
  "withdrawn",
  "archived",
] as const;
export type IdeaStatus = (typeof STATUSES)[number];

export const isStatus = (text: string): text is IdeaStatus => STATUSES.some((status) => status === text);

/** A status that ideas from elsewhere may have: nobody else sees a draft, and `merged` needs the idea it went into. */
export type BroughtStatus = Exclude<IdeaStatus, "draft" | "merged">;
export const mayBeBrought = (status: string): status is BroughtStatus =>
  isStatus(status) && status !== "draft" && status !== "merged";

/** The statuses that lists can be asked for: drafts are nobody else's. */
export const LISTED = STATUSES.filter((status) => status !== "draft");

/** The seven steps of an idea's way, in order; the rest are off the way. */
export const STEPS = [
  "submitted",
  "qualified",
  "shortlisted",
  "accepted",
  "building",
  "in_release",
  "verified",
] as const;

const TONES = {
  draft: "new",
  submitted: "new",
  qualified: "new",
  shortlisted: "warn",
  accepted: "info",
  building: "info",
  in_release: "good",
  verified: "good",
  declined: "bad",
  merged: "new",
  stalled: "new",
  withdrawn: "new",
  archived: "new",
} as const;
export const toneOf = (status: IdeaStatus): (typeof TONES)[IdeaStatus] => TONES[status];

const OPEN: readonly IdeaStatus[] = ["submitted", "qualified", "shortlisted", "accepted", "building", "stalled"];
/** Still going: may be voted on and discussed towards something. */
export const isOpen = (status: IdeaStatus): boolean => OPEN.includes(status);

/** Going on, so that an answer may be promised: what rests is promised none until it goes on. */
export const AWAITED: readonly IdeaStatus[] = OPEN.filter((status) => status !== "stalled");

const TAKEN_ON: readonly IdeaStatus[] = ["shortlisted", "accepted", "building", "in_release"];
/** Somebody of the brand is on it: their name and its week are news. */
export const isTakenOn = (status: IdeaStatus): boolean => TAKEN_ON.includes(status);

/** What a rule may ask about an idea. */
export interface IdeaFacts extends TopicState {
  id: TopicId;
  authorId: MemberId;
  status: IdeaStatus;
}

export const REASON_CODES = ["not-for-us", "impossible-now", "harmful", "already-exists", "later"] as const;

/** Who may make a move. The clock makes its own, merging its own (rules there). */
type Mover =
  | "author"
  | "author by editing"
  | "author by publishing"
  | "moderator"
  | "staff"
  | "team by merging"
  | "team by unmerging"
  | "clock"
  | "sponsor"
  | "reader marks";
/** What a move must say. */
export type Need = "owner" | "team" | "week" | "code" | "sentence" | "reason";
/** A room that doesn't exist yet; a move that needs one is not offered and its clock is off. */
type MissingRoom = "releases";

export type MoveTarget = Exclude<IdeaStatus, "draft" | "archived">;

export interface Move {
  from: readonly IdeaStatus[];
  to: MoveTarget;
  who: Mover;
  needs: readonly Need[];
  missing?: MissingRoom;
}

// An import may have merged what was not open.
const BACK_FROM_MERGED = [
  ...(["submitted", "qualified", "shortlisted", "accepted", "building", "stalled"] as const),
  ...(["in_release", "verified", "declined", "withdrawn"] as const),
];

/** THE LIFE OF AN IDEA: every move there is (spec/ideas.md 1). What isn't here is refused. */
export const MOVES: readonly Move[] = [
  { from: ["draft"], to: "submitted", who: "author by publishing", needs: [] },
  { from: ["submitted"], to: "qualified", who: "clock", needs: [] },
  { from: ["submitted"], to: "qualified", who: "moderator", needs: ["reason"] },
  { from: ["submitted"], to: "stalled", who: "clock", needs: [] },
  { from: ["stalled"], to: "submitted", who: "author by editing", needs: [] },
  { from: ["stalled"], to: "submitted", who: "sponsor", needs: [] },
  { from: ["submitted", "qualified"], to: "shortlisted", who: "staff", needs: ["owner"] },
  { from: ["submitted", "qualified", "shortlisted"], to: "accepted", who: "staff", needs: ["team", "week"] },
  {
    from: ["submitted", "qualified", "shortlisted", "accepted", "building"],
    to: "declined",
    who: "staff",
    needs: ["code", "sentence", "owner"],
  },
  { from: ["declined"], to: "submitted", who: "staff", needs: ["reason"] },
  { from: ["accepted"], to: "building", who: "staff", needs: [] },
  { from: ["building"], to: "in_release", who: "staff", needs: [] },
  { from: ["in_release"], to: "verified", who: "reader marks", needs: [], missing: "releases" },
  { from: ["in_release"], to: "building", who: "reader marks", needs: [], missing: "releases" },
  { from: OPEN, to: "merged", who: "team by merging", needs: ["reason"] },
  ...BACK_FROM_MERGED.map((to): Move => ({ from: ["merged"], to, who: "team by unmerging", needs: [] })),
  { from: ["submitted", "qualified"], to: "withdrawn", who: "author", needs: [] },
];

const isMover = (me: Viewer, idea: IdeaFacts, who: Mover): boolean =>
  (who === "author" && me?.id === idea.authorId) ||
  (who === "moderator" && isModerator(me)) ||
  (who === "staff" && isStaff(me)) ||
  (who === "sponsor" && me?.id !== idea.authorId && (maySponsor(me) || isModerator(me)));

/** From this level on one brings back others' ideas that rest. */
export const SPONSOR_LEVEL = 4;
const maySponsor = (me: Viewer): boolean => (me?.level ?? 0) >= SPONSOR_LEVEL;

/** The moves this viewer may make by hand, now. */
export const movesFor = (me: Viewer, idea: IdeaFacts): Move[] =>
  MOVES.filter(
    (move) =>
      !move.missing && move.from.includes(idea.status) && isMover(me, idea, move.who) && !whyStill(idea, move.who),
  );

// A hidden idea stays where it is; a locked one is moved by those who have a role in it only.
const whyStill = (idea: IdeaFacts, who: Mover): RefusalCode | null =>
  who === "author" || who === "sponsor" ? whyNotWriteHere(idea) : whyNotHere(idea);

/** The move from here to there by this person; null when there is none. */
export const moveTo = (me: Viewer, idea: IdeaFacts, to: IdeaStatus): Move | null =>
  movesFor(me, idea).find((move) => move.to === to) ?? null;

/** Why this person can't move the idea there. */
export function whyNotMove(me: Viewer, idea: IdeaFacts, to: IdeaStatus): RefusalCode | null {
  if (moveTo(me, idea, to)) return null;
  const still = MOVES.find((move) => move.to === to && move.from.includes(idea.status) && isMover(me, idea, move.who));
  const why = still && !still.missing && whyStill(idea, still.who);
  if (why) return why;
  const byHand: readonly Mover[] = ["author", "moderator", "staff", "sponsor"];
  const isListed = MOVES.some(
    (move) => !move.missing && move.from.includes(idea.status) && move.to === to && byHand.includes(move.who),
  );
  return isListed ? "move.not.yours" : "move.not.listed";
}

/** What the mover wrote. */
export interface MoveWords {
  ownerId: MemberId | null;
  teamId: TeamId | null;
  /** ISO week `2026-W48`; empty together with `noDate` is "no date yet". */
  week: string;
  noDate: boolean;
  code: string;
  /** The sentence of a refusal, or the reason of any other move. */
  reason: string;
}

/** The move that declined what is declined. The latest to that status may be an undone merge, which leads back without a word. */
export const verdictOf = <One extends { to: IdeaStatus; reason: string | null }>({
  status,
  history,
}: {
  status: IdeaStatus;
  history: readonly One[];
}): One | undefined =>
  status === "declined" ? history.find(({ to, reason }) => to === "declined" && reason !== null) : undefined;

const SHORTEST_DECLINE = 40;
const LONGEST_REASON = 2_000;
const ISO_WEEK = /^\d{4}-W(?:0[1-9]|[1-4]\d|5[0-3])$/;

const MISSING: Record<Need, { field: string; why(words: MoveWords): RefusalCode | null }> = {
  owner: { field: "owner", why: ({ ownerId }) => (ownerId ? null : "owner.missing") },
  team: { field: "team", why: ({ teamId }) => (teamId ? null : "team.missing") },
  week: { field: "week", why: ({ week, noDate }) => (noDate || ISO_WEEK.test(week) ? null : "week.shape") },
  code: {
    field: "code",
    why: ({ code }) => (REASON_CODES.some((known) => known === code) ? null : "reason.code.missing"),
  },
  sentence: { field: "reason", why: ({ reason }) => (readLength(reason) >= SHORTEST_DECLINE ? null : "reason.short") },
  reason: { field: "reason", why: ({ reason }) => (reason ? null : "reason.missing") },
};

/** What each field of a move still lacks, or has too much of. */
export const whyNotWords = (move: Move, words: MoveWords): Record<string, RefusalCode | null> => ({
  reason: words.reason.length > LONGEST_REASON ? "reason.long" : null,
  ...Object.fromEntries(
    move.needs.flatMap((need) => {
      const why = MISSING[need].why(words);
      return why ? [[MISSING[need].field, why]] : [];
    }),
  ),
});

// The gate and the clock, in numbers (spec/ideas.md 1): trusted support of five, in thousandths, by people who came by
// three different ways, qualifies an idea.
export const GATE = { trusted: 5_000, entryGroups: 3 };
export const STALL_MS = 60 * 86_400_000;

const LONGEST_TEXT = 20_000;

/** What somebody proposes. */
export interface IdeaWords {
  title: string;
  problem: string;
  proposal: string;
  tags: readonly Tag[];
}

export function whyNotIdea({ title, problem, proposal, tags }: IdeaWords): Record<string, RefusalCode | null> {
  return {
    title: whyNotTitle(title),
    problem: problem === "" ? "problem.missing" : whyNotLong(problem),
    proposal: whyNotLong(proposal),
    tags: whyNotTags(tags),
  };
}

const whyNotLong = (text: string): RefusalCode | null => (text.length > LONGEST_TEXT ? "text.long" : null);

/** The author edits while the idea is open or a draft. */
export function whyNotEdit(me: Viewer, idea: IdeaFacts): RefusalCode | null {
  if (me?.id !== idea.authorId) return "not.author";
  return idea.status === "draft" || isOpen(idea.status) ? whyNotWriteHere(idea) : "edit.not.open";
}

export function whyNotAnswer(me: Viewer, text: string): RefusalCode | null {
  if (!isStaff(me)) return "not.staff";
  return text === "" ? "text.missing" : whyNotLong(text);
}

export const ORDERS = ["hot", "trusted", "most", "affected", "net", "new", "rising", "waiting"] as const;
export type Order = (typeof ORDERS)[number];
export const isOrder = (text: unknown): text is Order => ORDERS.some((order) => order === text);

const WEEK_MS = 604_800_000;

/**
 * Ten times the support equals one week: log10(max(supporters + imported, 1)) + created_ms / 604,800,000
 * (spec/ideas.md 2). `created` is the source's date for imports. Dimensionless; only its order means something.
 */
export const hotness = (supporters: number, imported: number, createdMs: number): number =>
  Math.log10(Math.max(supporters + imported, 1)) + createdMs / WEEK_MS;

const TREND_MS = 28 * 86_400_000;
/** Votes older than this count in no trend. */
export const TREND_REACH_MS = 2 * TREND_MS;

/** What a supporter adds to the trend: those of the last 28 days count for it, those of the 28 before against it. */
export function trendOf(votedAt: number, now: number): number {
  const age = now - votedAt;
  if (age < TREND_MS) return 1;
  return age < TREND_REACH_MS ? -1 : 0;
}

/** What the brand has said yes to, and what came of it. */
export const ADOPTED: readonly IdeaStatus[] = ["accepted", "building", "in_release", "verified"];
