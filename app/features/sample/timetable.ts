import { GATE, isOpen, STALL_MS } from "~/features/ideas/rules";
import type { VoteKind } from "~/features/voting/rules";
import { chance, some } from "./chance";
import { boards } from "./content/boards";
import { type Act, readStory, type StoryIdea } from "./story";

/** Something that happens in the sample, at a time; votes are many and their order is nobody's. */
export type Happening = { at: number; idea: ScheduledIdea } & (
  | { what: "propose" }
  | { what: "vote"; by: string; vote: Exclude<VoteKind, "objection"> }
  | { what: "clock"; to: "qualified" | "stalled" }
  | { what: "act"; act: Act; place: number }
);

export interface ScheduledIdea extends StoryIdea {
  /** `arc/1`: the same every time. */
  key: string;
  board: string;
  proposedAt: number;
}

/** By their keys. */
interface Voters {
  fans: readonly string[];
  staff: readonly string[];
}

const MINUTE = 60_000;
const DAY = 1_440 * MINUTE;
const STAFF_SUPPORT = 0.12;

/** Everything that happens, in order, as if the last of it were just before `now` (UTC milliseconds). */
export function timetable(now: number, voters: Voters): Happening[] {
  const ideas = boards.flatMap(({ slug, story }) =>
    readStory(story).map((idea, n): ScheduledIdea => schedule(`${slug}/${n + 1}`, slug, idea, now)),
  );
  return ideas.flatMap((idea) => lifeOf(idea, now, voters)).sort((a, b) => a.at - b.at);
}

function schedule(key: string, board: string, idea: StoryIdea, now: number): ScheduledIdea {
  // Some time of that day, so that no two ideas come in the same minute.
  return { ...idea, key, board, proposedAt: now - Math.round((idea.daysAgo - chance(key)() * 0.8) * DAY) };
}

function lifeOf(idea: ScheduledIdea, now: number, voters: Voters): Happening[] {
  const next = chance(`${idea.key} ${idea.title}`);
  const acts = actsOf(idea, now, next);
  const votes = idea.isDraft ? [] : votesOf(idea, { acts, now }, voters, next);
  return [{ at: idea.proposedAt, idea, what: "propose" }, ...votes, ...acts, ...clockOf(idea, now, votes, acts)];
}

// The first soon after the idea, the last not long ago: early ones lie close together.
function actsOf(idea: ScheduledIdea, now: number, next: () => number): Happening[] {
  const life = now - idea.proposedAt;
  return idea.acts.map((act, n) => {
    const share = (n + 0.25 + next() * 0.5) / (idea.acts.length + 0.35);
    return { at: idea.proposedAt + Math.round(life * share ** 1.3), idea, what: "act", act, place: n };
  });
}

const closedAt = (acts: readonly Happening[]): number | undefined =>
  acts.find((one) => one.what === "act" && closes(one.act))?.at;

const closes = (act: Act): boolean => act.kind === "merge" || (act.kind === "move" && !isOpen(act.to));

const isQualifiedByHand = (one: Happening): boolean =>
  one.what === "act" && one.act.kind === "move" && one.act.to === "qualified";

function votesOf(
  idea: ScheduledIdea,
  { acts, now }: { acts: readonly Happening[]; now: number },
  { fans, staff }: Voters,
  next: () => number,
): Happening[] {
  const until = closedAt(acts) ?? now;
  const objectors = idea.acts.flatMap((act) => (act.kind === "objection" ? [act.by] : []));
  const willing = fans.filter((fan) => !objectors.includes(fan));
  const supporters = some(willing, idea.supporters, next);
  // Where a moderator was first, the crowd came after: five fans qualify an idea by themselves.
  const crowdFrom = acts.find(isQualifiedByHand)?.at ?? idea.proposedAt;
  // Who has the problem mostly wants it solved.
  const havers = [
    ...supporters.slice(0, Math.ceil(idea.problemHavers * 0.8)),
    ...some(willing, idea.problemHavers, next),
  ];
  const cast = (by: string, vote: "support" | "problem", from = idea.proposedAt): Happening => {
    const at = from + MINUTE + Math.floor((until - from - MINUTE) * next() ** 1.6 * 0.98);
    return { at, idea, what: "vote", by, vote };
  };
  return [
    ...supporters.map((by, n) => cast(by, "support", n < GATE.supporters - 1 ? idea.proposedAt : crowdFrom)),
    ...staff.filter(() => next() < STAFF_SUPPORT).map((by) => cast(by, "support")),
    ...[...new Set(havers)].slice(0, idea.problemHavers).map((by) => cast(by, "problem")),
  ];
}

// What the clock would have done: five fans qualify an idea within a minute; sixty days without them, and it rests.
function clockOf(
  idea: ScheduledIdea,
  now: number,
  votes: readonly Happening[],
  acts: readonly Happening[],
): Happening[] {
  if (idea.isDraft) return [];
  if (acts.some(isQualifiedByHand)) return [];
  const firstMove =
    acts.find((one) => one.what === "act" && (one.act.kind === "move" || one.act.kind === "merge"))?.at ?? now;
  const support = votes.filter((one) => one.what === "vote" && one.vote === "support").map(({ at }) => at);
  const fifth =
    idea.supporters >= GATE.supporters
      ? support.slice(0, idea.supporters).sort((a, b) => a - b)[GATE.supporters - 1]
      : undefined;
  const restsAt = idea.proposedAt + STALL_MS + MINUTE;
  if (fifth !== undefined && fifth < firstMove)
    return [{ at: fifth + MINUTE - (fifth % MINUTE), idea, what: "clock", to: "qualified" }];
  return restsAt < firstMove ? [{ at: restsAt, idea, what: "clock", to: "stalled" }] : [];
}
