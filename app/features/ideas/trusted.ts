/** Nobody weighs more, in thousandths. */
export const FULL_WEIGHT = 1_000;

interface Support {
  supporters: number;
  /** Thousandths, of those who are no guests. */
  weightSum: number;
  /** How many guests. */
  guestSum: number;
}

/**
 * What guests add, in thousandths: a tenth each, and together no more than one voter or a tenth of all weights, whichever
 * is more (spec/people.md 2). They are heard, and never decide.
 */
const guestsAdd = ({ weightSum, guestSum }: Omit<Support, "supporters">): number =>
  Math.min(guestSum * 100, Math.max(FULL_WEIGHT, Math.floor(weightSum / 10)));

/** Trusted support to the thousandth: for audits, and for nobody to see. */
export const exactTrusted = (support: Omit<Support, "supporters">): number => support.weightSum + guestsAdd(support);

/** Below so many voters trusted support is not told. */
export const FEWEST_TOLD = 5;

const whole = (thousandths: number): number => thousandths - (thousandths % FULL_WEIGHT);

/**
 * Trusted support as it is stored, told and put in order: whole, though in thousandths, and 0 of few voters. Anything finer
 * would give weights away: by a place in the list beside an idea whose support one knows, or by the tenths of guests whom
 * one lets in and out until the number turns. So the two parts are cut off each by itself, too. Whole numbers throughout,
 * that recounting comes to the same on every machine.
 */
export const trustedOf = ({ supporters, ...support }: Support): number =>
  supporters < FEWEST_TOLD ? 0 : whole(support.weightSum) + whole(guestsAdd(support));

interface Told {
  supporters: number;
  /** As it is stored. */
  trusted: number;
}

/** The number people see; null, "under 5", of few voters. */
export const toldTrusted = ({ supporters, trusted }: Told): number | null =>
  supporters < FEWEST_TOLD ? null : trusted / FULL_WEIGHT;

/**
 * What of it stood when it was looked at hard, as people see it: never more than trusted support is by now. Null, too, where
 * it wasn't looked at.
 */
export const toldAudited = ({ audited, ...idea }: Told & { audited: number | null }): number | null =>
  audited === null || toldTrusted(idea) === null ? null : Math.floor(Math.min(audited, idea.trusted) / FULL_WEIGHT);
