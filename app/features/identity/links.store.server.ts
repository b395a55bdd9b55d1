import { and, desc, eq, gt, isNull, lt, ne, or } from "drizzle-orm";
import type { MemberId } from "~db/ids.ts";
import { type LinkPurpose, oneTimeLinks } from "~db/schema/identity.ts";
import { members } from "~db/schema/members.ts";
import type { Tx } from "~db/store.ts";

// Stands where the end of a link's life would: a newer one was made.
export const REPLACED = 0;

export interface LinkRow {
  purpose: LinkPurpose;
  memberId: MemberId | null;
  username: string | null;
  displayName: string | null;
  expiresAt: number | null;
  usedAt: number | null;
}

export async function insertLink(tx: Tx, row: typeof oneTimeLinks.$inferInsert): Promise<void> {
  await tx.insert(oneTimeLinks).values(row);
}

/** Ends the unused links of this purpose, so that a newer one takes their place. */
export async function replaceLinks(tx: Tx, purpose: LinkPurpose, memberId: MemberId | null): Promise<void> {
  await tx
    .update(oneTimeLinks)
    .set({ expiresAt: REPLACED })
    .where(and(isOf(purpose, memberId), isNull(oneTimeLinks.usedAt)));
}

export async function linkCalled(read: Tx, tokenHash: string): Promise<LinkRow | undefined> {
  const [row] = await read
    .select({
      purpose: oneTimeLinks.purpose,
      memberId: oneTimeLinks.memberId,
      username: members.username,
      displayName: members.displayName,
      expiresAt: oneTimeLinks.expiresAt,
      usedAt: oneTimeLinks.usedAt,
    })
    .from(oneTimeLinks)
    .leftJoin(members, eq(members.id, oneTimeLinks.memberId))
    .where(eq(oneTimeLinks.tokenHash, tokenHash));
  return row;
}

/** Uses the link up. When it was made, for the one who comes first; undefined when it was used, replaced or is too old. */
export async function useLink(
  tx: Tx,
  purpose: LinkPurpose,
  tokenHash: string,
  now: number,
): Promise<{ createdAt: number } | undefined> {
  const [row] = await tx
    .update(oneTimeLinks)
    .set({ usedAt: now })
    .where(and(eq(oneTimeLinks.tokenHash, tokenHash), eq(oneTimeLinks.purpose, purpose), isFresh(now)))
    .returning({ createdAt: oneTimeLinks.createdAt });
  return row;
}

/** Uses up every fresh link that belongs to nobody: two programs that start at once make one set-up link each. */
export async function useSetUpLinks(tx: Tx, now: number): Promise<string[]> {
  const rows = await tx
    .update(oneTimeLinks)
    .set({ usedAt: now })
    .where(and(isOf("set-up", null), isFresh(now)))
    .returning({ tokenHash: oneTimeLinks.tokenHash });
  return rows.map(({ tokenHash }) => tokenHash);
}

/** When the member's waiting link of this purpose was made; undefined without one. */
export async function freshLinkOf(
  read: Tx,
  purpose: LinkPurpose,
  memberId: MemberId,
  now: number,
): Promise<number | undefined> {
  const [row] = await read
    .select({ createdAt: oneTimeLinks.createdAt })
    .from(oneTimeLinks)
    .where(and(isOf(purpose, memberId), isFresh(now)))
    .orderBy(desc(oneTimeLinks.createdAt))
    .limit(1);
  return row?.createdAt;
}

export async function deleteLinksBefore(tx: Tx, then: number): Promise<void> {
  await tx.delete(oneTimeLinks).where(and(lt(oneTimeLinks.createdAt, then), ne(oneTimeLinks.purpose, "set-up")));
}

const isOf = (purpose: LinkPurpose, memberId: MemberId | null) =>
  and(
    eq(oneTimeLinks.purpose, purpose),
    memberId === null ? isNull(oneTimeLinks.memberId) : eq(oneTimeLinks.memberId, memberId),
  );

const isFresh = (now: number) =>
  and(isNull(oneTimeLinks.usedAt), or(isNull(oneTimeLinks.expiresAt), gt(oneTimeLinks.expiresAt, now)));
