import { asc, eq, gt, type Placeholder, type SQL, type SQLWrapper, sql } from "drizzle-orm";
import type { TopicId } from "~db/ids.ts";
import { lockRows } from "~db/locks.ts";
import { prepared, type Value } from "~db/prepared.ts";
import { ideas } from "~db/schema/ideas.ts";
import { topics } from "~db/schema/topics.ts";
import type { Tx } from "~db/store.ts";
import { hotness } from "./rules";

/** By how much each tally changes; weights in thousandths. */
export interface Step {
  supporters?: number;
  staffSupport?: number;
  problemHavers?: number;
  objections?: number;
  weightSum?: number;
  guestSum?: number;
  trend?: number;
}

/** The numbers people see, always by name. */
export interface Tally {
  supporters: number;
  staffSupport: number;
  problemHavers: number;
  objections: number;
}

interface TallyRow extends Tally {
  importedSupport: number;
  createdAt: number;
}

const shown = {
  supporters: ideas.supporters,
  staffSupport: ideas.staffSupport,
  problemHavers: ideas.problemHavers,
  objections: ideas.objections,
  importedSupport: ideas.importedSupport,
};

/** Holds the idea's row until the transaction ends, so that tallies are stepped one after the other. */
export const lockIdea = (tx: Tx, id: TopicId): Promise<boolean> =>
  lockRows(() =>
    tx
      .update(ideas)
      .set({ supporters: sql`${ideas.supporters}` })
      .where(eq(ideas.topicId, id)),
  );

const NO_STEP = {
  ...{ supporters: 0, staffSupport: 0, problemHavers: 0, objections: 0 },
  ...{ weightSum: 0, guestSum: 0, trend: 0 },
} satisfies Required<Step>;

const stepped = prepared((tx, value: Value<Required<Step> & { id: TopicId; net: number }>) => {
  const by = (column: SQLWrapper, step: Placeholder): SQL => sql`${column} + ${step}`;
  return tx
    .update(ideas)
    .set({
      supporters: by(ideas.supporters, value("supporters")),
      staffSupport: by(ideas.staffSupport, value("staffSupport")),
      problemHavers: by(ideas.problemHavers, value("problemHavers")),
      objections: by(ideas.objections, value("objections")),
      weightSum: by(ideas.weightSum, value("weightSum")),
      guestSum: by(ideas.guestSum, value("guestSum")),
      most: by(ideas.most, value("supporters")),
      net: by(ideas.net, value("net")),
      trend: by(ideas.trend, value("trend")),
    })
    .where(eq(ideas.topicId, value("id")));
});

export async function stepRow(tx: Tx, id: TopicId, step: Step): Promise<TallyRow> {
  const by = { ...NO_STEP, ...step };
  await stepped(tx, { id, ...by, net: by.supporters - by.objections });
  return loadTally(tx, id);
}

const tallyRow = prepared((tx, value: Value<{ id: TopicId }>) =>
  tx
    .select({ ...shown, createdAt: topics.createdAt })
    .from(ideas)
    .innerJoin(topics, eq(topics.id, ideas.topicId))
    .where(eq(ideas.topicId, value("id"))),
);

export async function loadTally(tx: Tx, id: TopicId): Promise<TallyRow> {
  const [row] = await tallyRow(tx, { id });
  if (!row) throw new Error(`idea ${id} has no row`);
  return row;
}

const hotSaved = prepared((tx, value: Value<{ id: TopicId; hot: number }>) =>
  tx
    .update(ideas)
    .set({ hot: sql`${value("hot")}` })
    .where(eq(ideas.topicId, value("id"))),
);

export async function saveHot(tx: Tx, id: TopicId, hot: number): Promise<void> {
  await hotSaved(tx, { id, hot });
}

/** Every stored number of one idea. */
export interface StoredTally extends TallyRow {
  id: TopicId;
  importedObjections: number;
  weightSum: number;
  guestSum: number;
  most: number;
  net: number;
  hot: number;
}

/** A slice of ideas by id, after `after`. */
export function loadTallies(read: Tx, after: number, limit: number): Promise<StoredTally[]> {
  return read
    .select({
      ...shown,
      id: ideas.topicId,
      createdAt: topics.createdAt,
      importedObjections: ideas.importedObjections,
      weightSum: ideas.weightSum,
      guestSum: ideas.guestSum,
      most: ideas.most,
      net: ideas.net,
      hot: ideas.hot,
    })
    .from(ideas)
    .innerJoin(topics, eq(topics.id, ideas.topicId))
    .where(gt(ideas.topicId, sql`${after}`))
    .orderBy(asc(ideas.topicId))
    .limit(limit);
}

/** Writes the numbers that the rows add up to. The trend is no such number: it changes with time, and the clock counts it. */
export async function repairTally(
  tx: Tx,
  id: TopicId,
  counted: Required<Omit<Step, "trend">>,
  stored: Pick<StoredTally, "importedSupport" | "importedObjections" | "createdAt">,
): Promise<void> {
  const most = counted.supporters + stored.importedSupport;
  const net = most - counted.objections - stored.importedObjections;
  const hot = hotness(counted.supporters, stored.importedSupport, stored.createdAt);
  await tx
    .update(ideas)
    .set({ ...counted, most, net, hot })
    .where(eq(ideas.topicId, id));
}
