import { and, asc, count, eq, gt, gte, inArray, sql } from "drizzle-orm";
import type { MemberId, TeamId } from "~db/ids.ts";
import { lockRows } from "~db/locks.ts";
import { members, roles } from "~db/schema/members.ts";
import { standings } from "~db/schema/trust.ts";
import type { Tx } from "~db/store.ts";
import { GUEST_WEIGHT, type Level, type Role } from "./rules";
import { levelOf } from "./scope.server";

const MOST_STAFF = 500;
const MOST_HOLDERS = 2_000;

/** The new id; undefined when the user name is taken. */
export async function insertMember(
  tx: Tx,
  member: Pick<
    typeof members.$inferInsert,
    "username" | "displayName" | "skeleton" | "createdAt" | "source" | "sourceId"
  >,
): Promise<MemberId | undefined> {
  const rows = await tx.insert(members).values(member).onConflictDoNothing().returning({ id: members.id });
  return rows[0]?.id;
}

export async function insertPlaceholders(
  tx: Tx,
  source: string,
  people: ReadonlyArray<{ sourceId: string; displayName: string; skeleton: string; createdAt: number }>,
): Promise<number> {
  const rows = people.map((one) => ({ ...one, source }));
  const added = await tx.insert(members).values(rows).onConflictDoNothing().returning({ id: members.id });
  return added.length;
}

/** The people a source calls by these names. */
export async function membersBySource(
  read: Tx,
  source: string,
  sourceIds: readonly string[],
): Promise<Array<[string, MemberId]>> {
  const rows = await read
    .select({ id: members.id, sourceId: members.sourceId })
    .from(members)
    .where(and(eq(members.source, source), inArray(members.sourceId, [...sourceIds])));
  return rows.map(({ id, sourceId }) => [sourceId ?? "", id]);
}

export async function memberByUsername(read: Tx, username: string): Promise<{ id: MemberId } | undefined> {
  const [row] = await read.select({ id: members.id }).from(members).where(eq(members.username, username));
  return row;
}

/** Who holds a role, by what others would take for their names. */
export function roleHolders(read: Tx): Promise<Array<{ id: MemberId; username: string | null; skeleton: string }>> {
  return read
    .selectDistinct({ id: members.id, username: members.username, skeleton: members.skeleton })
    .from(members)
    .innerJoin(roles, eq(roles.memberId, members.id))
    .limit(MOST_HOLDERS);
}

export async function saveDisplayName(
  tx: Tx,
  memberId: MemberId,
  name: { displayName: string; skeleton: string },
): Promise<void> {
  await tx.update(members).set(name).where(eq(members.id, memberId));
}

/** Names whose skeleton nobody has worked out yet. */
export function withoutSkeleton(read: Tx, limit: number): Promise<Array<{ id: MemberId; displayName: string }>> {
  return read
    .select({ id: members.id, displayName: members.displayName })
    .from(members)
    .where(eq(members.skeleton, ""))
    .limit(limit);
}

/** Writes skeletons where there is none: a name that was changed meanwhile keeps its own. */
export async function fillIn(tx: Tx, rows: ReadonlyArray<{ id: MemberId; skeleton: string }>): Promise<void> {
  const ids = rows.map(({ id }) => id);
  const cases = sql.join(
    rows.map(({ id, skeleton }) => sql`when ${id} then ${skeleton}`),
    sql` `,
  );
  await tx
    .update(members)
    .set({ skeleton: sql`case ${members.id} ${cases} end` })
    .where(and(inArray(members.id, ids), eq(members.skeleton, "")));
}

/** False when they hold it already. */
export async function addRole(tx: Tx, row: typeof roles.$inferInsert): Promise<boolean> {
  const added = await tx.insert(roles).values(row).onConflictDoNothing().returning({ role: roles.role });
  return added.length > 0;
}

/** False when they didn't hold it. */
export async function removeRole(tx: Tx, memberId: MemberId, role: Role): Promise<boolean> {
  const gone = await tx
    .delete(roles)
    .where(and(eq(roles.memberId, memberId), eq(roles.role, role)))
    .returning({ role: roles.role });
  return gone.length > 0;
}

/** Holds every admin's row, so that two who stop being one at once are counted one after the other. */
export const lockAdmins = (tx: Tx): Promise<boolean> =>
  lockRows(() => tx.update(roles).set({ role: "admin" }).where(eq(roles.role, "admin")));

