import { and, desc, eq, gte, inArray, lt, max, or, type SQL } from "drizzle-orm";
import type { EntryId, FactId, MemberId } from "~db/ids.ts";
import { ledgerClaims, ledgerEntries } from "~db/schema/ledger.ts";
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

/** Claims that turns of these subjects, givers and newcomers may concern. */
export interface Concern {
  subjects: readonly string[];
  givers: readonly MemberId[];
  newcomers: readonly MemberId[];
}

export function claimsConcerned(read: Tx, { subjects, givers, newcomers }: Concern): Promise<ClaimRow[]> {
  const ways: SQL[] = [
    ...(subjects.length ? [inArray(ledgerClaims.subject, [...subjects])] : []),
    ...(givers.length ? [inArray(ledgerClaims.giverId, [...givers])] : []),
    ...newcomers.flatMap((id) => and(eq(ledgerClaims.memberId, id), eq(ledgerClaims.kind, "comment.first")) ?? []),
  ];
  if (ways.length === 0) return Promise.resolve([]);
  return read
    .select()
    .from(ledgerClaims)
    .where(or(...ways));
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

/** All that a member claims of whole weeks, given by their Mondays (days since 1970-01-01). */
export function claimsOfWeeks(read: Tx, memberId: MemberId, weeks: readonly number[]): Promise<ClaimRow[]> {
  const isIn = weeks.map((monday) => and(gte(ledgerClaims.day, monday), lt(ledgerClaims.day, monday + DAYS_A_WEEK)));
  return read
    .select()
    .from(ledgerClaims)
    .where(and(eq(ledgerClaims.memberId, memberId), or(...isIn)));
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
  if (rows.length) await tx.insert(ledgerEntries).values([...rows]);
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
