import type { ClaimKind } from "~/features/ledger/rules";

/** The colours of the hexagons. */
export const BADGE_HUES = ["orange", "gold", "silver", "green", "blue", "violet", "plain"] as const;
export type BadgeHue = (typeof BADGE_HUES)[number];

/** What a badge counts: standing claims of the ledger, years, or the first hundred. */
export type Counted = ClaimKind | "reply.accepted.or.endorsed" | "years" | "first.hundred";
