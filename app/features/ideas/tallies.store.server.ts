import { and, asc, eq, gt, isNotNull, lte, type SQL, sql } from "drizzle-orm";
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

/** Every stored number of one idea, but its trend: it changes with time, and the clock counts it. */
export interface StoredTally extends Tally {
  id: TopicId;
  createdAt: number;
  weightSum: number;
  guestSum: number;
  importedSupport: number;
  importedObjections: number;
  /** Its votes are looked at: its orders stand still. */
  underAuditSince: number | null;
  most: number;
  net: number;
  hot: number;
  trusted: number;
}

interface TrendingTally extends StoredTally {
  trend: number;
}

/** What no vote changes. */
type Unmoved = Pick<StoredTally, "importedSupport" | "importedObjections" | "createdAt" | "underAuditSince">;
type Saved = Omit<TrendingTally, keyof Unmoved>;

const stored = {
  id: ideas.topicId,
  createdAt: topics.createdAt,
  supporters: ideas.supporters,
  staffSupport: ideas.staffSupport,
  problemHavers: ideas.problemHavers,
  objections: ideas.objections,
  weightSum: ideas.weightSum,
  guestSum: ideas.guestSum,
  importedSupport: ideas.importedSupport,
  importedObjections: ideas.importedObjections,
  underAuditSince: ideas.underAuditSince,
  most: ideas.most,
  net: ideas.net,
  hot: ideas.hot,
  trusted: ideas.trusted,
};

/** Holds the idea's row until the transaction ends, so that tallies are stepped one after the other. */
export const lockIdea = (tx: Tx, id: TopicId): Promise<boolean> =>
  lockRows(() =>
    tx
      .update(ideas)
      .set({ supporters: sql`${ideas.supporters}` })
      .where(eq(ideas.topicId, id)),
  );

const tallyRow = prepared((tx, value: Value<{ id: TopicId }>) =>
  tx
    .select({ ...stored, trend: ideas.trend })
    .from(ideas)
    .innerJoin(topics, eq(topics.id, ideas.topicId))
    .where(eq(ideas.topicId, value("id"))),
);

export async function loadTally(tx: Tx, id: TopicId): Promise<TrendingTally> {
  const [row] = await tallyRow(tx, { id });
  if (!row) throw new Error(`idea ${id} has no row`);
  return row;
}

const tallySaved = prepared((tx, value: Value<Saved>) => {
  const to = (name: keyof Saved): SQL => sql`${value(name)}`;
  return tx
    .update(ideas)
    .set({
      ...{ supporters: to("supporters"), staffSupport: to("staffSupport"), problemHavers: to("problemHavers") },
      ...{ objections: to("objections"), weightSum: to("weightSum"), guestSum: to("guestSum") },
      ...{ most: to("most"), net: to("net"), hot: to("hot"), trusted: to("trusted"), trend: to("trend") },
    })
    .where(eq(ideas.topicId, value("id")));
});

/** Writes all numbers of an idea and its places in every order. */
export async function saveTally(tx: Tx, tally: Saved): Promise<void> {
  await tallySaved(tx, { ...tally });
}

/** A slice of ideas by id, after `after`. */
export function loadTallies(read: Tx, after: number, limit: number): Promise<StoredTally[]> {
  return read
    .select(stored)
    .from(ideas)
    .innerJoin(topics, eq(topics.id, ideas.topicId))
    .where(gt(ideas.topicId, sql`${after}`))
    .orderBy(asc(ideas.topicId))
    .limit(limit);
}

/** All numbers of an idea after a step. The orders that follow from them move along, unless they stand still. */
export function afterStep(before: TrendingTally, step: Step): TrendingTally {
  const by = (name: keyof Step): number => before[name] + (step[name] ?? 0);
  const counted = {
    ...{ supporters: by("supporters"), staffSupport: by("staffSupport"), problemHavers: by("problemHavers") },
    ...{ objections: by("objections"), weightSum: by("weightSum"), guestSum: by("guestSum") },
  };
  const trend = before.underAuditSince === null ? by("trend") : before.trend;
  return { ...before, ...counted, ...ordersOf(counted, before), trend };
}

/** The orders that these numbers make. Absent where they stand still. The trend is none of them: it changes with time. */
export function ordersOf(
  {
    supporters,
    objections,
    weightSum,
    guestSum,
  }: Pick<Required<Step>, "supporters" | "objections" | "weightSum" | "guestSum">,
  { importedSupport, importedObjections, createdAt, underAuditSince }: Unmoved,
): Partial<Pick<StoredTally, "most" | "net" | "hot" | "trusted">> {
  if (underAuditSince !== null) return {};
  const most = supporters + importedSupport;
  return {
    most,
    net: most - objections - importedObjections,
    hot: hotness(supporters, importedSupport, createdAt),
    trusted: trustedOf({ supporters, weightSum, guestSum }),
  };
}

/** Writes the numbers that the rows add up to. The trend is no such number: it changes with time, and the clock counts it. */
export async function repairTally(
  tx: Tx,
  id: TopicId,
  counted: Required<Omit<Step, "trend">>,
  unmoved: Unmoved,
): Promise<void> {
  await tx
    .update(ideas)
    .set({ ...counted, ...ordersOf(counted, unmoved) })
    .where(eq(ideas.topicId, id));
}

/** One idea's stored numbers. */
export async function loadStored(read: Tx, id: TopicId): Promise<StoredTally | undefined> {
  return (await loadTallies(read, id - 1, 1)).find((one) => one.id === id);
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
