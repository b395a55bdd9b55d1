import {
  and,
  asc,
  count,
  desc,
  eq,
  gt,
  inArray,
  isNotNull,
  isNull,
  lt,
  notInArray,
  or,
  type SQL,
  sql,
} from "drizzle-orm";
import { alias } from "drizzle-orm/sqlite-core";
import { treeOf } from "~/features/ideas/scope.server";
import type { AuditId, MemberId, TopicId } from "~db/ids.ts";
import { audits, auditVoters } from "~db/schema/auditing.ts";
import { facts } from "~db/schema/facts.ts";
import { members } from "~db/schema/members.ts";
import { topics } from "~db/schema/topics.ts";
import { ties } from "~db/schema/trust.ts";
import { votes } from "~db/schema/voting.ts";
import type { Tx } from "~db/store.ts";
import type { AuditReason, Finding, Verdict } from "./rules";

const deciders = alias(members, "deciders");
const undoers = alias(members, "undoers");

const MOST_PUBLIC = 20;

/** What became of an audit, without whose votes it was about. */
export interface PublicAudit {
  id: AuditId;
  openedAt: number;
  verdict: Verdict | null;
  reason: string | null;
  by: string | null;
  decidedAt: number | null;
  undoneAt: number | null;
  /** How many people's votes are out because of it. */
  excluded: number;
  /** It was about votes, not about who carries the support. */
  isOfVotes: boolean;
}

const out = (read: Tx): SQL<number> =>
  sql<number>`(${read
    .select({ n: count() })
    .from(auditVoters)
    .where(and(eq(auditVoters.auditId, audits.id), sql`${auditVoters.isExcluded}`))})`.mapWith(Number);

// Counted, because PostgreSQL may look through the voters of all audits to say which have any.
const isOfVotes = (read: Tx): SQL<boolean> =>
  sql<boolean>`(${read
    .select({ n: count() })
    .from(auditVoters)
    .where(eq(auditVoters.auditId, audits.id))}) > 0`.mapWith(Boolean);

export function loadPublicAudits(read: Tx, topicId: TopicId): Promise<PublicAudit[]> {
  const { id, openedAt, verdict, reason, decidedAt, undoneAt } = audits;
  return read
    .select({
      ...{ id, openedAt, verdict, reason, decidedAt, undoneAt },
      by: deciders.displayName,
      ...{ excluded: out(read), isOfVotes: isOfVotes(read) },
    })
    .from(audits)
    .leftJoin(deciders, eq(deciders.id, audits.decidedBy))
    .where(eq(audits.topicId, topicId))
    .orderBy(desc(id))
    .limit(MOST_PUBLIC);
}

/** The latest looks at the votes of the first ideas: of how many, and how many audits they opened. */
export async function loadNights(read: Tx, limit: number): Promise<Night[]> {
  const rows = await read
    .select({ at: facts.at, details: facts.details })
    .from(facts)
    .where(eq(facts.kind, "votes.checked"))
    .orderBy(desc(facts.id))
    .limit(limit);
  return rows.map(({ at, details }) => ({ at, ideas: Number(details.ideas), opened: Number(details.opened) }));
}

export interface Night {
  at: number;
  ideas: number;
  opened: number;
}

export interface ListedAudit extends PublicAudit {
  topicId: TopicId;
  title: string;
  findings: readonly Finding[];
  decidedBy: MemberId | null;
  undoneBy: string | null;
  suspects: number;
  /** Objections nobody has answered. */
  objections: number;
}

/** Those that wait, the longest first, or those that were decided, the latest first. */
export type AuditState = "open" | "decided";

type Wanted = { state: AuditState; after: AuditId | null; limit: number } | { only: AuditId };

/** Audits in a state, behind one; or one of them in any. */
export function loadAudits(read: Tx, wanted: Wanted): Promise<ListedAudit[]> {
  const { id, openedAt, verdict, reason, decidedAt, undoneAt, topicId, findings } = audits;
  const numberOf = (which: SQL | undefined): SQL<number> =>
    sql<number>`(${read
      .select({ n: count() })
      .from(auditVoters)
      .where(and(eq(auditVoters.auditId, audits.id), which))})`.mapWith(Number);
  const isOpen = "state" in wanted && wanted.state === "open";
  return read
    .select({
      ...{ id, openedAt, verdict, reason, decidedAt, undoneAt, topicId, findings },
      ...{ title: topics.title, decidedBy: audits.decidedBy, by: deciders.displayName, undoneBy: undoers.displayName },
      ...{ excluded: out(read), isOfVotes: isOfVotes(read) },
      suspects: numberOf(undefined),
      objections: numberOf(and(isNotNull(auditVoters.objectedAt), isNull(auditVoters.answeredAt))),
    })
    .from(audits)
    .innerJoin(topics, eq(topics.id, topicId))
    .leftJoin(deciders, eq(deciders.id, audits.decidedBy))
    .leftJoin(undoers, eq(undoers.id, audits.undoneBy))
    .where(whichOf(wanted))
    .orderBy(isOpen ? asc(id) : desc(id))
    .limit("only" in wanted ? 1 : wanted.limit);
}

