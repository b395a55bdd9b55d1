import { inArray } from "drizzle-orm";
import type { MemberId } from "~db/ids.ts";
import { roles } from "~db/schema/members.ts";
import type { Tx } from "~db/store.ts";

/** The roles of these people. */
export async function rolesOf(
  read: Tx,
  ids: readonly MemberId[],
): Promise<Map<MemberId, Array<(typeof roles.$inferSelect)["role"]>>> {
  const rows = ids.length
    ? await read
        .select()
        .from(roles)
        .where(inArray(roles.memberId, [...ids]))
    : [];
  const held = Map.groupBy(rows, ({ memberId }) => memberId);
  return new Map([...held].map(([id, all]) => [id, all.map(({ role }) => role)]));
}
