import { and, desc, eq, gt, lt, lte, max, ne, type SQL, sql } from "drizzle-orm";
import { GUEST_WEIGHT, levelFrom, type Member } from "~/features/members/rules";
import { mutedUntil } from "~/features/members/scope.server";
import type { MemberId } from "~db/ids.ts";
import { prepared, type Value } from "~db/prepared.ts";
import { sessions, twoSteps } from "~db/schema/identity.ts";
import { admissions } from "~db/schema/joining.ts";
import { members, roles, teams } from "~db/schema/members.ts";
import { standings } from "~db/schema/trust.ts";
import type { Tx } from "~db/store.ts";

const MOST_SESSIONS = 200;

/** A session with its member as rules ask about them. */
export interface SessionRow {
  member: Member;
  /** Signed in by two steps, which some communities ask of people with roles. */
  hasTwoStep: boolean;
  /** Answers and replies come to them by mail, too. */
  wantsMail: boolean;
  expiresAt: number;
  /** When it was last used, to the hour. */
  seenAt: number;
}

// Every page of a member begins with it.
const sessionRows = prepared((read, value: Value<{ idHash: string; now: number }>) =>
  read
    .select({
      expiresAt: sessions.expiresAt,
      seenAt: sessions.seenAt,
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
      mutedUntil: mutedUntil(read, value("now")),
      twoStep: twoSteps.confirmedAt,
      wantsMail: members.wantsMail,
      weight: standings.weight,
      isGuest: standings.isGuest,
      level: standings.level,
    })
    .from(sessions)
    .innerJoin(members, eq(members.id, sessions.memberId))
    .leftJoin(teams, eq(teams.id, members.teamId))
    .leftJoin(roles, eq(roles.memberId, members.id))
    .leftJoin(admissions, eq(admissions.memberId, members.id))
    .leftJoin(twoSteps, eq(twoSteps.memberId, members.id))
    .leftJoin(standings, eq(standings.memberId, members.id))
    .where(eq(sessions.idHash, value("idHash"))),
);

/** The session with its member, roles and team, in one statement. */
export async function loadSession(read: Tx, idHash: string, now: number): Promise<SessionRow | undefined> {
  const rows = await sessionRows(read, { idHash, now });
  const [first] = rows;
  if (!first) return undefined;
  const { expiresAt, seenAt, twoStep, wantsMail, ...asked } = first;
  const { role, username, verdict, way, inviterId, invitingAdmin: admin, weight, isGuest, level, ...rest } = asked;
  const member: Member = {
    ...rest,
    username: username ?? "",
    roles: rows.flatMap((row) => (row.role ? [row.role] : [])),
    weight: weight ?? GUEST_WEIGHT,
    isGuest: isGuest ?? true,
    level: levelFrom(level),
    // Whoever holds a role was let in by whoever gave it.
    standing: way === null || verdict === "admitted" || role !== null ? "in" : (verdict ?? "waiting"),
    needsTwoStep: false, // the gate knows whether the community asks for it
    entryGroup: admin === null && inviterId !== null ? inviterId : first.id,
  };
  return { member, hasTwoStep: twoStep !== null, wantsMail, expiresAt, seenAt };
}

// Their inviter, when that is an admin: those invite for the community, and make no group of the many they let in.
function invitingAdmin(read: Tx): SQL<MemberId | null> {
  const held = read
    .select({ memberId: max(roles.memberId) })
    .from(roles)
    .where(and(eq(roles.memberId, admissions.inviterId), eq(roles.role, "admin")));
  return sql<MemberId | null>`${held}`;
}

/** A member's sessions that live, last used first. */
export function memberSessions(
  read: Tx,
  memberId: MemberId,
  now: number,
): Promise<Array<typeof sessions.$inferSelect>> {
  return read
    .select()
    .from(sessions)
    .where(and(eq(sessions.memberId, memberId), gt(sessions.expiresAt, now)))
    .orderBy(desc(sessions.seenAt), desc(sessions.createdAt))
    .limit(MOST_SESSIONS);
}

export async function insertSession(tx: Tx, row: typeof sessions.$inferInsert): Promise<void> {
  await tx.insert(sessions).values(row);
}

export async function extendSession(tx: Tx, idHash: string, expiresAt: number): Promise<void> {
  await tx.update(sessions).set({ expiresAt }).where(eq(sessions.idHash, idHash));
}

/** Notes that a session was used at `at`, unless that is known. */
export async function saveSeen(tx: Tx, idHash: string, at: number): Promise<void> {
  await tx
    .update(sessions)
    .set({ seenAt: at })
    .where(and(eq(sessions.idHash, idHash), lt(sessions.seenAt, at)));
}

export async function deleteSession(tx: Tx, idHash: string): Promise<void> {
  await tx.delete(sessions).where(eq(sessions.idHash, idHash));
}

export async function deleteMemberSessions(tx: Tx, memberId: MemberId): Promise<void> {
  await tx.delete(sessions).where(eq(sessions.memberId, memberId));
}

/** All of a member's but one; all, when that one is nobody's. */
export async function deleteOtherSessions(tx: Tx, memberId: MemberId, idHash: string | null): Promise<void> {
  await tx.delete(sessions).where(and(eq(sessions.memberId, memberId), ne(sessions.idHash, idHash ?? "")));
}

/** One of a member's; nothing when it is not theirs. */
export async function deleteOwnSession(tx: Tx, memberId: MemberId, idHash: string): Promise<void> {
  await tx.delete(sessions).where(and(eq(sessions.memberId, memberId), eq(sessions.idHash, idHash)));
}

/** Sessions that end after `longest` end at `to`. */
export async function shortenSessions(tx: Tx, { longest, to }: { longest: number; to: number }): Promise<void> {
  await tx.update(sessions).set({ expiresAt: to }).where(gt(sessions.expiresAt, longest));
}

export async function deleteExpiredSessions(tx: Tx, now: number): Promise<void> {
  await tx.delete(sessions).where(lte(sessions.expiresAt, now));
}