function whichOf(wanted: Wanted): SQL | undefined {
  const { id, verdict } = audits;
  if ("only" in wanted) return eq(id, wanted.only);
  const { state, after } = wanted;
  const behind = after && (state === "open" ? gt(id, sql`${after}`) : lt(id, sql`${after}`));
  return and(state === "open" ? isNull(verdict) : isNotNull(verdict), behind ?? undefined);
}

export interface Suspect {
  id: MemberId;
  name: string;
  reasons: AuditReason[];
  isExcluded: boolean;
}

// A form has room for so many boxes: whoever is not listed can't be spared.
const MOST_SUSPECTS = 900;

export function loadSuspects(read: Tx, auditId: AuditId): Promise<Suspect[]> {
  return read
    .select({
      ...{ id: members.id, name: members.displayName },
      ...{ reasons: auditVoters.reasons, isExcluded: auditVoters.isExcluded },
    })
    .from(auditVoters)
    .innerJoin(members, eq(members.id, auditVoters.memberId))
    .where(eq(auditVoters.auditId, auditId))
    .orderBy(asc(members.id))
    .limit(MOST_SUSPECTS);
}

/** A vote under an idea as an audit looks at it. */
export interface Ballot {
  member: MemberId;
  at: number;
  isGuest: boolean;
  entryGroup: number;
  isOut: boolean;
}

const MOST_BALLOTS = 5_000;

/**
 * The support of fans that was cast on an idea and on all that is merged into it, wherever it counts now, or did until it
 * was taken out; the latest first, one each.
 */
export async function loadBallots(read: Tx, topicId: TopicId): Promise<Ballot[]> {
  const ballots = await read
    .select({
      ...{ member: votes.memberId, at: votes.at, isGuest: votes.guest, entryGroup: votes.entryGroup },
      isOut: sql<boolean>`(${votes.excludedBy} is not null)`.mapWith(Boolean),
    })
    .from(votes)
    .where(and(inArray(votes.castOn, treeOf(topicId)), eq(votes.kind, "support"), eq(votes.staff, false)))
    .orderBy(desc(votes.at))
    .limit(MOST_BALLOTS);
  return [...new Map(ballots.map((ballot) => [ballot.member, ballot])).values()];
}

export interface TiedPair {
  one: MemberId;
  other: MemberId;
}

const MOST_TIES = 3_000;

/** Who is tied to these suspects of an audit, but suspects who aren't listed; of many first those who are none. */
export async function loadTies(read: Tx, auditId: AuditId, listed: readonly MemberId[]): Promise<TiedPair[]> {
  if (!listed.length) return [];
  const { lowId, highId } = ties;
  const suspects = read.select({ id: auditVoters.memberId }).from(auditVoters).where(eq(auditVoters.auditId, auditId));
  const isAmong = and(inArray(lowId, suspects), inArray(highId, suspects));
  const [isLow, isHigh] = [inArray(lowId, [...listed]), inArray(highId, [...listed])];
  return read
    .selectDistinct({
      one: lowId,
      other: highId,
      among: sql<number>`case when ${isAmong} then 1 else 0 end`.as("among"),
    })
    .from(ties)
    .where(or(and(isLow, or(isHigh, notInArray(highId, suspects))), and(isHigh, notInArray(lowId, suspects))))
    .orderBy(asc(sql`among`))
    .limit(MOST_TIES);
}

/** What somebody says against their exclusion, and what was answered. */
export interface VoterObjection {
  id: MemberId;
  name: string;
  objection: string;
  objectedAt: number;
  answer: string | null;
  answeredAt: number | null;
  by: string | null;
  isExcluded: boolean;
}

const MOST_OBJECTIONS = 200;

/** Objections to an audit: those nobody has answered first, the oldest first. */
export async function loadObjections(read: Tx, auditId: AuditId): Promise<VoterObjection[]> {
  const { objection, objectedAt, answer, answeredAt, isExcluded } = auditVoters;
  const rows = await read
    .select({
      ...{ id: members.id, name: members.displayName, objection, objectedAt },
      ...{ answer, answeredAt, isExcluded, by: deciders.displayName },
    })
    .from(auditVoters)
    .innerJoin(members, eq(members.id, auditVoters.memberId))
    .leftJoin(deciders, eq(deciders.id, auditVoters.answeredBy))
    .where(and(eq(auditVoters.auditId, auditId), isNotNull(objection)))
    .orderBy(asc(sql`case when ${answeredAt} is null then 0 else 1 end`), asc(objectedAt))
    .limit(MOST_OBJECTIONS);
  return rows.map((row) => ({ ...row, objection: row.objection ?? "", objectedAt: row.objectedAt ?? 0 }));
}
