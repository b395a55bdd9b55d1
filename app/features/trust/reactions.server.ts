import { clock } from "~/platform/clock";
import { type CommentId, type Id, isId, type MemberId } from "~db/ids.ts";
import type { FactRow, Reaction } from "~db/outbox.ts";
import type { Tx } from "~db/store.ts";
import { restVouches, wakeVouches } from "./fraud.server";
import { relevel } from "./leveling.server";
import { settleStanding, settleVouchedFor } from "./standings.server";
import { pairOf, tieByAcceptance, tieByChange, tieByReply, tieByThanks, tieByVouches } from "./ties.server";
import { commentFactOf } from "./ties.store.server";

/** Who just came stands somewhere, too. */
export const standNewcomer: Reaction = (tx, { by }) => (by ? stand(tx, by) : Promise.resolve());

/** How it is known who somebody is may have changed. */
export const standAnew: Reaction = async (tx, fact) => {
  const member = idIn<MemberId>(fact, "member");
  if (member) await stand(tx, member);
};

async function stand(tx: Tx, id: MemberId): Promise<void> {
  await settleStanding(tx, id);
  await relevel(tx, id, clock.now());
}

/** What levels go by may have changed. */
export const levelAnew: Reaction = async (tx, fact) => {
  const member = idIn<MemberId>(fact, "member");
  if (member) await relevel(tx, member, clock.now());
};

/** Whether somebody's word for others counts may have changed. */
export const standThoseVouchedFor: Reaction = async (tx, fact) => {
  const member = idIn<MemberId>(fact, "member");
  if (member) await settleVouchedFor(tx, member);
};

export const tieReply: Reaction = async (tx, fact) => {
  const { comment, answered } = commentFactOf(fact);
  if (comment && answered) await tieByReply(tx, comment, answered);
};

export const tieChanged: Reaction = async (tx, fact) => {
  const { comment } = commentFactOf(fact);
  if (comment) await tieByChange(tx, comment);
};

export const tieThanks: Reaction = async (tx, fact) => {
  const { comment } = commentFactOf(fact);
  if (comment) await tieByThanks(tx, comment);
};

/** A reply that takes another's place ends what that one tied. */
export const tieAcceptance: Reaction = async (tx, fact) => {
  for (const name of ["comment", "before"]) {
    const comment = idIn<CommentId>(fact, name);
    if (comment) await tieByAcceptance(tx, comment);
  }
};

export const tieVouch: Reaction = async (tx, fact) => {
  const member = idIn<MemberId>(fact, "member");
  if (!member || !fact.by) return;
  // They may have been cleared in the very moment it was given: what wakes vouches then didn't see this one yet.
  await wakeVouches(tx, [fact.by, member]);
  await tieByVouches(tx, pairOf(fact.by, member));
};

/**
 * Whom an audit proved to vote with others' hands is nobody's friend until that turns out otherwise. Facts from before it was
 * told apart whose hand it was name all who were excluded.
 */
export const restVouchesOfCheats: Reaction = (tx, fact) =>
  restVouches(tx, idsIn(fact, "proven" in fact.details ? "proven" : "excluded"), fact.at);
export const wakeVouchesOfCleared: Reaction = (tx, fact) => wakeVouches(tx, idsIn(fact, "readmitted"));
export const wakeVouchesOfLifted: Reaction = async (tx, fact) => {
  const member = idIn<MemberId>(fact, "member");
  if (member && fact.details.isLifted === true) await wakeVouches(tx, [member]);
};

function idsIn({ details }: FactRow, name: string): MemberId[] {
  const values: unknown = details[name];
  return Array.isArray(values) ? values.filter((value) => typeof value === "number" && isId<MemberId>(value)) : [];
}

function idIn<Kind extends Id<string>>({ details }: FactRow, name: string): Kind | null {
  const value = details[name];
  return typeof value === "number" && isId<Kind>(value) ? value : null;
}
