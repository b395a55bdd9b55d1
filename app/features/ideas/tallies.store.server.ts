import {
  and,
  asc,
  eq,
  gt,
  isNotNull,
  isNull,
  lte,
  type Placeholder,
  type SQL,
  type SQLWrapper,
  sql,
} from "drizzle-orm";
import type { TopicId } from "~db/ids.ts";
import { lockRows } from "~db/locks.ts";
import { prepared, type Value } from "~db/prepared.ts";
import { ideas } from "~db/schema/ideas.ts";
import { topics } from "~db/schema/topics.ts";
import type { Tx } from "~db/store.ts";
import { hotness } from "./rules";
import { trustedOf } from "./trusted";

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
  weightSum: number;
  guestSum: number;
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
  weightSum: ideas.weightSum,
  guestSum: ideas.guestSum,
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
  return tx
    .update(ideas)
    .set({
      supporters: by(ideas.supporters, value("supporters")),
      staffSupport: by(ideas.staffSupport, value("staffSupport")),
      problemHavers: by(ideas.problemHavers, value("problemHavers")),
      objections: by(ideas.objections, value("objections")),
      weightSum: by(ideas.weightSum, value("weightSum")),
      guestSum: by(ideas.guestSum, value("guestSum")),
      most: order(ideas.most, by(ideas.most, value("supporters"))),
      net: order(ideas.net, by(ideas.net, value("net"))),
      trend: order(ideas.trend, by(ideas.trend, value("trend"))),
    })
    .where(eq(ideas.topicId, value("id")));
});

/** The orders of an idea whose votes are looked at stay as they were then. */
const unlessFrozen = (column: SQLWrapper, moved: SQL): SQL =>
  sql`case when ${ideas.underAuditSince} is null then ${moved} else ${column} end`;

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

const placesSaved = prepared((tx, value: Value<{ id: TopicId; hot: number; trusted: number }>) =>
  tx
    .update(ideas)
    .set({ hot: sql`${value("hot")}`, trusted: sql`${value("trusted")}` })
    .where(and(eq(ideas.topicId, value("id")), isNull(ideas.underAuditSince))),
);

/** The orders that no step in SQL comes to, of an idea whose row is held. Nothing where they stand still. */
export async function savePlaces(tx: Tx, id: TopicId, row: TallyRow): Promise<void> {
  const hot = hotness(row.supporters, row.importedSupport, row.createdAt);
  await placesSaved(tx, { id, hot, trusted: trustedOf(row) });
}

/** Every stored number of one idea. */
export interface StoredTally extends TallyRow {
  id: TopicId;
  importedObjections: number;
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

/** It could not qualify while its votes were looked at: the sixty days it has for that go on from here. */
export async function makeUpForAudit(tx: Tx, id: TopicId, now: number): Promise<void> {
  const { status, statusAt, underAuditSince } = ideas;
  const begun = sql`case when ${statusAt} > ${underAuditSince} then ${statusAt} else ${underAuditSince} end`;
  await tx
    .update(ideas)
    .set({ statusAt: sql`${statusAt} + ${sql.param(now, statusAt)} - ${begun}` })
    .where(and(eq(ideas.topicId, id), eq(status, "submitted"), isNotNull(underAuditSince), lte(begun, now)));
}

export async function saveOrders(tx: Tx, id: TopicId, orders: ReturnType<typeof ordersOf>): Promise<void> {
  await tx.update(ideas).set(orders).where(eq(ideas.topicId, id));
}
