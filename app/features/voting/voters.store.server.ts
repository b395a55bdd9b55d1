import { and, asc, eq, inArray, lt, type SQL, sql } from "drizzle-orm";
import { treeOf } from "~/features/ideas/scope.server";
import { GUEST_WEIGHT } from "~/features/members/rules";
import type { AuditId, MemberId, TopicId } from "~db/ids.ts";
import { prepared, type Value } from "~db/prepared.ts";
import { auditVoters } from "~db/schema/auditing.ts";
import { members } from "~db/schema/members.ts";
import { standings } from "~db/schema/trust.ts";
import { arrivals } from "~db/schema/voting.ts";
import type { Tx } from "~db/store.ts";

/** What a member's vote is stored with. Nobody knows anything of whoever has no standing: a guest. */
interface Voter {
  weight: number;
  isGuest: boolean;
  /** An audit excluded them somewhere. */
  mayBeExcluded: boolean;
}

// One look by three keys for each vote.
const voterRow = prepared((read, value: Value<{ id: MemberId }>) =>
  read
    .select({ weight: standings.weight, isGuest: standings.isGuest, audit: anyExclusion(read) })
    .from(members)
    .leftJoin(standings, eq(standings.memberId, members.id))
    .where(eq(members.id, value("id"))),
);

function anyExclusion(read: Tx): SQL<AuditId | null> {
  const excluded = read
    .select({ id: auditVoters.auditId })
    .from(auditVoters)
    .where(and(eq(auditVoters.memberId, members.id), sql`${auditVoters.isExcluded}`))
    .limit(1);
  return sql<AuditId | null>`(${excluded})`;
}

/** How a member votes now. */
export async function loadVoter(read: Tx, id: MemberId): Promise<Voter> {
  const [row] = await voterRow(read, { id });
  return {
    weight: row?.weight ?? GUEST_WEIGHT,
    isGuest: row?.isGuest ?? true,
    mayBeExcluded: Boolean(row?.audit),
  };
}

/** The audit that excluded this person's votes on what is merged under a root; null when none did. */
export async function exclusionFrom(read: Tx, root: TopicId, memberId: MemberId): Promise<AuditId | null> {
  const [row] = await read
    .select({ id: auditVoters.auditId })
    .from(auditVoters)
    .where(
      and(
        ...[inArray(auditVoters.topicId, treeOf(root)), eq(auditVoters.memberId, memberId)],
        sql`${auditVoters.isExcluded}`,
      ),
    )
    .orderBy(asc(auditVoters.auditId))
    .limit(1);
  return row?.id ?? null;
}

const DAY_MS = 86_400_000;

/** Days since 1970-01-01, UTC. */
const dayOf = (at: number): number => Math.floor(at / DAY_MS);

/**
 * The number of all guests who come from a network on a day: that of whoever came first. `own` is the number somebody
 * would have by themselves, so that a way in by one inviter stays one over many networks, too.
 */
export async function groupOfGuests(
  tx: Tx,
  { network, at, own }: { network: string; at: number; own: number },
): Promise<number> {
  const day = dayOf(at);
  await tx.insert(arrivals).values({ network, day, entryGroup: own }).onConflictDoNothing();
  const [first] = await tx
    .select({ entryGroup: arrivals.entryGroup })
    .from(arrivals)
    .where(and(eq(arrivals.network, network), eq(arrivals.day, day)));
  return first?.entryGroup ?? own;
}

/** Forgets who came from where on days before `then`. */
export async function deleteArrivals(tx: Tx, then: number): Promise<void> {
  await tx.delete(arrivals).where(lt(arrivals.day, dayOf(then)));
}
