import { and, asc, eq, gt, inArray, lte, ne, or, type SQL, sql } from "drizzle-orm";
import { GUEST_WEIGHT } from "~/features/members/rules";
import type { MemberId } from "~db/ids.ts";
import { standings } from "~db/schema/trust.ts";
import { votes } from "~db/schema/voting.ts";
import type { Tx } from "~db/store.ts";
import { WEIGHTLESS_GROUP } from "./rules";
import type { CountedVote } from "./steps";
import type { VoteRow } from "./store.server";

/** A fan's support, with what says how it counts. */
export interface SupportVote extends CountedVote, Pick<VoteRow, "castOn" | "memberId" | "root"> {}

type Weight = Pick<VoteRow, "castOn" | "memberId" | "weight" | "guest">;

export const keyOf = ({ castOn, memberId }: Pick<VoteRow, "castOn" | "memberId">): string => `${castOn} ${memberId}`;

const columns = {
  ...{ castOn: votes.castOn, memberId: votes.memberId, root: votes.root, kind: votes.kind, staff: votes.staff },
  ...{ weight: votes.weight, guest: votes.guest, counts: votes.counts, excludedBy: votes.excludedBy, at: votes.at },
};

// What came with an import weighs nothing, whoever claims it.
const isWeighed = and(eq(votes.kind, "support"), eq(votes.staff, false), ne(votes.entryGroup, WEIGHTLESS_GROUP));

// Nobody knows anything of whoever has no standing: a guest.
const weightNow = sql<number>`coalesce(${standings.weight}, ${sql.raw(String(GUEST_WEIGHT))})`;
const isStale = or(
  sql`${votes.weight} <> ${weightNow}`,
  sql`${votes.guest} <> coalesce(${standings.isGuest}, ${votes.guest})`,
  and(sql`${standings.memberId} is null`, eq(votes.guest, false)),
);

const stale = (read: Tx, which: SQL | undefined): Promise<SupportVote[]> =>
  read
    .select(columns)
    .from(votes)
    .leftJoin(standings, eq(standings.memberId, votes.memberId))
    .where(and(which, isWeighed, isStale))
    .orderBy(asc(votes.memberId), asc(votes.castOn));

/** The votes of these members that weigh otherwise than their voters do now. */
export const staleOf = (read: Tx, members: readonly MemberId[]): Promise<SupportVote[]> =>
  stale(read, inArray(votes.memberId, [...members]));

/** Those of members whose numbers are in (after, upTo]. */
export const staleBetween = (read: Tx, after: number, upTo: number): Promise<SupportVote[]> =>
  stale(read, and(gt(votes.memberId, sql`${after}`), lte(votes.memberId, sql`${upTo}`)));

/** Up to which member about so many votes are, behind `after`; null when there are none. */
export async function lastVoterOf(read: Tx, after: number, count: number): Promise<number | null> {
  const behind = read
    .select({ id: votes.memberId })
    .from(votes)
    .where(gt(votes.memberId, sql`${after}`))
    .orderBy(asc(votes.memberId));
  const [last] = await behind.limit(1).offset(count - 1);
  return last?.id ?? (await lastVoter(read, after));
}

async function lastVoter(read: Tx, after: number): Promise<number | null> {
  const [row] = await read
    .select({ id: sql<number | null>`max(${votes.memberId})` })
    .from(votes)
    .where(gt(votes.memberId, sql`${after}`));
  return row?.id ?? null;
}

/** These votes as they are now; their ideas must be locked. */
export const votesAt = (tx: Tx, some: ReadonlyArray<Pick<VoteRow, "castOn" | "memberId">>): Promise<SupportVote[]> =>
  tx
    .select(columns)
    .from(votes)
    .where(and(isAmong(some), isWeighed));

/** Writes what their voters weigh now, and says what that is. */
export async function saveWeights(
  tx: Tx,
  some: ReadonlyArray<Pick<VoteRow, "castOn" | "memberId">>,
): Promise<Weight[]> {
  if (!some.length) return [];
  const theirs = eq(standings.memberId, votes.memberId);
  const weight = tx.select({ weight: standings.weight }).from(standings).where(theirs);
  const guest = tx.select({ guest: standings.isGuest }).from(standings).where(theirs);
  return tx
    .update(votes)
    .set({
      weight: sql`coalesce((${weight}), ${sql.raw(String(GUEST_WEIGHT))})`,
      guest: sql`coalesce((${guest}), ${sql.param(true, votes.guest)})`,
    })
    .where(and(isAmong(some), isWeighed))
    .returning({ castOn: votes.castOn, memberId: votes.memberId, weight: votes.weight, guest: votes.guest });
}

// The key of a vote of one kind. Both engines compare rows by it; PostgreSQL takes what it is given for text.
function isAmong(some: ReadonlyArray<Pick<VoteRow, "castOn" | "memberId">>): SQL {
  const keys = some.map(({ castOn, memberId }) => sql`(cast(${castOn} as integer), cast(${memberId} as integer))`);
  return sql`(${votes.castOn}, ${votes.memberId}) in (values ${sql.join(keys, sql`, `)})`;
}
