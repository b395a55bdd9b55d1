import { asc, eq } from "drizzle-orm";
import { alias } from "drizzle-orm/sqlite-core";
import type { MemberId, TeamId } from "~db/ids.ts";
import { members, teams } from "~db/schema/members.ts";
import type { Tx } from "~db/store.ts";

const MOST_TEAMS = 500;
const leads = alias(members, "leads");

export interface TeamRow {
  id: TeamId;
  name: string;
  /** Who answers for it. */
  leadId: MemberId | null;
  lead: string | null;
}

export async function isTeam(read: Tx, id: TeamId): Promise<boolean> {
  const rows = await read.select({ id: teams.id }).from(teams).where(eq(teams.id, id));
  return rows.length > 0;
}

export async function insertTeam(tx: Tx, name: string, createdAt: number): Promise<TeamId | undefined> {
  const rows = await tx.insert(teams).values({ name, createdAt }).onConflictDoNothing().returning({ id: teams.id });
  return rows[0]?.id;
}

export async function saveTeam(tx: Tx, id: TeamId, team: { name: string; leadId: MemberId | null }): Promise<void> {
  await tx.update(teams).set(team).where(eq(teams.id, id));
}

export function loadTeams(read: Tx): Promise<TeamRow[]> {
  return read
    .select({ id: teams.id, name: teams.name, leadId: teams.leadId, lead: leads.displayName })
    .from(teams)
    .leftJoin(leads, eq(leads.id, teams.leadId))
    .orderBy(asc(teams.name))
    .limit(MOST_TEAMS);
}

/** Nobody leads a team who is no employee any more. */
export async function endLeads(tx: Tx, memberId: MemberId): Promise<void> {
  await tx.update(teams).set({ leadId: null }).where(eq(teams.leadId, memberId));
}