export async function adminCount(read: Tx): Promise<number> {
  const [row] = await read.select({ admins: count() }).from(roles).where(eq(roles.role, "admin"));
  return row?.admins ?? 0;
}

/** What somebody's vote weighs just now, in thousandths. */
export async function weightNow(read: Tx, id: MemberId): Promise<number> {
  const [row] = await read.select({ weight: standings.weight }).from(standings).where(eq(standings.memberId, id));
  return row?.weight ?? GUEST_WEIGHT;
}

/** How many people have come to this level or beyond; counted as far as `limit`. */
export async function howManyStandAt(read: Tx, level: Level, limit: number): Promise<number> {
  const some = read
    .select({ id: standings.memberId })
    .from(standings)
    .where(gte(standings.level, level))
    .limit(limit)
    .as("some");
  const [row] = await read.select({ people: count() }).from(some);
  return row?.people ?? 0;
}

interface LoadedPerson {
  id: MemberId;
  username: string | null;
  displayName: string;
  createdAt: number;
  /** Null while nothing is known of them. */
  level: number | null;
  roles: Role[];
}

/** Somebody by number, with their roles. */
export async function loadPerson(read: Tx, id: MemberId): Promise<LoadedPerson | undefined> {
  const { username, displayName, createdAt } = members;
  const [row] = await read
    .select({ username, displayName, createdAt, level: levelOf(members.id) })
    .from(members)
    .where(eq(members.id, id));
  return row && { id, ...row, roles: (await rolesOf(read, [id])).get(id) ?? [] };
}

/** Holds a member's row until the transaction ends: who acts on them second sees what the first did. */
export const lockMember = (tx: Tx, id: MemberId): Promise<boolean> =>
  lockRows(() =>
    tx
      .update(members)
      .set({ displayName: sql`${members.displayName}` })
      .where(eq(members.id, id)),
  );

/** False when there is no such member. */
export async function saveStation(
  tx: Tx,
  memberId: MemberId,
  teamId: TeamId | null,
  title: string | null,
): Promise<boolean> {
  const rows = await tx
    .update(members)
    .set({ teamId, title })
    .where(eq(members.id, memberId))
    .returning({ id: members.id });
  return rows.length > 0;
}

export async function saveLocale(tx: Tx, memberId: MemberId, locale: string): Promise<void> {
  await tx.update(members).set({ locale }).where(eq(members.id, memberId));
}

export async function loadLocale(read: Tx, memberId: MemberId): Promise<string | null> {
  const [row] = await read.select({ locale: members.locale }).from(members).where(eq(members.id, memberId));
  return row?.locale ?? null;
}

export async function saveWantsMail(tx: Tx, memberId: MemberId, wantsMail: boolean): Promise<void> {
  await tx.update(members).set({ wantsMail }).where(eq(members.id, memberId));
}

export async function isStaffMember(read: Tx, id: MemberId): Promise<boolean> {
  const rows = await read
    .select({ id: roles.memberId })
    .from(roles)
    .where(and(eq(roles.memberId, id), eq(roles.role, "staff")));
  return rows.length > 0;
}

export function staffMembers(read: Tx): Promise<Array<{ id: MemberId; displayName: string }>> {
  return read
    .select({ id: members.id, displayName: members.displayName })
    .from(members)
    .innerJoin(roles, and(eq(roles.memberId, members.id), eq(roles.role, "staff")))
    .orderBy(asc(members.displayName))
    .limit(MOST_STAFF);
}

/** The roles these people hold. */
export async function rolesOf(read: Tx, ids: readonly MemberId[]): Promise<Map<MemberId, Role[]>> {
  const rows = ids.length
    ? await read
        .select()
        .from(roles)
        .where(inArray(roles.memberId, [...ids]))
    : [];
  const held = new Map<MemberId, Role[]>();
  for (const row of rows) held.set(row.memberId, [...(held.get(row.memberId) ?? []), row.role]);
  return held;
}

/** The last of the next so many people behind a number, placeholders among them; null: there is none. */
export async function lastOfNext(read: Tx, after: number, limit: number): Promise<number | null> {
  const rows = await read
    .select({ id: members.id })
    .from(members)
    .where(gt(members.id, sql`${after}`))
    .orderBy(asc(members.id))
    .limit(limit);
  return rows.at(-1)?.id ?? null;
}
