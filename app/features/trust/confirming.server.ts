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

/**
 * A moderator says that this is a person, or no longer says so. Where that is known by more than a vouch, it changes nothing.
 * False when nothing changed.
 */
export async function confirmPerson(db: Store, me: Member, id: MemberId, wanted: boolean): Promise<boolean> {
  return db.write(async (tx) => {
    const person = await knownOf(tx, id, clock.now());
    if (!person) throw new Refused("not.found");
    refuse(whyNotConfirm(me, person, clock.now()));
    await lockMember(tx, id); // the second of two finds what the first did
    await settleStanding(tx, id);
    const by = (await standingOf(tx, id))?.confirmedBy ?? null;
    if (wanted ? by !== null && by !== "vouch" : !isAWord(by)) return false;
    if (wanted) {
      await saveConfirmation(tx, id, { by: "moderator", at: clock.now() });
      await record(tx, { kind: "member.confirmed", by: me, details: { member: id } });
    } else {
      await saveConfirmation(tx, id, null);
      await record(tx, { kind: "member.unconfirmed", by: me, details: { member: id } });
    }
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
