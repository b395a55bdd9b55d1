import { and, asc, countDistinct, eq, gt, gte, inArray, isNotNull, isNull, lt, or, type SQL, sql } from "drizzle-orm";
import type { TopicId } from "~db/ids.ts";
import { ideas } from "~db/schema/ideas.ts";
import { trustRuns } from "~db/schema/trust.ts";
import { toldSupports, votes } from "~db/schema/voting.ts";
import type { Tx } from "~db/store.ts";
import { BAND_FROM, FEWEST_APART, type Telling, type ToldSupport } from "./bands";
import { isWeighedSupport } from "./scope.server";

/** An idea, what stands told of it, and what would be. */
export interface Tellable extends Telling {
  id: TopicId;
}

interface Look {
  after: number;
  midnight: number;
  limit: number;
}

/** Whether it was ever worked out what votes weigh. */
export async function isWeighedOnce(read: Tx): Promise<boolean> {
  const rows = await read.select({ id: trustRuns.id }).from(trustRuns).where(isNotNull(trustRuns.finishedAt)).limit(1);
  return rows.length > 0;
}

/** Ideas by id, behind `after`, of which something is told or might be, but was not today. */
export async function tellableAfter(read: Tx, { after, midnight, limit }: Look): Promise<Tellable[]> {
  const { upTo, full, most, some, guests, entryGroups } = toldSupports;
  const slice = read
    .select({ id: ideas.topicId, upTo, full, most, some, guests, entryGroups })
    .from(ideas)
    .leftJoin(toldSupports, eq(toldSupports.topicId, ideas.topicId))
    .where(
      and(
        gt(ideas.topicId, sql`${after}`),
        or(lt(upTo, midnight), and(isNull(upTo), gte(ideas.supporters, FEWEST_APART))),
      ),
    )
    .orderBy(asc(ideas.topicId))
    .limit(limit)
    .as("slice");
  const stands = [slice.full, slice.most, slice.some, slice.guests, slice.entryGroups] as const;
  const rows = await read
    .select({
      ...{ id: slice.id, upTo: slice.upTo, full: slice.full, most: slice.most, some: slice.some },
      ...{ guests: slice.guests, entryGroups: slice.entryGroups },
      before: sum(sql`${votes.at} < ${slice.upTo}`),
      ...bandsNow,
      waysNow: countDistinct(votes.entryGroup),
    })
    .from(slice)
    .leftJoin(votes, and(eq(votes.root, slice.id), lt(votes.at, midnight), isWeighedSupport))
    .groupBy(slice.id, slice.upTo, ...stands)
    .orderBy(asc(slice.id));
  return rows.map(({ id, upTo: toldAt, before, fullNow, mostNow, someNow, guestsNow, waysNow, ...stood }) => ({
    ...{ id, before },
    told: toldAt === null ? null : toldOf(stood),
    now: { full: fullNow, most: mostNow, some: someNow, guests: guestsNow, entryGroups: waysNow },
  }));
}

type Stood = { [Name in keyof ToldSupport]: number | null };

const toldOf = ({ full, most, some, guests, entryGroups }: Stood): ToldSupport => ({
  ...{ full: full ?? 0, most: most ?? 0, some: some ?? 0, guests: guests ?? 0, entryGroups: entryGroups ?? 0 },
});

const sum = (condition: SQL) => sql<number>`coalesce(sum(case when ${condition} then 1 else 0 end), 0)`.mapWith(Number);

const { weight, guest } = votes;
const bandsNow = {
  fullNow: sum(sql`not ${guest} and ${weight} >= ${BAND_FROM.full}`),
  mostNow: sum(sql`not ${guest} and ${weight} >= ${BAND_FROM.most} and ${weight} < ${BAND_FROM.full}`),
  someNow: sum(sql`not ${guest} and ${weight} >= ${BAND_FROM.some} and ${weight} < ${BAND_FROM.most}`),
  guestsNow: sum(sql`${guest} or ${weight} < ${BAND_FROM.some}`),
};

/** Writes what is told from now on, and says of which ideas: another process may have told today already. */
export async function saveTold(tx: Tx, some: readonly Tellable[], upTo: number): Promise<TopicId[]> {
  if (!some.length) return [];
  const rows = await tx
    .insert(toldSupports)
    .values(some.map(({ id, now }) => ({ topicId: id, upTo, ...now })))
    .onConflictDoUpdate({
      target: toldSupports.topicId,
      set: {
        upTo: sql`excluded.up_to`,
        ...{ full: sql`excluded.full_people`, most: sql`excluded.most_people`, some: sql`excluded.some_people` },
        ...{ guests: sql`excluded.guests`, entryGroups: sql`excluded.entry_groups` },
      },
      setWhere: sql`${toldSupports.upTo} < excluded.up_to`,
    })
    .returning({ id: toldSupports.topicId });
  return rows.map(({ id }) => id);
}

/** Nothing is told of these ideas any more; says of which there was something. */
export async function deleteTold(tx: Tx, some: readonly TopicId[], upTo: number): Promise<TopicId[]> {
  if (!some.length) return [];
  const rows = await tx
    .delete(toldSupports)
    .where(and(inArray(toldSupports.topicId, [...some]), lt(toldSupports.upTo, upTo)))
    .returning({ id: toldSupports.topicId });
  return rows.map(({ id }) => id);
}
