import { and, eq, isNotNull } from "drizzle-orm";
import type { MemberId } from "~db/ids.ts";
import { addresses, passwords } from "~db/schema/identity.ts";
import { members } from "~db/schema/members.ts";
import type { Tx } from "~db/store.ts";

export async function passwordOf(
  read: Tx,
  username: string,
): Promise<{ memberId: MemberId; hash: string } | undefined> {
  const [row] = await read
    .select({ memberId: passwords.memberId, hash: passwords.hash })
    .from(passwords)
    .innerJoin(members, eq(members.id, passwords.memberId))
    .where(eq(members.username, username));
  return row;
}

export async function savePassword(tx: Tx, memberId: MemberId, hash: string, now: number): Promise<void> {
  await tx
    .insert(passwords)
    .values({ memberId, hash, changedAt: now })
    .onConflictDoUpdate({ target: passwords.memberId, set: { hash, changedAt: now } });
}

/** The password's hash of a member; undefined when they have none. */
export async function passwordOfMember(read: Tx, memberId: MemberId): Promise<string | undefined> {
  const [row] = await read.select({ hash: passwords.hash }).from(passwords).where(eq(passwords.memberId, memberId));
  return row?.hash;
}

/** Who signs in with this user name, or with this confirmed mail address: only one of the two has an @. */
export async function memberBehind(read: Tx, name: string): Promise<Named | undefined> {
  const columns = { id: members.id, username: members.username, displayName: members.displayName };
  const rows = name.includes("@")
    ? await read
        .select(columns)
        .from(addresses)
        .innerJoin(members, eq(members.id, addresses.memberId))
        .where(and(eq(addresses.key, name), isNotNull(addresses.confirmedAt)))
    : await read.select(columns).from(members).where(eq(members.username, name));
  return rows[0];
}

export interface Named {
  id: MemberId;
  username: string | null;
  displayName: string;
}
