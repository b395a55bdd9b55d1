import { and, asc, eq, inArray, isNull, like, lte, or, type SQL, sql } from "drizzle-orm";
import { unionAll } from "drizzle-orm/sqlite-core";
import type { IdeaStatus } from "~/features/ideas/rules";
import { visibleTo } from "~/features/topics/scope.server";
import type { BadgeId, MemberId } from "~db/ids.ts";
import { badgeAwards, badges, firstHundred } from "~db/schema/badges.ts";
import { comments } from "~db/schema/comments.ts";
import { rankingOptOuts, seasonPlaces } from "~db/schema/hall-of-fame.ts";
import { ideas } from "~db/schema/ideas.ts";
import { contributions } from "~db/schema/ledger.ts";
import { topics } from "~db/schema/topics.ts";
import type { Tx } from "~db/store.ts";

/** One row of some kinds: a badge's step, a past season's place, a period's points, a count. Columns mean what the kind says. */
export interface HonourRow {
  what: string;
  /** The badge's number. */
  id: BadgeId;
  /** The step; the place; the points, in thousandths. */
  amount: number;
  /** The badge's place in lists. */
  position: number;
  /** Place among the first hundred. */
  hundred: number | null;
  /** The badge's key; the season; the period; what is counted. */
  one: string | null;
  /** The badge's Chinese name; the ranking. */
  two: string | null;
  /** The badge's English name. */
  three: string | null;
  hue: string | null;
  counted: string | null;
}

/** All that a person's page says of what they did and earned, in one statement. */
export function loadHonours(
  read: Tx,
  memberId: MemberId,
  { periods, adopted }: { periods: readonly string[]; adopted: readonly IdeaStatus[] },
): Promise<HonourRow[]> {
  return unionAll(
    badgeSteps(read, memberId),
    pastPlaces(read, memberId),
    pointsOf(read, memberId, periods),
    proposedIdeas(read, memberId),
    adoptedIdeas(read, memberId, adopted),
    saidComments(read, memberId),
  )
    .orderBy(asc(sql`what`))
    .limit(MOST_ROWS);
}

const MOST_ROWS = 500;
const FIRST_OF_GROUPS = 3;
const nothing = sql<string | null>`cast(null as text)`;
const number = (value: SQL | number): SQL<number> => sql<number>`cast(${value} as integer)`;

const badgeSteps = (read: Tx, memberId: MemberId) =>
  read
    .select({
      what: sql<string>`'badge'`.as("what"),
      id: sql<BadgeId>`${badges.id}`.as("id"),
      amount: sql<number>`${badgeAwards.step}`.as("amount"),
      position: sql<number>`${badges.position}`.as("position"),
      hundred: sql<number | null>`${firstHundred.place}`.as("hundred"),
      one: sql<string | null>`${badges.key}`.as("one"),
      two: sql<string | null>`${badges.nameZh}`.as("two"),
      three: sql<string | null>`${badges.nameEn}`.as("three"),
      hue: sql<string | null>`${badges.hue}`.as("hue"),
      counted: sql<string | null>`${badges.counted}`.as("counted"),
    })
    .from(badgeAwards)
    .innerJoin(badges, eq(badges.id, badgeAwards.badgeId))
    .leftJoin(firstHundred, eq(firstHundred.memberId, badgeAwards.memberId))
    .where(and(eq(badgeAwards.memberId, memberId), isNull(badgeAwards.withdrawnAt)));

/** The columns of what is no badge. */
const others = (what: "place" | "points" | "work", amount: SQL, [one, two]: readonly [SQL, SQL]) => ({
  what: sql<string>`${sql.raw(`'${what}'`)}`.as("what"),
  id: sql<BadgeId>`${number(0)}`.as("id"),
  amount: sql<number>`${amount}`.as("amount"),
  position: sql<number>`${number(0)}`.as("position"),
  hundred: sql<number | null>`cast(null as integer)`.as("hundred"),
  one: sql<string | null>`${one}`.as("one"),
  two: sql<string | null>`${two}`.as("two"),
  three: nothing.as("three"),
  hue: nothing.as("hue"),
  counted: nothing.as("counted"),
});

// Everybody's and newcomers' places, and who was among the first of a group of acts.
function pastPlaces(read: Tx, memberId: MemberId) {
  const { seasonId, ranking, place } = seasonPlaces;
  const isFirst = and(like(ranking, "group:%"), lte(place, FIRST_OF_GROUPS));
  return read
    .select(others("place", sql`${place}`, [sql`${seasonId}`, sql`${ranking}`]))
    .from(seasonPlaces)
    .leftJoin(rankingOptOuts, eq(rankingOptOuts.memberId, seasonPlaces.memberId))
    .where(
      and(
        ...[eq(seasonPlaces.memberId, memberId), isNull(rankingOptOuts.memberId)],
        or(inArray(ranking, ["all", "newcomers"]), isFirst),
      ),
    );
}

function pointsOf(read: Tx, memberId: MemberId, periods: readonly string[]) {
  const { period, boardId, points } = contributions;
  return read
    .select(others("points", sql`${points}`, [sql`${period}`, nothing]))
    .from(contributions)
    .where(and(eq(contributions.memberId, memberId), inArray(period, [...periods]), eq(boardId, sql`0`)));
}

const counted = (name: "proposed" | "adopted" | "comments") =>
  others("work", number(sql`count(*)`), [sql.raw(`'${name}'`), nothing]);

const isTheirs = (memberId: MemberId) => and(eq(topics.authorId, memberId), visibleTo(null));

const proposedIdeas = (read: Tx, memberId: MemberId) =>
  read
    .select(counted("proposed"))
    .from(topics)
    .innerJoin(ideas, eq(ideas.topicId, topics.id))
    .where(isTheirs(memberId));

const adoptedIdeas = (read: Tx, memberId: MemberId, adopted: readonly IdeaStatus[]) =>
  read
    .select(counted("adopted"))
    .from(topics)
    .innerJoin(ideas, eq(ideas.topicId, topics.id))
    .where(and(isTheirs(memberId), inArray(ideas.status, [...adopted])));

const saidComments = (read: Tx, memberId: MemberId) =>
  read
    .select(counted("comments"))
    .from(comments)
    .innerJoin(topics, eq(topics.id, comments.topicId))
    .where(and(eq(comments.authorId, memberId), eq(comments.isHidden, false), visibleTo(null)));
