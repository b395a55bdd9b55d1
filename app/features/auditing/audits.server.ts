import type { Member } from "~/features/members/rules";
import { clock } from "~/platform/clock";
import { Refused } from "~/platform/refusals";
import { remembered } from "~/platform/remembered.server";
import type { AuditId, TopicId } from "~db/ids.ts";
import { cursorOf, idIn, pageOf } from "~db/pages.ts";
import type { Store } from "~db/store.ts";
import {
  type AuditState,
  type ListedAudit,
  loadAudits,
  loadBallots,
  loadNights,
  loadObjections,
  loadPublicAudits,
  loadSuspects,
  loadTies,
  type Night,
  type PublicAudit,
} from "./audits.store.server";
import { whyNotDecideNow } from "./deciding.server";
import { type Finding, othersThan, whyNotAnswer } from "./rules";
import { countWaiting, loadVoter, otherModerators, votersOf } from "./store.server";

export type { Ballot, ListedAudit, Night, PublicAudit, Suspect, TiedPair, VoterObjection } from "./audits.store.server";

/** What audits did to an idea's votes, as everybody reads it, the latest first. */
export const auditsOf = (db: Store, topicId: TopicId): Promise<PublicAudit[]> => loadPublicAudits(db.read, topicId);

const AUDITS_A_PAGE = 30;
const LIST = "audits";

/** A page of audits in a state. Throws ForeignCursor. */
export async function auditList(
  db: Store,
  state: AuditState,
  after: string | null,
  limit = AUDITS_A_PAGE,
): Promise<{ audits: ListedAudit[]; next: string | null }> {
  const from = after === null ? null : idIn<AuditId>(LIST, after);
  const rows = await loadAudits(db.read, { state, after: from, limit: limit + 1 });
  const { shown, next } = pageOf(rows, limit, ({ id }) => cursorOf(LIST, id));
  return { audits: shown, next };
}

const NIGHTS = 7;

/** What the clock found of late, the latest first. */
export const lastNights = (db: Store): Promise<Night[]> => loadNights(db.read, NIGHTS);

const MOST_COUNTED = 100;

/** How many audits and objections wait for a moderator; past 99 it no longer matters. */
export const waitingAudits: (db: Store) => Promise<number> = remembered(["audits"], ({ read }) =>
  countWaiting(read, MOST_COUNTED),
);

/** An audit with everything a moderator decides by. */
export async function auditView(db: Store, me: Member, id: AuditId) {
  const [audit] = await loadAudits(db.read, { only: id });
  if (!audit) throw new Refused("not.found");
  const suspects = await loadSuspects(db.read, id);
  const ids = suspects.map(({ id: member }) => member);
  const ballots = await loadBallots(db.read, audit.topicId);
  const objections = audit.verdict === "excluded" ? await loadObjections(db.read, id) : [];
  const ties = await loadTies(db.read, id, ids);
  const now = clock.now();
  const about = suspects.length < audit.suspects ? await votersOf(db.read, id) : ids; // of very many not all are listed
  const whyNot = await whyNotDecideNow(db.read, me, about, now);
  const others = audit.decidedBy === me.id && objections.length > 0 ? await otherModerators(db.read, me.id, now) : [];
  const answerable = objections.map((one) => ({
    ...one,
    whyNotAnswer: whyNotAnswer(me, audit.decidedBy, othersThan(others, one.id)),
  }));
  return { audit, suspects, ballots, objections: answerable, ties, whyNot };
}

export type AuditView = Awaited<ReturnType<typeof auditView>>;

/** What somebody whose vote was taken out may read of it, and of what they said. */
export interface OwnExclusion {
  topicId: TopicId;
  title: string;
  findings: readonly Finding["reason"][];
  isExcluded: boolean;
  isUndone: boolean;
  objection: string | null;
  answer: string | null;
}

/** Not found for whoever was never excluded. */
export async function ownExclusion(db: Store, me: Member, id: AuditId): Promise<OwnExclusion> {
  const [audit] = await loadAudits(db.read, { only: id });
  const voter = await loadVoter(db.read, id, me.id);
  if (!audit || !voter || audit.verdict !== "excluded" || !wasExcluded(voter, audit)) throw new Refused("not.found");
  return {
    ...{ topicId: audit.topicId, title: audit.title, findings: voter.reasons, isExcluded: voter.isExcluded },
    ...{ isUndone: audit.undoneAt !== null, objection: voter.objection, answer: voter.answer },
  };
}

// Whoever is no longer was, if they have objected, or all was undone.
const wasExcluded = (voter: { isExcluded: boolean; objection: string | null }, audit: ListedAudit): boolean =>
  voter.isExcluded || voter.objection !== null || audit.undoneAt !== null;
