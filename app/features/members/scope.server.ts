import { and, eq, gt, isNull, lte, max, type SQL, sql } from "drizzle-orm";
import { sanctions } from "~db/schema/convention.ts";
import { members } from "~db/schema/members.ts";
import type { Tx } from "~db/store.ts";

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
