import { personById } from "~/features/members/members.server";
import { type Member, whyNotTakePart } from "~/features/members/rules";
import { clock } from "~/platform/clock";
import { record } from "~/platform/record.server";
import { refuse, refuseFields } from "~/platform/refusals";
import { cleanText } from "~/platform/text";
import type { BadgeId, MemberId } from "~db/ids.ts";
import type { Store } from "~db/store.ts";
import { touch } from "~db/unit.ts";
import { badge } from "./badges.server";
import { whyNotBadgeReason, whyNotGive, whyNotTakeBack } from "./rules";
import { insertGift, withdrawGift } from "./store.server";

/** Which badge, to whom, and why. */
export interface Gift {
  badgeId: BadgeId;
  to: MemberId;
  reason: string;
}

/** Gives somebody a badge by hand, for a reason that everybody can read. Who has it keeps it as it is. */
export async function giveBadge(db: Store, me: Member, { badgeId, to, reason: said }: Gift): Promise<void> {
  const at = clock.now();
  refuse(whyNotTakePart(me, at));
  const reason = cleanText(said);
  await db.write(async (tx) => {
    const { id, key, nameZh, nameEn, counted, retiredAt } = await badge(tx, badgeId);
    const person = await personById(tx, to);
    refuse(whyNotGive(me, { to: person.id, counted, isRetired: retiredAt !== null }));
    refuseFields({ reason: whyNotBadgeReason(reason) });
    if (!(await insertGift(tx, { memberId: to, badgeId: id, by: me.id, reason, at }))) return;
    const details = { member: to, badge: id, key, nameZh, nameEn, step: 1, reason };
    await record(tx, { kind: "badge.awarded", by: me, details });
    touch(tx, "badges");
  });
}

/** Takes a badge that was given by hand away again, for a reason that its bearer hears. Who doesn't have it stays without. */
export async function takeBadge(db: Store, me: Member, { badgeId, to, reason: said }: Gift): Promise<void> {
  const at = clock.now();
  refuse(whyNotTakePart(me, at));
  const reason = cleanText(said);
  await db.write(async (tx) => {
    const { id, nameZh, nameEn, counted } = await badge(tx, badgeId);
    refuse(whyNotTakeBack(me, { to, counted }));
    refuseFields({ reason: whyNotBadgeReason(reason) });
    if (!(await withdrawGift(tx, to, id, at))) return;
    await record(tx, { kind: "badge.taken", by: me, details: { member: to, badge: id, nameZh, nameEn, reason } });
    touch(tx, "badges");
  });
}
