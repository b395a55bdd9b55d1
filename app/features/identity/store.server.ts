import { and, eq, gt, isNull, lte, max, type SQL, sql } from "drizzle-orm";
import type { Member } from "~/features/members/rules";
import type { MemberId } from "~db/ids.ts";
import { sanctions } from "~db/schema/convention.ts";
import { admissions, oneTimeLinks, passwords, sessions, twoSteps } from "~db/schema/identity.ts";
import { members, roles, teams } from "~db/schema/members.ts";
import type { Tx } from "~db/store.ts";

const FULL_WEIGHT = 1000;
const MOST_SESSIONS = 200;

/** A session with its member as rules ask about them. */
export interface SessionRow {
  member: Member;
  /** Signed in by two steps, which some communities ask of people with roles. */
  hasTwoStep: boolean;
  expiresAt: number;
}

/** The session with its member, roles and team, in one statement: every page of a member begins with it. */
export async function loadSession(read: Tx, idHash: string, now: number): Promise<SessionRow | undefined> {
  const rows = await read
    .select({
      expiresAt: sessions.expiresAt,
      id: members.id,
      username: members.username,
      displayName: members.displayName,
      title: members.title,
      teamId: members.teamId,
      team: teams.name,
      role: roles.role,
      verdict: admissions.verdict,
      way: admissions.way,
      inviterId: admissions.inviterId,
      invitingAdmin: invitingAdmin(read),
      mutedUntil: mutedUntil(read, now),
      twoStep: twoSteps.confirmedAt,
    })
    .from(sessions)
    .innerJoin(members, eq(members.id, sessions.memberId))
    .leftJoin(teams, eq(teams.id, members.teamId))
    .leftJoin(roles, eq(roles.memberId, members.id))
    .leftJoin(admissions, eq(admissions.memberId, members.id))
    .leftJoin(twoSteps, eq(twoSteps.memberId, members.id))
    .where(eq(sessions.idHash, idHash));
  const [first] = rows;
  if (!first) return undefined;
  const { expiresAt, role, username, verdict, way, inviterId, invitingAdmin: admin, twoStep, ...rest } = first;
  const member: Member = {
    ...rest,
    username: username ?? "",
    roles: rows.flatMap((row) => (row.role ? [row.role] : [])),
    weight: FULL_WEIGHT,
    // Whoever holds a role was let in by whoever gave it.
    standing: way === null || verdict === "admitted" || role !== null ? "in" : (verdict ?? "waiting"),
    needsTwoStep: false, // the gate knows whether the community asks for it
    entryGroup: admin === null && inviterId !== null ? inviterId : first.id,
  };
  return { member, hasTwoStep: twoStep !== null, expiresAt };
}

// Their inviter, when that is an admin: those invite for the community, and make no group of the many they let in.
function invitingAdmin(read: Tx): SQL<MemberId | null> {
  const held = read
    .select({ memberId: max(roles.memberId) })
    .from(roles)
    .where(and(eq(roles.memberId, admissions.inviterId), eq(roles.role, "admin")));
  return sql<MemberId | null>`${held}`;
}

/** Until when the member of the row is suspended; null when not. */
export function mutedUntil(read: Tx, now: number): SQL<number | null> {
  const running = read
    .select({ until: max(sanctions.until) })
    .from(sanctions)
    .where(
      and(
        eq(sanctions.memberId, members.id),
        isNull(sanctions.undoneAt),
        lte(sanctions.from, now),
        gt(sanctions.until, now),
      ),
    );
  return sql<number | null>`${running}`;
}

export function memberSessions(read: Tx, memberId: MemberId): Promise<Array<typeof sessions.$inferSelect>> {
  return read.select().from(sessions).where(eq(sessions.memberId, memberId)).limit(MOST_SESSIONS);
}

export async function insertSession(tx: Tx, row: typeof sessions.$inferInsert): Promise<void> {
  await tx.insert(sessions).values(row);
}

export async function extendSession(tx: Tx, idHash: string, expiresAt: number): Promise<void> {
  await tx.update(sessions).set({ expiresAt }).where(eq(sessions.idHash, idHash));
}

export async function deleteSession(tx: Tx, idHash: string): Promise<void> {
  await tx.delete(sessions).where(eq(sessions.idHash, idHash));
}

export async function deleteMemberSessions(tx: Tx, memberId: MemberId): Promise<void> {
  await tx.delete(sessions).where(eq(sessions.memberId, memberId));
}

export async function deleteExpiredSessions(tx: Tx, now: number): Promise<void> {
  await tx.delete(sessions).where(lte(sessions.expiresAt, now));
}

export async function passwordOf(
  read: Tx,
  username: string,
): Promise<{ memberId: MemberId; hash: string } | undefined> {
  const [row] = await read
    .select({ memberId: passwords.memberId, hash: passwords.hash })
    .from(passwords)
    .innerJoin(members, eq(members.id, passwords.memberId))
    .where(eq(members.username, username));
  return row;
}

export async function savePassword(tx: Tx, memberId: MemberId, hash: string, now: number): Promise<void> {
  await tx
    .insert(passwords)
    .values({ memberId, hash, changedAt: now })
    .onConflictDoUpdate({ target: passwords.memberId, set: { hash, changedAt: now } });
}

export async function replaceLink(tx: Tx, tokenHash: string, now: number): Promise<void> {
  await tx.delete(oneTimeLinks).where(and(eq(oneTimeLinks.purpose, "set-up"), isNull(oneTimeLinks.usedAt)));
  await tx.insert(oneTimeLinks).values({ tokenHash, purpose: "set-up", createdAt: now });
}

/**
 * True for the one who comes first. Uses up every fresh link: two programs that start at once make one each.
 * False must be refused, which takes that back.
 */
export async function useLink(tx: Tx, tokenHash: string, now: number): Promise<boolean> {
  const rows = await tx
    .update(oneTimeLinks)
    .set({ usedAt: now })
    .where(and(eq(oneTimeLinks.purpose, "set-up"), isNull(oneTimeLinks.usedAt)))
    .returning({ tokenHash: oneTimeLinks.tokenHash });
  return rows.some((row) => row.tokenHash === tokenHash);
}

export async function linkIsFresh(read: Tx, tokenHash: string): Promise<boolean> {
  const rows = await read
    .select({ tokenHash: oneTimeLinks.tokenHash })
    .from(oneTimeLinks)
    .where(and(eq(oneTimeLinks.tokenHash, tokenHash), isNull(oneTimeLinks.usedAt)));
  return rows.length > 0;
}
