import {
  and,
  asc,
  countDistinct,
  desc,
  eq,
  gt,
  gte,
  inArray,
  isNotNull,
  isNull,
  lt,
  max,
  ne,
  notExists,
  sql,
} from "drizzle-orm";
import type { TopicRow } from "~/features/topics/rules";
import type { AnswerId, TopicId } from "~db/ids.ts";
import { prepared, type Value } from "~db/prepared.ts";
import { answers, ideas, statusChanges } from "~db/schema/ideas.ts";
import { merges } from "~db/schema/merging.ts";
import { reports } from "~db/schema/moderation.ts";
import { topics } from "~db/schema/topics.ts";
import { votes } from "~db/schema/voting.ts";
import type { Tx } from "~db/store.ts";
import { GATE, type IdeaStatus } from "./rules";
import { FULL_WEIGHT } from "./trusted";

/** An idea as commands see it: its topic, and where it stands. */
export type Idea = TopicRow & { status: IdeaStatus };

interface IdeaState {
  status: IdeaStatus;
  statusAt: number;
  dueAt: number | null;
  underAuditSince: number | null;
}

const stateRow = prepared((read, value: Value<{ id: TopicId }>) =>
  read
    .select({
      ...{ status: ideas.status, statusAt: ideas.statusAt },
      ...{ dueAt: ideas.dueAt, underAuditSince: ideas.underAuditSince },
    })
    .from(ideas)
    .where(eq(ideas.topicId, value("id"))),
);

export async function loadIdeaState(read: Tx, id: TopicId): Promise<IdeaState | undefined> {
  const [row] = await stateRow(read, { id });
  return row;
}

export async function insertIdea(tx: Tx, row: typeof ideas.$inferInsert): Promise<void> {
  await tx.insert(ideas).values(row);
}

/** Several at once. */
export async function insertIdeas(tx: Tx, rows: ReadonlyArray<typeof ideas.$inferInsert>): Promise<void> {
  if (rows.length) await tx.insert(ideas).values([...rows]);
}

export async function updateIdea(tx: Tx, id: TopicId, changes: Partial<typeof ideas.$inferInsert>): Promise<void> {
  await tx.update(ideas).set(changes).where(eq(ideas.topicId, id));
}

/** How the words of an idea are shown. */
export async function loadHtml(read: Tx, id: TopicId): Promise<{ problemHtml: string; proposalHtml: string }> {
  const { problemHtml, proposalHtml } = ideas;
  const [row] = await read.select({ problemHtml, proposalHtml }).from(ideas).where(eq(ideas.topicId, id));
  return row ?? { problemHtml: "", proposalHtml: "" };
}

/** True for the one who moves it from the status they saw. */
export async function changeStatus(
  tx: Tx,
  idea: Idea,
  changes: Partial<typeof ideas.$inferInsert> & { status: IdeaStatus },
): Promise<boolean> {
  const rows = await tx
    .update(ideas)
    .set(changes)
    .where(and(eq(ideas.topicId, idea.id), eq(ideas.status, idea.status)))
    .returning({ id: ideas.topicId });
  return rows.length > 0;
}

export async function insertStatusChange(tx: Tx, row: typeof statusChanges.$inferInsert): Promise<void> {
  await tx.insert(statusChanges).values(row);
}

/** The idea's latest move: from where, by whom, and what they said. */
export async function lastChange(
  read: Tx,
  id: TopicId,
): Promise<Omit<typeof statusChanges.$inferSelect, "id" | "topicId" | "to" | "at"> | undefined> {
  const { from, by, ownerId, teamId, targetWeek, reasonCode, reason } = statusChanges;
  const [row] = await read
    .select({ from, by, ownerId, teamId, targetWeek, reasonCode, reason })
    .from(statusChanges)
    .where(eq(statusChanges.topicId, id))
    .orderBy(desc(statusChanges.id))
    .limit(1);
  return row;
}

/** The new answer's id; undefined when this form brought it before. */
export async function insertAnswer(tx: Tx, row: typeof answers.$inferInsert): Promise<AnswerId | undefined> {
  const [added] = await tx.insert(answers).values(row).onConflictDoNothing().returning({ id: answers.id });
  return added?.id;
}

/** All that is shown of an idea's words and its official answers. */
export async function loadAllHtml(read: Tx, id: TopicId): Promise<string[]> {
  const { problemHtml, proposalHtml } = ideas;
  const [words] = await read.select({ problemHtml, proposalHtml }).from(ideas).where(eq(ideas.topicId, id));
  const answered = await read.select({ html: answers.html }).from(answers).where(eq(answers.topicId, id));
  return [words?.problemHtml ?? "", words?.proposalHtml ?? "", ...answered.map(({ html }) => html)];
}

