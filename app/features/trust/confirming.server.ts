import { lockMember } from "~/features/members/members.server";
import { isModerator, type Member, whyNotTakePart } from "~/features/members/rules";
import { clock } from "~/platform/clock";
import { record } from "~/platform/record.server";
import { type RefusalCode, Refused, refuse } from "~/platform/refusals";
import type { MemberId } from "~db/ids.ts";
import type { Store } from "~db/store.ts";
import { type ConfirmedBy, isAWord, type Known } from "./rules";
import { settleStanding, settleVouchedFor } from "./standings.server";
import { saveConfirmation, standingOf } from "./standings.store.server";
import { knownOf } from "./vouches.store.server";

/** Why this person can't say that somebody is who they are. */
export function whyNotConfirm(me: Member, person: Known, now: number): RefusalCode | null {
  if (!isModerator(me)) return "not.moderator";
  if (me.id === person.id) return "act.on.self";
  return whyNotTakePart(me, now) ?? (person.isIn ? null : "person.not.in");
}

/** A moderator says that this is a person. Where that is known by more than a vouch, it changes nothing; then false. */
export const confirmPerson = (db: Store, me: Member, id: MemberId): Promise<boolean> =>
  change(db, me, id, {
    kind: "member.confirmed",
    isDone: (by) => by !== null && by !== "vouch",
    confirmation: () => ({ by: "moderator", at: clock.now() }),
  });

/** A moderator no longer says so. False when nobody did: what else tells who they are isn't theirs to take. */
export const unconfirmPerson = (db: Store, me: Member, id: MemberId): Promise<boolean> =>
  change(db, me, id, { kind: "member.unconfirmed", isDone: (by) => !isAWord(by), confirmation: () => null });

interface Change {
  kind: "member.confirmed" | "member.unconfirmed";
  isDone(by: ConfirmedBy | null): boolean;
  confirmation(): Parameters<typeof saveConfirmation>[2];
}

async function change(db: Store, me: Member, id: MemberId, { kind, isDone, confirmation }: Change): Promise<boolean> {
  return db.write(async (tx) => {
    const person = await knownOf(tx, id, clock.now());
    if (!person) throw new Refused("not.found");
    refuse(whyNotConfirm(me, person, clock.now()));
    await lockMember(tx, id); // the second of two finds what the first did
    await settleStanding(tx, id);
    if (isDone((await standingOf(tx, id))?.confirmedBy ?? null)) return false;
    await saveConfirmation(tx, id, confirmation());
    await record(tx, { kind, by: me, details: { member: id } });
    await settleStanding(tx, id);
    await settleVouchedFor(tx, id);
    return true;
  });
}

/** What a moderator sees of how somebody is known. */
export async function confirmationOf(
  db: Store,
  me: Member,
  id: MemberId,
): Promise<{ by: ConfirmedBy | null; whyNot: RefusalCode | null }> {
  const person = await knownOf(db.read, id, clock.now());
  if (!person) throw new Refused("not.found");
  return { by: (await standingOf(db.read, id))?.confirmedBy ?? null, whyNot: whyNotConfirm(me, person, clock.now()) };
}
