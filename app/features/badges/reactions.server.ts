import { isId, type MemberId } from "~db/ids.ts";
import type { Reaction } from "~db/outbox.ts";
import { isMadeOf, settleBadges } from "./awarding.server";

/** Whose outcome counts, or no longer, has the badges that say so. */
export const awardBadges: Reaction = async (tx, { details: { member, claim } }) => {
  if (typeof member !== "number" || !isId<MemberId>(member) || typeof claim !== "string") return;
  await settleBadges(tx, member, isMadeOf(claim));
};
