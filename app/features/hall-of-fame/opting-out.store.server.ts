import { eq } from "drizzle-orm";
import type { MemberId } from "~db/ids.ts";
import { rankingOptOuts } from "~db/schema/hall-of-fame.ts";
import type { Tx } from "~db/store.ts";

export async function hasOptOut(read: Tx, memberId: MemberId): Promise<boolean> {
  const rows = await read.select().from(rankingOptOuts).where(eq(rankingOptOuts.memberId, memberId));
  return rows.length > 0;
}

export async function insertOptOut(tx: Tx, memberId: MemberId, at: number): Promise<void> {
  await tx.insert(rankingOptOuts).values({ memberId, at }).onConflictDoNothing();
}

export async function deleteOptOut(tx: Tx, memberId: MemberId): Promise<void> {
  await tx.delete(rankingOptOuts).where(eq(rankingOptOuts.memberId, memberId));
}
