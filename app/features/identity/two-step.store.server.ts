import { and, eq, isNotNull, isNull, lt } from "drizzle-orm";
import type { MemberId } from "~db/ids.ts";
import { recoveryCodes, twoSteps } from "~db/schema/identity.ts";
import type { Tx } from "~db/store.ts";

export type TwoStepRow = typeof twoSteps.$inferSelect;

export async function twoStepOf(read: Tx, memberId: MemberId): Promise<TwoStepRow | undefined> {
  const [row] = await read.select().from(twoSteps).where(eq(twoSteps.memberId, memberId));
  return row;
}

/** A secret to try out, in place of another such. False when two-step sign-in is on already. */
export async function saveSecret(tx: Tx, memberId: MemberId, secret: string, now: number): Promise<boolean> {
  const rows = await tx
    .insert(twoSteps)
    .values({ memberId, secret, createdAt: now })
    .onConflictDoUpdate({
      target: twoSteps.memberId,
      set: { secret, createdAt: now, lastStep: 0 },
      setWhere: isNull(twoSteps.confirmedAt),
    })
    .returning({ memberId: twoSteps.memberId });
  return rows.length > 0;
}

/** Forgets a secret to try out. One that somebody signs in by stays. */
export async function deleteUnconfirmed(tx: Tx, memberId: MemberId): Promise<void> {
  await tx.delete(twoSteps).where(and(eq(twoSteps.memberId, memberId), isNull(twoSteps.confirmedAt)));
}

/** Uses up the code of a time step. False when that one or a later one was used: none works twice. */
export async function useStep(tx: Tx, { memberId, secret }: TwoStepRow, step: number): Promise<boolean> {
  const rows = await tx
    .update(twoSteps)
    .set({ lastStep: step })
    .where(and(eq(twoSteps.memberId, memberId), eq(twoSteps.secret, secret), lt(twoSteps.lastStep, step)))
    .returning({ memberId: twoSteps.memberId });
  return rows.length > 0;
}

/** True for the one who switches it on first. */
export async function switchOn(tx: Tx, memberId: MemberId, now: number): Promise<boolean> {
  const rows = await tx
    .update(twoSteps)
    .set({ confirmedAt: now })
    .where(and(eq(twoSteps.memberId, memberId), isNull(twoSteps.confirmedAt)))
    .returning({ memberId: twoSteps.memberId });
  return rows.length > 0;
}

export async function deleteTwoStep(tx: Tx, memberId: MemberId): Promise<void> {
  await tx.delete(recoveryCodes).where(eq(recoveryCodes.memberId, memberId));
  await tx.delete(twoSteps).where(eq(twoSteps.memberId, memberId));
}

export async function replaceRecoveryCodes(tx: Tx, memberId: MemberId, hashes: readonly string[]): Promise<void> {
  await tx.delete(recoveryCodes).where(eq(recoveryCodes.memberId, memberId));
  await tx.insert(recoveryCodes).values(hashes.map((codeHash) => ({ memberId, codeHash })));
}

/** True once for each code. */
export async function useRecoveryCode(tx: Tx, memberId: MemberId, codeHash: string, now: number): Promise<boolean> {
  const rows = await tx
    .update(recoveryCodes)
    .set({ usedAt: now })
    .where(
      and(eq(recoveryCodes.memberId, memberId), eq(recoveryCodes.codeHash, codeHash), isNull(recoveryCodes.usedAt)),
    )
    .returning({ memberId: recoveryCodes.memberId });
  return rows.length > 0;
}

export const recoveryCodesLeft = (read: Tx, memberId: MemberId): Promise<number> =>
  read.$count(recoveryCodes, and(eq(recoveryCodes.memberId, memberId), isNull(recoveryCodes.usedAt)));

/** Whether this member signs in by two steps. */
export async function hasTwoStep(read: Tx, memberId: MemberId): Promise<boolean> {
  return (await read.$count(twoSteps, and(eq(twoSteps.memberId, memberId), isNotNull(twoSteps.confirmedAt)))) > 0;
}
