import { type ClaimKind, type Group, groupOf, isPrivate, POINT } from "~/features/ledger/rules";
import type { BoardId, MemberId } from "~db/ids.ts";

/** A ranking of people: everybody's, the newcomers', a board's, a group's of acts. */
export type RankingName = "all" | "newcomers" | `board:${number}` | `group:${Group}`;

/** The acts behind a place: how many of each kind. */
export type Evidence = Partial<Record<ClaimKind, number>>;

/** The groups whose first stand on the carpet. */
export const STARRED = ["product", "help", "stewardship", "content", "newcomer"] as const satisfies readonly Group[];
export type Starred = (typeof STARRED)[number];

/** The group whose ranking an act counts in. What is private is in none: from a place there one could tell it. */
export const starredOf = (kind: ClaimKind): Starred | undefined => {
  const group = groupOf(kind);
  return isPrivate(kind) ? undefined : STARRED.find((one) => one === group);
};

/** The acts that are told, those that weigh most first. */
export const TOLD = [
  "idea.shipped",
  "idea.accepted",
  "idea.shortlisted",
  "article.published",
  "reply.accepted",
  "reply.endorsed",
  "duplicate.shipped",
  "merge.done",
  "idea.qualified",
  "helpful.received",
  "comment.first",
] as const satisfies readonly ClaimKind[];
export type ToldKind = (typeof TOLD)[number];

/** What a line says of somebody: at most so many kinds of acts, with how many of each, and how many acts more there are. */
export function toldOf(
  evidence: Evidence,
  most: number,
): { told: Array<{ kind: ToldKind; count: number }>; more: number } {
  const all = TOLD.flatMap((kind) => {
    const count = evidence[kind] ?? 0;
    return count > 0 ? [{ kind, count }] : [];
  });
  return { told: all.slice(0, most), more: all.slice(most).reduce((sum, { count }) => sum + count, 0) };
}

/** The acts behind a place as everybody may see them. Places that were frozen before may still hold what is private. */
export const openEvidence = (evidence: Evidence): Evidence =>
  Object.fromEntries(toldOf(evidence, TOLD.length).told.map(({ kind, count }) => [kind, count]));

/** Points as they are read: whole ones. `points` in thousandths. */
export const shownPoints = (points: number): number => Math.floor(points / POINT);

/** Places of values in descending order: equal ones share one. `before` rows stand ahead, the last of them at `last`. */
export function placesFor(values: readonly number[], ahead: { rows: number; last?: { value: number; place: number } }) {
  let { last } = ahead;
  return values.map((value, n) => {
    const place = last && last.value === value ? last.place : ahead.rows + n + 1;
    last = { value, place };
    return place;
  });
}

/** What somebody's claims of a season come to, of one kind on one board. `points` in thousandths. */
export interface Earned {
  memberId: MemberId;
  boardId: BoardId | null;
  kind: ClaimKind;
  /** How many things it was for. */
  count: number;
  points: number;
}

export interface Place {
  ranking: RankingName;
  memberId: MemberId;
  place: number;
  points: number;
  evidence: Evidence;
}

const MOST_PLACES = 100;

/** Every ranking of a season: the first hundred of each, and who shares the hundredth place. Nobody stands there for nothing. */
export function rankingsOf(earned: readonly Earned[], newcomers: ReadonlySet<MemberId>): Place[] {
  const rankings = new Map<RankingName, Map<MemberId, { points: number; evidence: Evidence }>>();
  for (const row of earned)
    for (const name of rankingsWith(row, newcomers)) {
      const people = rankings.get(name) ?? new Map();
      const one = people.get(row.memberId) ?? { points: 0, evidence: {} };
      one.points += row.points;
      if (starredOf(row.kind)) one.evidence[row.kind] = (one.evidence[row.kind] ?? 0) + row.count;
      rankings.set(name, people.set(row.memberId, one));
    }
  return [...rankings].flatMap(([ranking, people]) => placed(ranking, people));
}

function rankingsWith({ memberId, boardId, kind }: Earned, newcomers: ReadonlySet<MemberId>): RankingName[] {
  const group = starredOf(kind);
  return [
    "all",
    ...(newcomers.has(memberId) ? ["newcomers" as const] : []),
    ...(boardId === null ? [] : [`board:${boardId}` as const]),
    ...(group ? [`group:${group}` as const] : []),
  ];
}

function placed(ranking: RankingName, people: ReadonlyMap<MemberId, { points: number; evidence: Evidence }>): Place[] {
  const rows = [...people]
    .filter(([, { points }]) => points > 0)
    .sort(([one, { points: first }], [other, { points: second }]) => second - first || one - other);
  const places = placesFor(
    rows.map(([, { points }]) => points),
    { rows: 0 },
  );
  return rows
    .map(([memberId, { points, evidence }], n) => ({ ranking, memberId, place: places[n] ?? 0, points, evidence }))
    .filter(({ place }) => place <= MOST_PLACES);
}

/** Whether a word of a URL names a ranking. */
export const isRankingName = (text: string): text is RankingName =>
  text === "all" ||
  text === "newcomers" ||
  /^board:[1-9]\d{0,9}$/.test(text) ||
  STARRED.some((group) => text === `group:${group}`);

export const isOfBoard = (one: RankingName): boolean => one.startsWith("board:");
const boardOf = (one: RankingName): number => Number(one.slice("board:".length));

/** Rankings as they are listed: everybody, newcomers, groups of acts, boards. */
export function rankingsInOrder(rankings: readonly RankingName[]): RankingName[] {
  const known: RankingName[] = ["all", "newcomers", ...STARRED.map((group) => `group:${group}` as const)];
  return [
    ...known.filter((one) => one === "all" || rankings.includes(one)),
    ...rankings.filter(isOfBoard).sort((one, other) => boardOf(one) - boardOf(other)),
  ];
}
