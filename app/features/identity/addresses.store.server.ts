import { and, eq, isNotNull, isNull, ne } from "drizzle-orm";
import type { MemberId } from "~db/ids.ts";
import { addresses } from "~db/schema/identity.ts";
import type { Tx } from "~db/store.ts";

/** A member's addresses: at most one that answered and one that has yet to. */
export function addressesOf(
  read: Tx,
  memberId: MemberId,
): Promise<Array<{ address: string; confirmedAt: number | null; createdAt: number }>> {
  return read
    .select({ address: addresses.address, confirmedAt: addresses.confirmedAt, createdAt: addresses.createdAt })
    .from(addresses)
    .where(eq(addresses.memberId, memberId))
    .limit(2);
}

/** The address that gets this member's mail. */
export async function confirmedAddress(read: Tx, memberId: MemberId): Promise<string | null> {
  const [row] = await read
    .select({ address: addresses.address })
    .from(addresses)
    .where(and(eq(addresses.memberId, memberId), isNotNull(addresses.confirmedAt)));
  return row?.address ?? null;
}

/** Whose confirmed address this is. */
export async function ownerOfAddress(read: Tx, key: string): Promise<MemberId | undefined> {
  const [row] = await read
    .select({ memberId: addresses.memberId })
    .from(addresses)
    .where(and(eq(addresses.key, key), isNotNull(addresses.confirmedAt)));
  return row?.memberId;
}

/** Forgets an address that has yet to answer. False when there was none. */
export async function deleteAskedAddress(tx: Tx, memberId: MemberId): Promise<boolean> {
  const rows = await tx
    .delete(addresses)
    .where(and(eq(addresses.memberId, memberId), isNull(addresses.confirmedAt)))
    .returning({ key: addresses.key });
  return rows.length > 0;
}

/** Keeps an address that has yet to answer, in place of another such. False when it is theirs already. */
export async function saveAskedAddress(
  tx: Tx,
  row: { memberId: MemberId; address: string; key: string; createdAt: number },
): Promise<boolean> {
  await deleteAskedAddress(tx, row.memberId);
  const added = await tx.insert(addresses).values(row).onConflictDoNothing().returning({ key: addresses.key });
  return added.length > 0;
}

/** The address asked for at `createdAt` becomes the member's own, in place of the former. False when it waits no more. */
export async function saveConfirmed(
  tx: Tx,
  memberId: MemberId,
  { createdAt, now }: { createdAt: number; now: number },
): Promise<boolean> {
  const [waiting] = await tx
    .select({ key: addresses.key })
    .from(addresses)
    .where(and(eq(addresses.memberId, memberId), isNull(addresses.confirmedAt), eq(addresses.createdAt, createdAt)));
  if (!waiting) return false;
  await tx.delete(addresses).where(and(eq(addresses.memberId, memberId), ne(addresses.key, waiting.key)));
  await tx
    .update(addresses)
    .set({ confirmedAt: now })
    .where(and(eq(addresses.memberId, memberId), eq(addresses.key, waiting.key)));
  return true;
}

export async function deleteAddresses(tx: Tx, memberId: MemberId): Promise<void> {
  await tx.delete(addresses).where(eq(addresses.memberId, memberId));
}
