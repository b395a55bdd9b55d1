import { and, asc, eq, inArray, isNull, lte, or, type SQL, sql } from "drizzle-orm";
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

const FIRST_OF_GROUPS = 3;
const nothing = sql<string | null>`cast(null as text)`;
const number = (value: SQL | number): SQL<number> => sql<number>`cast(${value} as integer)`;

/** All that a person's page says of what they did and earned, in one statement. */
export function loadHonours(
  read: Tx,
  memberId: MemberId,
  { periods, adopted }: { periods: readonly string[]; adopted: readonly IdeaStatus[] },
): Promise<HonourRow[]> {
  const badgeSteps = read
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
  const others = (what: string, amount: SQL | number, [one, two]: readonly [SQL, SQL]) => ({
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
  const isWorthTelling = or(
    inArray(seasonPlaces.ranking, ["all", "newcomers"]),
    and(sql`${seasonPlaces.ranking} like 'group:%'`, lte(seasonPlaces.place, FIRST_OF_GROUPS)),
  );
  const places = read
    .select(others("place", sql`${seasonPlaces.place}`, [sql`${seasonPlaces.seasonId}`, sql`${seasonPlaces.ranking}`]))
    .from(seasonPlaces)
    .leftJoin(rankingOptOuts, eq(rankingOptOuts.memberId, seasonPlaces.memberId))
    .where(and(eq(seasonPlaces.memberId, memberId), isNull(rankingOptOuts.memberId), isWorthTelling));
  const points = read
    .select(others("points", sql`${contributions.points}`, [sql`${contributions.period}`, nothing]))
    .from(contributions)
    .where(
      and(
        eq(contributions.memberId, memberId),
        inArray(contributions.period, [...periods]),
        eq(contributions.boardId, sql`0`),
      ),
    );
  const counted = (name: string, amount: SQL) =>
    others("work", sql`cast(${amount} as integer)`, [sql.raw(`'${name}'`), nothing]);
  const isTheirs = and(eq(topics.authorId, memberId), visibleTo(null));
  const isAdopted = inArray(ideas.status, [...adopted]);
  const proposedOnes = read
    .select(counted("proposed", sql`count(*)`))
    .from(topics)
    .innerJoin(ideas, eq(ideas.topicId, topics.id))
    .where(isTheirs);
  const adoptedOnes = read
    .select(counted("adopted", sql`count(*)`))
    .from(topics)
    .innerJoin(ideas, eq(ideas.topicId, topics.id))
    .where(and(isTheirs, isAdopted));
  const said = read
    .select(counted("comments", sql`count(*)`))
    .from(comments)
    .where(and(eq(comments.authorId, memberId), eq(comments.isHidden, false)));
  return unionAll(badgeSteps, places, points, proposedOnes, adoptedOnes, said).orderBy(asc(sql`what`)).limit(500);
}
