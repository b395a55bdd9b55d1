import { CLAIM_KINDS, type ClaimKind, isPrivate } from "~/features/ledger/rules";
import { isModerator, type Member } from "~/features/members/rules";
import type { RefusalCode } from "~/platform/refusals";
import { cleanLine, readLength } from "~/platform/text";
import type { BadgeAwardId, BadgeId, MemberId } from "~db/ids.ts";

/** The colours of the hexagons. */
export const BADGE_HUES = ["orange", "gold", "silver", "green", "blue", "violet", "plain"] as const;
export type BadgeHue = (typeof BADGE_HUES)[number];
export const isHue = (text: string): text is BadgeHue => BADGE_HUES.some((hue) => hue === text);

/** What a badge counts: standing claims of the ledger, years, or the first hundred. */
export type Counted = ClaimKind | "reply.accepted.or.endorsed" | "years" | "first.hundred";

/**
 * What admins can design a badge of: outcomes that somebody else has a say in, and years. Marks are for the asking, articles
 * everybody publishes themselves, and what was taken from somebody nobody wears.
 */
export const COUNTABLE = [
  "idea.qualified",
  "idea.shortlisted",
  "idea.accepted",
  "idea.shipped",
  "duplicate.shipped",
  "reply.accepted.or.endorsed",
  "reply.accepted",
  "reply.endorsed",
  "report.upheld",
  "merge.done",
  "years",
] as const satisfies readonly Counted[];
export type Countable = (typeof COUNTABLE)[number];
export const isCountable = (text: string): text is Countable => COUNTABLE.some((one) => one === text);

export const SHIPPED_KEYS = ["shipped", "replies", "reports", "years", "hundred"] as const;
export type ShippedKey = (typeof SHIPPED_KEYS)[number];
export const isShippedKey = (key: string | null): key is ShippedKey => SHIPPED_KEYS.some((known) => known === key);

interface ShippedBadge {
  key: ShippedKey;
  counted: Counted;
  steps: number[];
  hue: BadgeHue;
}

const MOST_YEARS = 50;

/** The badges that come with the program (people.md 4), of which something is recorded. */
export const SHIPPED: readonly ShippedBadge[] = [
  { key: "shipped", counted: "idea.shipped", steps: [1, 3, 10, 25, 50], hue: "orange" },
  { key: "replies", counted: "reply.accepted.or.endorsed", steps: [1, 5, 15, 50, 150], hue: "gold" },
  { key: "reports", counted: "report.upheld", steps: [5, 15, 50, 100, 500], hue: "silver" },
  { key: "years", counted: "years", steps: Array.from({ length: MOST_YEARS }, (_, n) => n + 1), hue: "green" },
  { key: "hundred", counted: "first.hundred", steps: [1], hue: "violet" },
];

/** The claims that one thing counted is made of; none of what is no claim. */
export function claimsOf(counted: Counted): readonly ClaimKind[] {
  if (counted === "reply.accepted.or.endorsed") return ["reply.accepted", "reply.endorsed"];
  return CLAIM_KINDS.filter((kind) => kind === counted);
}

/** Whether only its bearer and moderators may see what is counted; others see how much. */
export const isSecret = (counted: Counted): boolean => claimsOf(counted).some(isPrivate);

/** Whether this program still counts it: a badge may be older than what it counts. */
export const isCounted = (counted: string): counted is Countable | "first.hundred" =>
  counted === "first.hundred" || isCountable(counted);

/** Who has come to what so far. */
export type Counts = ReadonlyMap<string, number>;

/** An award as it is stored. */
export interface Award {
  id: BadgeAwardId;
  step: number;
  isWithdrawn: boolean;
}

/** What has to change for the awards to say what is counted. */
export interface Changes {
  give: number[];
  giveBack: BadgeAwardId[];
  withdraw: BadgeAwardId[];
}

/**
 * What somebody's awards of a badge lack, having come to `count`. Of one that is retired nobody gets a step they never
 * had; what they have goes and comes with its evidence all the same.
 */
export function changesOf(
  { steps, isRetired }: { steps: readonly number[]; isRetired: boolean },
  count: number,
  awards: readonly Award[],
): Changes {
  const had = new Set(awards.map(({ step }) => step));
  const isReached = ({ step }: Award): boolean => step <= count;
  return {
    give: isRetired ? [] : steps.filter((step) => step <= count && !had.has(step)),
    giveBack: awards.filter((one) => one.isWithdrawn && isReached(one)).map(({ id }) => id),
    withdraw: awards.filter((one) => !one.isWithdrawn && !isReached(one)).map(({ id }) => id),
  };
}

