import { hotness, type IdeaStatus } from "~/features/ideas/rules";
import type { VoteKind } from "~/features/voting/rules";
import { type Chance, voices } from "./texts";

/** How large a forum is. */
export interface ForumSize {
  members: number;
  ideas: number;
  comments: number;
  votes: number;
}

/** The size that figures are asked for at. */
export const FULL: ForumSize = { members: 20_000, ideas: 10_000, comments: 100_000, votes: 200_000 };

/** Enough to see whether the figures run: nobody measures on it. */
export const SMALL: ForumSize = { members: 1_000, ideas: 600, comments: 4_000, votes: 8_000 };

/** The first members, by number: one admin, then employees, then moderators. */
export const STAFF = 20;
export const MODERATORS = 5;
export const BOARDS = 8;
export const TEAMS = 4;

const DAY = 86_400_000;
const AGE_DAYS = 730;

export interface PlannedVote {
  member: number;
  kind: VoteKind;
  isStaff: boolean;
  at: number;
}

export interface PlannedComment {
  author: number;
  text: string;
  at: number;
  /** Counted from the idea's first: the one this one answers; null on the first level. */
  answers: number | null;
}

/** Everything about one idea. Members go by their number, from 1. */
export interface PlannedIdea {
  board: number;
  author: number;
  title: string;
  problem: string;
  tags: string[];
  status: IdeaStatus;
  createdAt: number;
  votes: PlannedVote[];
  comments: PlannedComment[];
}

/** One in so many ideas has fifty comments at least. */
const BUSY_EACH = 12;
const BUSY_COMMENTS = 50;

/** The ideas of a forum, one after the other, the same for the same chance. `now` is when the latest was written. */
export function* plannedIdeas(size: ForumSize, now: number, next: Chance): Generator<PlannedIdea> {
  const voice = voices(next);
  const votes = shares(
    size.votes,
    order(size.ideas, next).map((rank) => 1 / (rank + 25) ** 0.9),
  );
  const comments = commentCounts(size, next);
  for (let n = 0; n < size.ideas; n++) {
    const speaker = next() < 0.6 ? voice.zh : voice.en;
    const createdAt = Math.floor(now - AGE_DAYS * DAY * (1 - (n + 1) / size.ideas) - 3_600_000 * next());
    const after = (): number => Math.floor(createdAt + (now - createdAt) * next() ** 4);
    const some = (): number => 1 + Math.floor(size.members * next());
    const cast = castVotes(votes[n] ?? 0, size.members, after, next);
    const supporters = cast.filter(({ kind, isStaff }) => kind === "support" && !isStaff).length;
    yield {
      board: 1 + Math.floor(BOARDS * next() ** 1.5),
      author: some(),
      title: speaker.title(),
      problem: speaker.text(2 + Math.floor(4 * next())),
      tags: [speaker.name(), TAGS[Math.floor(TAGS.length * next() ** 2)] ?? ""],
      status: statusOf(supporters, now - createdAt, next),
      createdAt,
      votes: cast,
      comments: said(
        comments[n] ?? 0,
        (k, times) => ({
          author: some(),
          text: (next() < 0.6 ? voice.zh : voice.en).text(1 + Math.floor(3 * next())),
          at: times[k] ?? createdAt,
          answers: k > 0 && next() < 0.3 ? Math.floor(k * next()) : null,
        }),
        after,
      ),
    };
  }
}

const TAGS =
  "battery|camera|屏幕|dark mode|充电|home|wear|无障碍|sound|privacy|speed|相册|backup|network|翻译|sleep".split("|");

// Nothing waits for the clock: what met the gate is past it, what didn't and is old rests.
function statusOf(supporters: number, age: number, next: Chance): IdeaStatus {
  if (supporters < 5) return age < 20 * DAY ? "submitted" : next() < 0.9 ? "stalled" : "withdrawn";
  const on: IdeaStatus[] = ["shortlisted", "accepted", "building", "in_release", "verified", "declined"];
  return next() < 0.6 ? "qualified" : (on[Math.floor(on.length * next())] ?? "qualified");
}

const KINDS: ReadonlyArray<readonly [VoteKind, number]> = [
  ["support", 0.82],
  ["problem", 0.97],
  ["objection", 1],
];

/** Different members, as a number and what it shares nothing with lead to each before any comes twice. */
function castVotes(count: number, members: number, after: () => number, next: Chance): PlannedVote[] {
  const start = Math.floor(members * next());
  return Array.from({ length: Math.min(count, members) }, (_, k) => {
    const member = 1 + ((start + k * 7_919) % members);
    const by = next();
    const kind = KINDS.find(([, upTo]) => by < upTo)?.[0] ?? "support";
    return { member, kind, isStaff: member <= STAFF, at: after() };
  });
}

function said(
  count: number,
  one: (k: number, times: readonly number[]) => PlannedComment,
  after: () => number,
): PlannedComment[] {
  const times = Array.from({ length: count }, after).sort((a, b) => a - b);
  return times.map((_, k) => one(k, times));
}

function commentCounts({ ideas, comments }: ForumSize, next: Chance): number[] {
  const isBusy = (n: number): boolean => n % BUSY_EACH === 0;
  const counts = Array.from({ length: ideas }, (_, n) => (isBusy(n) ? BUSY_COMMENTS : 0));
  const rest = comments - counts.reduce<number>((sum, count) => sum + count, 0);
  const more = shares(
    rest,
    order(ideas, next).map((rank) => 1 / (rank + 200)),
  );
  return counts.map((count, n) => count + (more[n] ?? 0));
}

/** 0 to count − 1, in an order by chance. */
function order(count: number, next: Chance): number[] {
  const places = Array.from({ length: count }, (_, n) => ({ n, place: next() }));
  return places.sort((a, b) => a.place - b.place).map(({ n }) => n);
}

/** Whole numbers in these proportions that add up to `all`. */
function shares(all: number, proportions: readonly number[]): number[] {
  const sum = proportions.reduce((total, one) => total + one, 0);
  let [before, given] = [0, 0];
  return proportions.map((one) => {
    before += one;
    const upTo = Math.round((all * before) / sum);
    const share = upTo - given;
    given = upTo;
    return share;
  });
}

/** The stored orders of an idea with so much support. */
export const ordersOf = (supporters: number, objections: number, createdAt: number) => ({
  most: supporters,
  net: supporters - objections,
  hot: hotness(supporters, 0, createdAt),
});