/** The sentence each of these ideas was last declined with; ideas that are not declined, or without one, are left out. */
export async function declinesOf(
  read: Tx,
  ids: readonly TopicId[],
): Promise<Array<{ topicId: TopicId; text: string; at: number }>> {
  const latest = read
    .select({ id: max(statusChanges.id).as("latest_id") })
    .from(statusChanges)
    // A merge that was undone leads back to "declined", too, and gives no reason.
    .where(
      and(inArray(statusChanges.topicId, [...ids]), eq(statusChanges.to, "declined"), isNotNull(statusChanges.reason)),
    )
    .groupBy(statusChanges.topicId)
    .as("latest");
  return read
    .select({ topicId: statusChanges.topicId, text: sql<string>`${statusChanges.reason}`, at: statusChanges.at })
    .from(statusChanges)
    .innerJoin(latest, eq(latest.id, statusChanges.id))
    .innerJoin(ideas, eq(ideas.topicId, statusChanges.topicId))
    .where(eq(ideas.status, "declined"));
}

/** Whether another idea is merged into this one, and stands so. */
export async function hasMergedHere(read: Tx, id: TopicId): Promise<boolean> {
  return (await read.$count(merges, and(eq(merges.targetId, id), isNull(merges.undoneAt)))) > 0;
}

/**
 * Submitted ideas whose support meets the gate: enough of it trusted, by enough different ways, with no upheld report.
 * Not while their votes are looked at.
 */
export async function ideasAtTheGate(read: Tx, since: number, limit: number): Promise<TopicId[]> {
  const rows = await read
    .select({ id: ideas.topicId })
    .from(ideas)
    .innerJoin(topics, and(eq(topics.id, ideas.topicId), ne(topics.visibility, "hidden")))
    .innerJoin(votes, and(eq(votes.root, ideas.topicId), eq(votes.kind, "support"), eq(votes.counts, true)))
    .where(
      and(
        ...[eq(ideas.status, "submitted"), gt(ideas.statusAt, since), isNull(ideas.underAuditSince)],
        gte(ideas.supporters, GATE.trusted / FULL_WEIGHT), // fewer can't do it, so that only the votes of few ideas are read
        ...[gte(ideas.trusted, GATE.trusted), eq(votes.staff, false), isNull(votes.excludedBy)],
        notExists(upheldReports(read)),
      ),
    )
    .groupBy(ideas.topicId)
    .having(sql`${countDistinct(votes.entryGroup)} >= ${GATE.entryGroups}`)
    .orderBy(asc(ideas.topicId))
    .limit(limit);
  return rows.map((row) => row.id);
}

const upheldReports = (read: Tx) =>
  read
    .select({ one: sql`1` })
    .from(reports)
    .where(
      and(
        ...[eq(reports.topicId, topics.id), isNull(reports.commentId), isNull(reports.objectorId)],
        eq(reports.outcome, "upheld"),
      ),
    );

/**
 * Submitted ideas that have waited since before `until`, and that no answer is promised to: what is owed one doesn't rest,
 * nor what can't qualify because its votes are looked at.
 */
export async function ideasWaitingSince(read: Tx, until: number, limit: number): Promise<TopicId[]> {
  const rows = await read
    .select({ id: ideas.topicId })
    .from(ideas)
    .innerJoin(topics, and(eq(topics.id, ideas.topicId), ne(topics.visibility, "hidden")))
    .where(
      and(
        ...[eq(ideas.status, "submitted"), lt(ideas.statusAt, until)],
        ...[isNull(ideas.dueAt), isNull(ideas.underAuditSince)],
      ),
    )
    .orderBy(asc(ideas.statusAt))
    .limit(limit);
  return rows.map((row) => row.id);
}

/** Ideas by id as the clock sees them. */
export async function ideasById(read: Tx, ids: readonly TopicId[]): Promise<Idea[]> {
  if (!ids.length) return [];
  return read
    .select({
      id: topics.id,
      kind: topics.kind,
      boardId: topics.boardId,
      authorId: topics.authorId,
      title: topics.title,
      visibility: topics.visibility,
      isLocked: topics.isLocked,
      status: ideas.status,
    })
    .from(topics)
    .innerJoin(ideas, eq(ideas.topicId, topics.id))
    .where(inArray(topics.id, [...ids]));
}
