import { and, desc, eq, inArray, isNotNull, isNull, like, lt, not, or, type SQL, sql } from "drizzle-orm";
import type { MemberId, TeamId } from "~db/ids.ts";
import { admissions } from "~db/schema/joining.ts";
import { members, roles } from "~db/schema/members.ts";
import type { Tx } from "~db/store.ts";
import type { PeopleFilter, Role } from "./rules";
import { levelOf, mutedMembers } from "./scope.server";
import { rolesOf } from "./store.server";

export interface PersonRow {
  id: MemberId;
  username: string;
  displayName: string;
  level: number | null;
  title: string | null;
  teamId: TeamId | null;
  createdAt: number;
  roles: Role[];
}

/** What a name may look like, beside how it is written. */
type SoughtPeople = PeopleFilter & { skeleton: string };

/** People with accounts, by id: those who came last first. */
export async function loadPeople(
  read: Tx,
  sought: SoughtPeople,
  { before, limit, now }: { before: MemberId | null; limit: number; now: number },
): Promise<PersonRow[]> {
  const rows = await read
    .select({
      id: members.id,
      username: members.username,
      displayName: members.displayName,
      level: levelOf(members.id),
      title: members.title,
      teamId: members.teamId,
      createdAt: members.createdAt,
    })
    .from(members)
    .where(
      and(
        isNotNull(members.username),
        before ? lt(members.id, before) : undefined,
        isCalled(sought),
        sought.role ? holds(read, eq(roles.role, sought.role)) : undefined,
        stands(read, sought.standing, now),
      ),
    )
    .orderBy(desc(members.id))
    .limit(limit);
  const held = await rolesOf(
    read,
    rows.map((row) => row.id),
  );
  return rows.map((row) => ({ ...row, username: row.username ?? "", roles: held.get(row.id) ?? [] }));
}

/** Some with accounts who came by themselves. */
export function peopleOfTheirOwn(read: Tx, limit: number): Promise<Array<{ id: MemberId }>> {
  return read
    .select({ id: members.id })
    .from(members)
    .where(and(isNotNull(members.username), isNull(members.source)))
    .limit(limit);
}

// No index helps to find a part of a name. One admin looks now and then, and 100,000 names are read in milliseconds.
function isCalled({ name, skeleton }: SoughtPeople): SQL | undefined {
  if (!name) return undefined;
  const written = partOf(name.toLowerCase());
  return or(
    like(members.username, written),
    like(sql`lower(${members.displayName})`, written),
    like(members.skeleton, partOf(skeleton)),
  );
}

// Signs that mean something to LIKE stand for any one sign, as the engines don't agree on how they are escaped.
const partOf = (text: string): string => `%${text.replace(/[%_\\]/g, "_")}%`;

// Few hold a role, and few are suspended or wait: they are looked for, and not among everybody.
const holds = (read: Tx, which?: SQL): SQL =>
  inArray(members.id, read.select({ id: roles.memberId }).from(roles).where(which));

function stands(read: Tx, standing: PeopleFilter["standing"], now: number): SQL | undefined {
  if (standing === null) return undefined;
  if (standing === "suspended") return inArray(members.id, mutedMembers(read, now));
  const verdict = standing === "waiting" ? isNull(admissions.verdict) : eq(admissions.verdict, standing);
  const asked = read.select({ id: admissions.memberId }).from(admissions).where(verdict);
  return and(inArray(members.id, asked), not(holds(read))); // whoever holds a role was let in by whoever gave it
}
