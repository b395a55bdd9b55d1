import { and, eq, inArray, isNull, notExists, sql } from "drizzle-orm";
import type { MemberId, TeamId } from "~db/ids.ts";
import { members, roles, teams } from "~db/schema/members.ts";
import type { Tx } from "~db/store.ts";

/** Deletes people; other rooms' rows of them must be gone. Roles they gave others stay, given by nobody. */
export async function deleteMembers(tx: Tx, people: readonly MemberId[]): Promise<void> {
  const these = [...people];
  await tx.delete(roles).where(inArray(roles.memberId, these));
  await tx.update(roles).set({ givenBy: null }).where(inArray(roles.givenBy, these));
  await tx.update(teams).set({ leadId: null }).where(inArray(teams.leadId, these));
  await tx.delete(members).where(inArray(members.id, these));
}

/** Those of the teams that nobody belongs to or leads. */
export async function teamsWithoutPeople(read: Tx, ids: readonly TeamId[]): Promise<TeamId[]> {
  const belonging = read.select({ one: sql`1` }).from(members).where(eq(members.teamId, teams.id));
  const rows = await read
    .select({ id: teams.id })
    .from(teams)
    .where(and(inArray(teams.id, [...ids]), isNull(teams.leadId), notExists(belonging)));
  return rows.map(({ id }) => id);
}

/** Deletes teams; other rooms' rows must not name them any more. */
export async function deleteTeams(tx: Tx, ids: readonly TeamId[]): Promise<void> {
  await tx.delete(teams).where(inArray(teams.id, [...ids]));
}
