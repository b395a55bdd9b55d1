/** How it is known that a member is somebody (spec/README.md, "confirmed"). */
export const CONFIRMED_BY = ["address", "invitation", "approval", "host", "vouch", "moderator", "role"] as const;
export type ConfirmedBy = (typeof CONFIRMED_BY)[number];

/** Acts that tie two people: mutual, costly, and to be checked (people.md 2). */
export const TIE_KINDS = ["replies", "thanks", "acceptance", "vouches"] as const;
export type TieKind = (typeof TIE_KINDS)[number];
