import { and, eq } from "drizzle-orm";
import type { MemberId } from "~db/ids.ts";
import { members, roles, teams } from "~db/schema/members.ts";
import { standings } from "~db/schema/trust.ts";
import type { Tx } from "~db/store.ts";
import { isModerator, type Role, type Viewer } from "./rules";
import { isLetIn } from "./scope.server";

export interface Profile {
  id: MemberId;
  displayName: string;
  title: string | null;
  team: string | null;
  about: string;
  roles: Role[];
  createdAt: number;
  /** Where an import names them, who has not come to claim their work; null of people with accounts. */
  importedFrom: string | null;
  /** Their level as it works now; null: nothing is known of them yet. */
  level: number | null;
}

/** In one statement, with a row for each role. */
export async function loadProfile(read: Tx, viewer: Viewer, id: MemberId): Promise<Profile | undefined> {
  const { displayName, title, about, createdAt, username, source } = members;
  const rows = await read
    .select({
      ...{ displayName, title, about, createdAt, username, source },
      ...{ team: teams.name, role: roles.role, level: standings.level },
    })
    .from(members)
    .leftJoin(teams, eq(teams.id, members.teamId))
    .leftJoin(roles, eq(roles.memberId, members.id))
    .leftJoin(standings, eq(standings.memberId, members.id))
    .where(and(eq(members.id, id), isModerator(viewer) || viewer?.id === id ? undefined : isLetIn(read)));
  const [first] = rows;
  if (!first) return undefined;
  const { role: _, username: account, source: from, ...profile } = first;
  const held = rows.flatMap(({ role }) => (role ? [role] : []));
  return { ...profile, id, roles: held, importedFrom: account === null ? from : null };
}

export async function loadAbout(read: Tx, id: MemberId): Promise<string> {
  const [row] = await read.select({ about: members.about }).from(members).where(eq(members.id, id));
  return row?.about ?? "";
}

export async function saveProfile(
  tx: Tx,
  id: MemberId,
  profile: { displayName: string; skeleton: string; about: string },
): Promise<void> {
  await tx.update(members).set(profile).where(eq(members.id, id));
}
