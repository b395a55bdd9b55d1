import { and, asc, eq, gt, isNull, type Placeholder, type SQL, type SQLWrapper, sql } from "drizzle-orm";
import type { TopicId } from "~db/ids.ts";
import { lockRows } from "~db/locks.ts";
import { prepared, type Value } from "~db/prepared.ts";
import { ideas } from "~db/schema/ideas.ts";
import { topics } from "~db/schema/topics.ts";
import type { Tx } from "~db/store.ts";
import { hotness } from "./rules";
import { FEWEST_TOLD, trustedOf } from "./trusted";

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
  /** Its votes are looked at: its orders stand still. */
  underAuditSince: number | null;
}

const shown = {
  supporters: ideas.supporters,
  staffSupport: ideas.staffSupport,
  problemHavers: ideas.problemHavers,
  objections: ideas.objections,
  importedSupport: ideas.importedSupport,
  underAuditSince: ideas.underAuditSince,
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
  const order = (column: SQLWrapper, moved: SQL): SQL => unlessFrozen(column, moved);
  const supporters = by(ideas.supporters, value("supporters"));
  const weightSum = by(ideas.weightSum, value("weightSum"));
  const guestSum = by(ideas.guestSum, value("guestSum"));
  return tx
    .update(ideas)
    .set({
      supporters,
      staffSupport: by(ideas.staffSupport, value("staffSupport")),
      problemHavers: by(ideas.problemHavers, value("problemHavers")),
      objections: by(ideas.objections, value("objections")),
      weightSum,
      guestSum,
      trusted: order(ideas.trusted, trustedFrom({ supporters, weightSum, guestSum })),
      most: order(ideas.most, by(ideas.most, value("supporters"))),
      net: order(ideas.net, by(ideas.net, value("net"))),
      trend: order(ideas.trend, by(ideas.trend, value("trend"))),
    })
    .where(eq(ideas.topicId, value("id")));
});

/** The orders of an idea whose votes are looked at stay as they were then. */
const unlessFrozen = (column: SQLWrapper, moved: SQL): SQL =>
  sql`case when ${ideas.underAuditSince} is null then ${moved} else ${column} end`;

// The same as `trustedOf`, which says why. Division of integers cuts off, on both engines; SQLite takes every number it is
// given for a real one.
function trustedFrom({ supporters, weightSum, guestSum }: Record<"supporters" | "weightSum" | "guestSum", SQL>): SQL {
  const weights = sql`cast(${weightSum} as integer)`;
  const guests = sql`cast(${guestSum} as integer) * 100`;
  const cap = sql`(case when ${weights} / 10 > 1000 then ${weights} / 10 else 1000 end)`;
  const adds = sql`(case when ${guests} < ${cap} then ${guests} else ${cap} end)`;
  return sql`case when ${supporters} < ${FEWEST} then 0 else (${weights} / 1000 + ${adds} / 1000) * 1000 end`;
}

// Written out: a statement that is kept takes no other values.
const FEWEST = sql.raw(String(FEWEST_TOLD));

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
    .where(and(eq(ideas.topicId, value("id")), isNull(ideas.underAuditSince))),
);

/** Nothing where the idea's orders stand still. */
export async function saveHot(tx: Tx, id: TopicId, hot: number): Promise<void> {
  await hotSaved(tx, { id, hot });
}

/** Every stored number of one idea. */
export interface StoredTally extends TallyRow {
  id: TopicId;
  importedObjections: number;
  weightSum: number;
  guestSum: number;
  trusted: number;
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
      trusted: ideas.trusted,
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

/** The orders that these numbers make. Absent where they stand still. The trend is none of them: it changes with time. */
export function ordersOf(
  {
    supporters,
    objections,
    weightSum,
    guestSum,
  }: Pick<Required<Step>, "supporters" | "objections" | "weightSum" | "guestSum">,
  stored: Pick<StoredTally, "importedSupport" | "importedObjections" | "createdAt" | "underAuditSince">,
): Partial<Pick<StoredTally, "most" | "net" | "hot" | "trusted">> {
  if (stored.underAuditSince !== null) return {};
  const most = supporters + stored.importedSupport;
  return {
    most,
    net: most - objections - stored.importedObjections,
    hot: hotness(supporters, stored.importedSupport, stored.createdAt),
    trusted: trustedOf({ supporters, weightSum, guestSum }),
  };
}

/** Writes the numbers that the rows add up to. The trend is no such number: it changes with time, and the clock counts it. */
export async function repairTally(
  tx: Tx,
  id: TopicId,
  counted: Required<Omit<Step, "trend">>,
  stored: Pick<StoredTally, "importedSupport" | "importedObjections" | "createdAt" | "underAuditSince">,
): Promise<void> {
  await tx
    .update(ideas)
    .set({ ...counted, ...ordersOf(counted, stored) })
    .where(eq(ideas.topicId, id));
}

/** One idea's stored numbers. */
export async function loadStored(read: Tx, id: TopicId): Promise<StoredTally | undefined> {
  return (await loadTallies(read, id - 1, 1)).find((stored) => stored.id === id);
}

/** From now on, or no longer, its orders stand still. */
export async function saveFrozen(tx: Tx, id: TopicId, underAuditSince: number | null): Promise<void> {
  await tx.update(ideas).set({ underAuditSince }).where(eq(ideas.topicId, id));
}

export async function saveOrders(tx: Tx, id: TopicId, orders: ReturnType<typeof ordersOf>): Promise<void> {
  await tx.update(ideas).set(orders).where(eq(ideas.topicId, id));
}
