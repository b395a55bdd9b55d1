import { and, asc, eq, isNotNull, isNull, lte, min, ne, not, notExists, or, sql } from "drizzle-orm";
import { isEmployee, isLetIn } from "~/features/members/scope.server";
import type { MemberId } from "~db/ids.ts";
import { firstHundred, vacatedPlaces } from "~db/schema/badges.ts";
import { comments } from "~db/schema/comments.ts";
import { members } from "~db/schema/members.ts";
import { topics } from "~db/schema/topics.ts";
import { standings } from "~db/schema/trust.ts";
import type { Tx } from "~db/store.ts";

/** The last place that was ever taken; 0 while none was. */
export async function lastPlace(read: Tx): Promise<number> {
  const left = read.select({ last: sql<number>`coalesce(max(${vacatedPlaces.place}), 0)` }).from(vacatedPlaces);
  const [row] = await read
    .select({ taken: sql<number>`coalesce(max(${firstHundred.place}), 0)`, left: sql<number>`(${left})` })
    .from(firstHundred);
  return Math.max(row?.taken ?? 0, row?.left ?? 0);
}

const isOpen = eq(topics.visibility, "open");

/**
 * Members without a place, of whom something in sight was written by a moment: in the order in which the first of it was.
 * Neither employees nor placeholders; people of the sample only where the whole town is made up.
 */
export async function nextInLine(
  read: Tx,
  { by, limit, withSample }: { by: number; limit: number; withSample: boolean },
): Promise<MemberId[]> {
  const begun = read
    .select({ at: min(topics.createdAt) })
    .from(topics)
    .where(and(eq(topics.authorId, members.id), isOpen, lte(topics.createdAt, by)));
  const said = read
    .select({ at: min(comments.createdAt) })
    .from(comments)
    .innerJoin(topics, eq(topics.id, comments.topicId))
    .where(and(eq(comments.authorId, members.id), eq(comments.isHidden, false), isOpen, lte(comments.createdAt, by)));
  const placed = read.select({ one: sql`1` }).from(firstHundred).where(eq(firstHundred.memberId, members.id));
  const line = read
    .select({ id: members.id, begun: sql<number>`${begun}`.as("begun"), said: sql<number>`${said}`.as("said") })
    .from(members)
    .where(
      and(
        ...[isNotNull(members.username), not(isEmployee(read, members.id)), isLetIn(read), notExists(placed)],
        withSample ? undefined : or(isNull(members.source), ne(members.source, "sample")),
      ),
    )
    .as("line");
  const first = sql`case when ${line.said} is null or ${line.begun} < ${line.said} then ${line.begun} else ${line.said} end`;
  const rows = await read
    .select({ id: line.id })
    .from(line)
    .where(or(isNotNull(line.begun), isNotNull(line.said)))
    .orderBy(asc(first), asc(line.id))
    .limit(limit);
  return rows.map(({ id }) => id);
}

/** Who of them has a place now, and had none. */
export async function insertPlaces(
  tx: Tx,
  rows: ReadonlyArray<{ place: number; memberId: MemberId; at: number }>,
): Promise<MemberId[]> {
  const added = await tx
    .insert(firstHundred)
    .values([...rows])
    .onConflictDoNothing()
    .returning({ memberId: firstHundred.memberId });
  return added.map(({ memberId }) => memberId);
}

export interface WallRow {
  place: number;
  id: MemberId;
  name: string;
  level: number | null;
  at: number;
}

/** Those of the first hundred who are still here, in their order. */
export const loadWall = (read: Tx): Promise<WallRow[]> =>
  read
    .select({
      ...{ place: firstHundred.place, id: members.id, name: members.displayName, level: standings.level },
      at: firstHundred.at,
    })
    .from(firstHundred)
    .innerJoin(members, eq(members.id, firstHundred.memberId))
    .leftJoin(standings, eq(standings.memberId, members.id))
    .orderBy(asc(firstHundred.place))
    .limit(100);
