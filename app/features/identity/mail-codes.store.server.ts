import { and, eq, gt, isNull, lt, sql } from "drizzle-orm";
import type { MemberId } from "~db/ids.ts";
import { mailCodes } from "~db/schema/identity.ts";
import type { Tx } from "~db/store.ts";

export async function insertCode(tx: Tx, row: typeof mailCodes.$inferInsert): Promise<void> {
  await tx.insert(mailCodes).values(row);
}

/** Counts a try at the code this browser asked for; undefined when it was used, is too old or was tried too often. */
export async function noteTry(
  tx: Tx,
  tokenHash: string,
  mostTries: number,
  now: number,
): Promise<{ memberId: MemberId | null; codeHash: string } | undefined> {
  const [row] = await tx
    .update(mailCodes)
    .set({ wrongTries: sql`${mailCodes.wrongTries} + 1` })
    .where(and(isLive(tokenHash, now), lt(mailCodes.wrongTries, mostTries)))
    .returning({ memberId: mailCodes.memberId, codeHash: mailCodes.codeHash });
  return row;
}

export async function isLiveCode(read: Tx, tokenHash: string, mostTries: number, now: number): Promise<boolean> {
  const rows = await read
    .select({ tokenHash: mailCodes.tokenHash })
    .from(mailCodes)
    .where(and(isLive(tokenHash, now), lt(mailCodes.wrongTries, mostTries)));
  return rows.length > 0;
}

export async function useCode(tx: Tx, tokenHash: string, now: number): Promise<void> {
  await tx.update(mailCodes).set({ usedAt: now }).where(eq(mailCodes.tokenHash, tokenHash));
}

/** Ends the member's codes that nobody has used. */
export async function endCodes(tx: Tx, memberId: MemberId, now: number): Promise<void> {
  await tx
    .update(mailCodes)
    .set({ expiresAt: now })
    .where(and(eq(mailCodes.memberId, memberId), isNull(mailCodes.usedAt), gt(mailCodes.expiresAt, now)));
}

export async function deleteCodesBefore(tx: Tx, then: number): Promise<void> {
  await tx.delete(mailCodes).where(lt(mailCodes.expiresAt, then));
}

const isLive = (tokenHash: string, now: number) =>
  and(eq(mailCodes.tokenHash, tokenHash), isNull(mailCodes.usedAt), gt(mailCodes.expiresAt, now));
