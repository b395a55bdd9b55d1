import { GATE, isOpen, STALL_MS } from "~/features/ideas/rules";
import { FULL_WEIGHT } from "~/features/ideas/trusted";
import type { VoteKind } from "~/features/voting/rules";
import { chance, some } from "./chance";
import { boards } from "./content/boards";
import { ringing } from "./ringing";
import { type Act, readStory, type StoryIdea } from "./story";
import { readThreads, type StoryThread, type ThreadAct } from "./thread-story";

/** Something that happens in the sample, at a time; votes are many and their order is nobody's. */
export type Happening = { at: number } & (
  | { what: "propose"; idea: ScheduledIdea }
  | { what: "vote"; idea: ScheduledIdea; by: string; vote: Exclude<VoteKind, "objection"> }
  | { what: "clock"; idea: ScheduledIdea; to: "qualified" | "stalled" }
  | { what: "act"; idea: ScheduledIdea; act: Act; place: number }
  | { what: "start"; thread: ScheduledThread }
  | { what: "talk"; thread: ScheduledThread; act: ThreadAct; place: number }
  | { what: "mark"; thread: ScheduledThread; by: string; place: number }
);

export interface ScheduledIdea extends StoryIdea {
  /** `arc/1`: the same every time. */
  key: string;
  board: string;
  proposedAt: number;
}

export interface ScheduledThread extends StoryThread {
  /** `arc/thread/1`: the same every time. */
  key: string;
  board: string;
  startedAt: number;
}

/** By their keys. */
interface Voters {
  fans: readonly string[];
  staff: readonly string[];
  puppets: readonly string[];
}

const MINUTE = 60_000;
const FANS_AT_THE_GATE = GATE.trusted / FULL_WEIGHT;
const DAY = 1_440 * MINUTE;
const STAFF_SUPPORT = 0.12;

/** Everything that happens, in order, as if the last of it were just before `now` (UTC milliseconds). */
export function timetable(now: number, voters: Voters): Happening[] {
  const ideas = boards.flatMap(({ slug, story }) =>
    readStory(story).map((idea, n): ScheduledIdea => schedule(`${slug}/${n + 1}`, slug, idea, now)),
  );
  const threads = boards.flatMap(({ slug, threads }) =>
    readThreads(threads).map((thread, n): ScheduledThread => {
      const key = `${slug}/thread/${n + 1}`;
      return { ...thread, key, board: slug, startedAt: someTime(key, thread.daysAgo, now) };
    }),
  );
  return [
    ...ideas.flatMap((idea) => lifeOf(idea, now, voters)),
    ...threads.flatMap((one) => talkOf(one, now, voters)),
    ...ringing(ideas, now, voters.puppets),
  ].sort((a, b) => a.at - b.at);
}

function schedule(key: string, board: string, idea: StoryIdea, now: number): ScheduledIdea {
  return { ...idea, key, board, proposedAt: someTime(key, idea.daysAgo, now) };
}

// Some time of that day, so that no two topics come in the same minute.
const someTime = (key: string, daysAgo: number, now: number): number =>
  now - Math.round((daysAgo - chance(key)() * 0.8) * DAY);

function lifeOf(idea: ScheduledIdea, now: number, voters: Voters): Happening[] {
  const next = chance(`${idea.key} ${idea.title}`);
  const acts = actsOf(idea, now, next);
  const votes = idea.isDraft ? [] : votesOf(idea, { acts, now }, voters, next);
  return [{ at: idea.proposedAt, idea, what: "propose" }, ...votes, ...acts, ...clockOf(idea, now, votes, acts)];
}

const actsOf = (idea: ScheduledIdea, now: number, next: () => number): Happening[] =>
  spread(idea.acts, idea.proposedAt, now - idea.endedDaysAgo * DAY, next).map((one) => ({ ...one, idea, what: "act" }));

// The first soon after the topic, the last not long ago: early ones lie close together.
function spread<One>(
  acts: readonly One[],
  from: number,
  until: number,
  next: () => number,
): Array<{ at: number; act: One; place: number }> {
  return acts.map((act, place) => {
    const share = (place + 0.25 + next() * 0.5) / (acts.length + 0.35);
    return { at: from + Math.round((until - from) * share ** 1.3), act, place };
  });
}

const TALK_DAYS = 9;
const MARKS_LEAST = 1;
const MARKS_MORE = 7;

// Most threads are talked about for some days, then they rest.
function talkOf(thread: ScheduledThread, now: number, { fans }: Voters): Happening[] {
  const until =
    thread.endedDaysAgo === null ? Math.min(now, thread.startedAt + TALK_DAYS * DAY) : now - thread.endedDaysAgo * DAY;
  const next = chance(`${thread.key} ${thread.title}`);
  const talk = spread(thread.acts, thread.startedAt, until, next);
  // What the asker accepted helped others, too.
  const accepted = talk.filter(({ act }) => act.kind === "accepted");
  const marks = accepted.flatMap(({ at, act, place }) =>
    some(without(fans, act.by), MARKS_LEAST + Math.floor(next() * MARKS_MORE), next).map(
      (by): Happening => ({
        at: at + MINUTE + Math.floor((now - at - MINUTE) * next()),
        what: "mark",
        thread,
        by,
        place,
      }),
    ),
  );
  return [
    { at: thread.startedAt, thread, what: "start" },
    ...talk.map((one): Happening => ({ ...one, thread, what: "talk" })),
    ...marks,
  ];
}

const without = (people: readonly string[], one: string): string[] => people.filter((key) => key !== one);

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
    ...supporters.map((by, n) => cast(by, "support", n < FANS_AT_THE_GATE - 1 ? idea.proposedAt : crowdFrom)),
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
    idea.supporters >= FANS_AT_THE_GATE
      ? support.slice(0, idea.supporters).sort((a, b) => a - b)[FANS_AT_THE_GATE - 1]
      : undefined;
  const restsAt = idea.proposedAt + STALL_MS + MINUTE;
  if (fifth !== undefined && fifth < firstMove)
    return [{ at: fifth + MINUTE - (fifth % MINUTE), idea, what: "clock", to: "qualified" }];
  return restsAt < firstMove ? [{ at: restsAt, idea, what: "clock", to: "stalled" }] : [];
}