/** The step somebody comes to next; undefined when there is none beyond. */
export const nextStep = (steps: readonly number[], count: number): number | undefined =>
  steps.find((step) => step > count);

/** How many whole years lie between two days, `YYYY-MM-DD`. */
export function yearsBetween(from: string, to: string): number {
  const years = Number(to.slice(0, 4)) - Number(from.slice(0, 4));
  // Who came on a leap day has their day on the first of March.
  return to.slice(4) < from.slice(4) ? years - 1 : years;
}

const MOST_STEPS = 10;
// Somebody who came to one of it every day needs 27 years.
const GREATEST_STEP = 10_000;
const LONGEST_NAME = 40;
const LONGEST_REASON = 500;

/** Steps as somebody writes them, `1, 3, 10`; null when that is no list of numbers. */
export function stepsIn(text: string): number[] | null {
  const words = text.split(/[\s,，、/]+/).filter(Boolean);
  if (words.some((word) => !/^\d{1,9}$/.test(word))) return null;
  return words.map(Number);
}

/** Why a badge can't count this; null, by hand, it can. */
export const whyNotCounted = (counted: string | null): RefusalCode | null =>
  counted === null || isCountable(counted) ? null : "badge.counted.unknown";

/** Why a badge can't have these steps. One that nobody would ever come to is refused, too. */
export function whyNotSteps(counted: string | null, steps: readonly number[] | null): RefusalCode | null {
  if (counted === null) return null;
  if (!steps || steps.length === 0 || steps[0] === 0) return "badge.steps.shape";
  if (steps.some((step, place) => place > 0 && step <= (steps[place - 1] ?? 0))) return "badge.steps.ascending";
  if (steps.length > MOST_STEPS) return "badge.steps.many";
  const most = counted === "years" ? MOST_YEARS : GREATEST_STEP;
  return (steps.at(-1) ?? 0) > most ? "badge.steps.unreachable" : null;
}

export const badgeName = (name: string): string => cleanLine(name.normalize("NFKC"));

export function whyNotBadgeName(name: string): RefusalCode | null {
  if (name === "") return "name.empty";
  return readLength(name) > LONGEST_NAME ? "name.length" : null;
}

export function whyNotBadgeReason(reason: string): RefusalCode | null {
  if (reason === "") return "reason.missing";
  return readLength(reason) > LONGEST_REASON ? "reason.long" : null;
}

interface Gift {
  to: MemberId;
  counted: Counted | null;
  isRetired: boolean;
}

/** Why somebody can't give this badge by hand. */
export function whyNotGive(me: Member, { to, counted, isRetired }: Gift): RefusalCode | null {
  if (!isModerator(me)) return "not.moderator";
  if (me.id === to) return "badge.own";
  if (counted !== null) return "badge.earned";
  return isRetired ? "badge.retired" : null;
}

/** Why somebody can't take back a badge that was given by hand. */
export function whyNotTakeBack(me: Member, { to, counted }: Pick<Gift, "to" | "counted">): RefusalCode | null {
  if (!isModerator(me)) return "not.moderator";
  if (me.id === to) return "badge.own";
  return counted === null ? null : "badge.earned";
}

/** A badge as its name is said: its own words, or those of the key. */
export interface BadgeNames {
  key: string | null;
  nameZh: string | null;
  nameEn: string | null;
}

/** A badge somebody has, at its highest step. */
export interface WornBadge extends BadgeNames {
  badgeId: BadgeId;
  hue: BadgeHue;
  counted: Counted | null;
  step: number;
  /** Their place among the first hundred. */
  place: number | null;
}

/** The number a hexagon shows; null: it was given by hand, and shows a star. */
export const numberOn = ({ counted, step, place }: Pick<WornBadge, "counted" | "step" | "place">): number | null =>
  counted === null ? null : counted === "first.hundred" ? place : step;

/** Of each badge its highest step, in the badges' order. */
export function highestOf<One extends { badgeId: BadgeId; step: number; position: number }>(
  rows: readonly One[],
): One[] {
  const highest = new Map<BadgeId, One>();
  for (const row of rows) if (row.step > (highest.get(row.badgeId)?.step ?? 0)) highest.set(row.badgeId, row);
  return [...highest.values()].sort((one, other) => one.position - other.position || one.badgeId - other.badgeId);
}
