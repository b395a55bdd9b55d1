import { and, eq, inArray, notExists, notInArray, sql } from "drizzle-orm";
import type { MemberId, TeamId } from "~db/ids.ts";
import { members, roles, teams } from "~db/schema/members.ts";
import { boards } from "~db/schema/topics.ts";
import type { Tx } from "~db/store.ts";

/** Deletes people; other rooms' rows of them must be gone. Roles they gave others stay, given by nobody. */
export async function deleteMembers(tx: Tx, people: readonly MemberId[]): Promise<void> {
  const these = [...people];
  await tx.delete(roles).where(inArray(roles.memberId, these));
  await tx.update(roles).set({ givenBy: null }).where(inArray(roles.givenBy, these));
  await tx.update(teams).set({ leadId: null }).where(inArray(teams.leadId, these));
  await tx.delete(members).where(inArray(members.id, these));
}

/** Those of the teams that nobody belongs to, that keep no board, and that are not `named` elsewhere. */
export async function deleteUnusedTeams(tx: Tx, ids: readonly TeamId[], named: readonly TeamId[]): Promise<void> {
  const belonging = tx.select({ one: sql`1` }).from(members).where(eq(members.teamId, teams.id));
  const keeping = tx.select({ one: sql`1` }).from(boards).where(eq(boards.teamId, teams.id));
  const isNamed = named.length ? notInArray(teams.id, [...named]) : undefined;
  await tx.delete(teams).where(and(inArray(teams.id, [...ids]), notExists(belonging), notExists(keeping), isNamed));
}
