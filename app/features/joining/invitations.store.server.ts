import { and, count, desc, eq, gt, isNull, lt, sql } from "drizzle-orm";
import { mutedUntil } from "~/features/members/scope.server";
import type { InvitationId, MemberId } from "~db/ids.ts";
import { invitations } from "~db/schema/joining.ts";
import { members } from "~db/schema/members.ts";
import type { Tx } from "~db/store.ts";

type NewInvitation = Omit<typeof invitations.$inferInsert, "id" | "taken" | "withdrawnAt">;

export interface InvitationRow {
  id: InvitationId;
  code: string;
  inviterId: MemberId;
  inviter: string;
  /** Until when whoever made it is suspended. */
  inviterMutedUntil: number | null;
  note: string;
  places: number;
  taken: number;
  expiresAt: number;
  withdrawnAt: number | null;
}

const columns = {
  id: invitations.id,
  code: invitations.code,
  inviterId: invitations.inviterId,
  inviter: members.displayName,
  note: invitations.note,
  places: invitations.places,
  taken: invitations.taken,
  expiresAt: invitations.expiresAt,
  withdrawnAt: invitations.withdrawnAt,
};

export async function insertInvitation(tx: Tx, invitation: NewInvitation): Promise<void> {
  await tx.insert(invitations).values(invitation);
}

export async function invitationByCode(read: Tx, code: string, now: number): Promise<InvitationRow | undefined> {
  const [row] = await read
    .select({ ...columns, inviterMutedUntil: mutedUntil(read, now) })
    .from(invitations)
    .innerJoin(members, eq(members.id, invitations.inviterId))
    .where(eq(invitations.code, code));
  return row;
}

export function invitationsOf(read: Tx, inviterId: MemberId, now: number, limit: number): Promise<InvitationRow[]> {
  return read
    .select({ ...columns, inviterMutedUntil: mutedUntil(read, now) })
    .from(invitations)
    .innerJoin(members, eq(members.id, invitations.inviterId))
    .where(eq(invitations.inviterId, inviterId))
    .orderBy(desc(invitations.id))
    .limit(limit);
}

const isOpen = (now: number) =>
  and(isNull(invitations.withdrawnAt), gt(invitations.expiresAt, now), lt(invitations.taken, invitations.places));

export async function openInvitations(read: Tx, inviterId: MemberId, now: number): Promise<number> {
  const [row] = await read
    .select({ open: count() })
    .from(invitations)
    .where(and(eq(invitations.inviterId, inviterId), isOpen(now)));
  return row?.open ?? 0;
}

/** Takes one place. False when there is none left to take: of two who ask for the last one, one gets it. */
export async function takeOne(tx: Tx, id: InvitationId, now: number): Promise<boolean> {
  const rows = await tx
    .update(invitations)
    .set({ taken: sql`${invitations.taken} + 1` })
    .where(and(eq(invitations.id, id), isOpen(now)))
    .returning({ id: invitations.id });
  return rows.length > 0;
}

/** Withdraws the inviter's own link; one that is withdrawn stays as it is. False when it is not theirs. */
export async function withdraw(tx: Tx, id: InvitationId, inviterId: MemberId, now: number): Promise<boolean> {
  const rows = await tx
    .update(invitations)
    .set({ withdrawnAt: sql`coalesce(${invitations.withdrawnAt}, ${now})` })
    .where(and(eq(invitations.id, id), eq(invitations.inviterId, inviterId)))
    .returning({ id: invitations.id });
  return rows.length > 0;
}

/** Withdraws every link somebody made. */
export async function withdrawAllOf(tx: Tx, inviterId: MemberId, now: number): Promise<void> {
  await tx
    .update(invitations)
    .set({ withdrawnAt: now })
    .where(and(eq(invitations.inviterId, inviterId), isNull(invitations.withdrawnAt)));
}
