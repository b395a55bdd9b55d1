import { and, asc, desc, eq, gt, gte, inArray, lt, max, ne, or, type SQL, sql } from "drizzle-orm";
import type { EntryId, FactId, MemberId } from "~db/ids.ts";
import { ledgerClaims, ledgerEntries, ledgerSubjects } from "~db/schema/ledger.ts";
import { slicesOf } from "~db/slices.ts";
import type { Tx } from "~db/store.ts";
import type { ClaimKind } from "./rules";

export type ClaimRow = typeof ledgerClaims.$inferSelect;
export type EntryRow = typeof ledgerEntries.$inferSelect;

/** What names a claim. */
export interface ClaimKey {
  factId: FactId;
  kind: ClaimKind;
  memberId: MemberId;
}

export const nameOf = ({ factId, kind, memberId }: ClaimKey): string => `${factId} ${kind} ${memberId}`;

/** Those that are there already stay as they are. */
export async function insertClaims(tx: Tx, rows: readonly ClaimRow[]): Promise<void> {
  if (rows.length)
    await tx
      .insert(ledgerClaims)
      .values([...rows])
      .onConflictDoNothing();
}

const AT_ONCE = 500;

/** The claims on these subjects, but those that fell for good: of something done and undone all day there may be any number. */
export async function claimsOn(read: Tx, subjects: readonly string[]): Promise<ClaimRow[]> {
  const claims: ClaimRow[] = [];
  const isOpen = or(eq(ledgerClaims.stands, true), gt(ledgerClaims.factId, cutOf(read)));
  for (const some of slicesOf(subjects))
    claims.push(
      ...(await read
        .select()
        .from(ledgerClaims)
        .where(and(inArray(ledgerClaims.subject, some), isOpen))),
    );
  return claims;
}

const cutOf = (read: Tx): SQL => {
  const { subject, cutFactId } = ledgerSubjects;
  const cut = read.select({ cutFactId }).from(ledgerSubjects).where(eq(subject, ledgerClaims.subject));
  return sql`coalesce((${cut}), 0)`;
};

/** Some claims that a member gave others, or made as a newcomer, by fact: those behind one. */
export function claimsAround(
  read: Tx,
  who: { giver: MemberId } | { newcomer: MemberId },
  after: number,
): Promise<ClaimRow[]> {
  const isTheirs =
    "giver" in who
      ? eq(ledgerClaims.giverId, who.giver)
      : and(eq(ledgerClaims.memberId, who.newcomer), eq(ledgerClaims.kind, "comment.first"));
  return read
    .select()
    .from(ledgerClaims)
    .where(and(isTheirs, gt(ledgerClaims.factId, sql`${after}`)))
    .orderBy(asc(ledgerClaims.factId))
    .limit(AT_ONCE);
}

const isClaim = ({ factId, kind, memberId }: ClaimKey): SQL | undefined =>
  and(eq(ledgerClaims.factId, factId), eq(ledgerClaims.kind, kind), eq(ledgerClaims.memberId, memberId));

export async function saveStands(tx: Tx, key: ClaimKey, stands: boolean): Promise<void> {
  await tx.update(ledgerClaims).set({ stands }).where(isClaim(key));
}

export async function savePoints(tx: Tx, key: ClaimKey, points: number): Promise<void> {
  await tx.update(ledgerClaims).set({ points }).where(isClaim(key));
}

const DAYS_A_WEEK = 7;

/** A member's claims of whole weeks, given by their Mondays (days since 1970-01-01): those that stand or are still paid. */
export function claimsOfWeeks(read: Tx, memberId: MemberId, weeks: readonly number[]): Promise<ClaimRow[]> {
  const isIn = weeks.map((monday) => and(gte(ledgerClaims.day, monday), lt(ledgerClaims.day, monday + DAYS_A_WEEK)));
  return read
    .select()
    .from(ledgerClaims)
    .where(
      and(
        eq(ledgerClaims.memberId, memberId),
        or(...isIn),
        or(eq(ledgerClaims.stands, true), ne(ledgerClaims.points, 0)),
      ),
    );
}

/** The latest entry of each of a member's claims by these facts, by the claim's name. */
export async function lastEntries(read: Tx, keys: readonly ClaimKey[]): Promise<Map<string, EntryId>> {
  const [first] = keys;
  if (!first) return new Map();
  const { factId, kind, memberId, id } = ledgerEntries;
  const rows = await read
    .select({ factId, kind, memberId, last: max(id) })
    .from(ledgerEntries)
    .where(
      and(
        eq(memberId, first.memberId),
        inArray(
          factId,
          keys.map((key) => key.factId),
        ),
      ),
    )
    .groupBy(factId, kind, memberId);
  return new Map(rows.flatMap((row) => (row.last === null ? [] : [[nameOf(row), row.last]])));
}

export async function insertEntries(tx: Tx, rows: ReadonlyArray<Omit<EntryRow, "id">>): Promise<void> {
  for (const some of slicesOf(rows)) await tx.insert(ledgerEntries).values(some);
}

/** The latest entry of a claim. */
export async function lastEntryOf(read: Tx, { factId, kind, memberId }: ClaimKey): Promise<EntryRow | undefined> {
  const [row] = await read
    .select()
    .from(ledgerEntries)
    .where(and(eq(ledgerEntries.factId, factId), eq(ledgerEntries.kind, kind), eq(ledgerEntries.memberId, memberId)))
    .orderBy(desc(ledgerEntries.id))
    .limit(1);
  return row;
}
