import { and, asc, desc, eq, exists, gt, gte, inArray, isNotNull, lt, ne, or, sql } from "drizzle-orm";
import { type FactId, isId, type MemberId, type TrustRunId } from "~db/ids.ts";
import { comments } from "~db/schema/comments.ts";
import { facts } from "~db/schema/facts.ts";
import { answers } from "~db/schema/ideas.ts";
import { roles } from "~db/schema/members.ts";
import { topics } from "~db/schema/topics.ts";
import { ties, trustRuns, trustScores } from "~db/schema/trust.ts";
import type { Tx } from "~db/store.ts";

export type RunRow = typeof trustRuns.$inferSelect;

/** The latest run that was finished; undefined: none was. */
export async function latestRun(read: Tx): Promise<RunRow | undefined> {
  const [row] = await read
    .select()
    .from(trustRuns)
    .where(isNotNull(trustRuns.finishedAt))
    .orderBy(desc(trustRuns.id))
    .limit(1);
  return row;
}

/** The latest runs, broken-off ones, too. */
export const latestRuns = (read: Tx, limit: number): Promise<RunRow[]> =>
  read.select().from(trustRuns).orderBy(desc(trustRuns.id)).limit(limit);

export async function insertRun(tx: Tx, row: Pick<RunRow, "at" | "by" | "lambda">): Promise<TrustRunId> {
  const [added] = await tx
    .insert(trustRuns)
    .values({ ...row, report: {} })
    .returning({ id: trustRuns.id });
  if (!added) throw new Error("a run was not stored");
  return added.id;
}

export async function saveRun(tx: Tx, id: TrustRunId, found: Partial<RunRow>): Promise<void> {
  await tx.update(trustRuns).set(found).where(eq(trustRuns.id, id));
}

/** Deletes runs further back than anybody looks at, but the one that the next goes on from. */
export async function deleteRunsBefore(tx: Tx, id: number, latest: TrustRunId): Promise<void> {
  await tx.delete(trustRuns).where(and(lt(trustRuns.id, sql`${id}`), ne(trustRuns.id, latest)));
}

/** Employees, and which of them answered somebody since then: officially, or in a comment that stands. */
export async function staffWhoAnswered(
  read: Tx,
  since: number,
): Promise<Array<{ id: MemberId; hasAnswered: boolean }>> {
  const one = { one: sql`1` };
  const officially = read
    .select(one)
    .from(answers)
    .where(and(eq(answers.authorId, roles.memberId), gte(answers.at, since)));
  const answered = or(
    isNotNull(comments.parentId),
    exists(
      read
        .select(one)
        .from(topics)
        .where(and(eq(topics.id, comments.topicId), ne(topics.authorId, comments.authorId))),
    ),
  );
  const inComments = read
    .select(one)
    .from(comments)
    .where(
      and(
        eq(comments.authorId, roles.memberId),
        gte(comments.createdAt, since),
        eq(comments.isHidden, false),
        answered,
      ),
    );
  const rows = await read
    .select({
      id: roles.memberId,
      hasAnswered: sql<boolean>`${or(exists(officially), exists(inComments))}`.mapWith(Boolean),
    })
    .from(roles)
    .where(eq(roles.role, "staff"))
    .orderBy(asc(roles.memberId));
  return rows;
}

export interface TieRow {
  lowId: MemberId;
  highId: MemberId;
  kind: (typeof ties.$inferSelect)["kind"];
  subject: string;
  weight: number;
  at: number;
}

/** What names a tie: before the first stands the one of nobody. */
type TieKey = { lowId: number; highId: number; kind: string; subject: string };

/** Ties behind one, in the order of their key. */
export const tiesAfter = (read: Tx, last: TieKey, limit: number): Promise<TieRow[]> =>
  read
    .select()
    .from(ties)
    .where(
      sql`(${ties.lowId}, ${ties.highId}, ${ties.kind}, ${ties.subject}) > (${last.lowId}, ${last.highId}, ${last.kind}, ${last.subject})`,
    )
    .orderBy(asc(ties.lowId), asc(ties.highId), asc(ties.kind), asc(ties.subject))
    .limit(limit);

/** Stores what a run found, in one statement. */
export async function saveScores(tx: Tx, rows: ReadonlyArray<typeof trustScores.$inferInsert>): Promise<void> {
  if (rows.length === 0) return;
  await tx
    .insert(trustScores)
    .values([...rows])
    .onConflictDoUpdate({
      target: trustScores.memberId,
      set: {
        runId: sql`excluded.run_id`,
        p: sql`excluded.p`,
        degree: sql`excluded.degree`,
        q: sql`excluded.q`,
        g: sql`excluded.g`,
        staffMet: sql`excluded.staff_met`,
      },
    });
}

/** Scores behind a number, and of which run they are. */
export const scoresAfter = (
  read: Tx,
  after: number,
  limit: number,
): Promise<Array<{ memberId: MemberId; runId: TrustRunId }>> =>
  read
    .select({ memberId: trustScores.memberId, runId: trustScores.runId })
    .from(trustScores)
    .where(gt(trustScores.memberId, sql`${after}`))
    .orderBy(asc(trustScores.memberId))
    .limit(limit);

export async function deleteScores(tx: Tx, ids: readonly MemberId[]): Promise<void> {
  if (ids.length) await tx.delete(trustScores).where(inArray(trustScores.memberId, [...ids]));
}

/** Whose weight changed by itself behind a fact, and the fact: some, in order. */
export async function weightChangesAfter(
  read: Tx,
  { after, since, limit }: { after: number; since: number; limit: number },
): Promise<Array<{ id: FactId; member: MemberId | null }>> {
  const rows = await read
    .select({ id: facts.id, details: facts.details })
    .from(facts)
    .where(and(eq(facts.kind, "weight.changed"), gt(facts.id, sql`${after}`), gte(facts.at, since)))
    .orderBy(asc(facts.id))
    .limit(limit);
  return rows.map(({ id, details: { member } }) => ({
    id,
    member: typeof member === "number" && isId<MemberId>(member) ? member : null,
  }));
}
