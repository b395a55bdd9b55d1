import { GUEST_WEIGHT, type Level, type Member, whyNotTakePart } from "~/features/members/rules";
import type { RefusalCode } from "~/platform/refusals";
import type { MemberId } from "~db/ids.ts";

/** How it is known that a member is somebody (spec/README.md, "confirmed"). */
export const CONFIRMED_BY = [
  "address",
  "invitation",
  "approval",
  "host",
  "vouch",
  "moderator",
  "role",
  "before",
] as const;
export type ConfirmedBy = (typeof CONFIRMED_BY)[number];

/** Stored rather than looked up, until a moderator takes it back: one said so, or they were here before it was asked. */
export const isAWord = (by: ConfirmedBy | null): by is "moderator" | "before" => by === "moderator" || by === "before";

/** How many people can be confirmed with one button. */
export const MOST_AT_ONCE = 50;

/** A form's field that says whether somebody is ticked, and whom one names. */
export const tickOf = (id: MemberId): string => `person-${id}`;
export const TICK = /^person-([1-9]\d{0,14})$/;

/** Acts that tie two people: mutual, costly, and to be checked (people.md 2). */
export const TIE_KINDS = ["replies", "thanks", "acceptance", "vouches"] as const;
export type TieKind = (typeof TIE_KINDS)[number];

/** What each tie weighs on the day it is tied, in thousandths. */
export const TIE_WEIGHT = 1000;

/** Somebody as others may say that they know them, or a moderator that they are somebody. */
export interface Known {
  id: MemberId;
  /** Has an account and was let in. */
  isIn: boolean;
  isSuspended: boolean;
}

/** How many people somebody may say they know, by level. */
export const VOUCHES: Readonly<Record<Level, number>> = { 0: 0, 1: 0, 2: 5, 3: 15, 4: 30, 5: 30 };

/** Why this person can't say "I know this person", with so many vouches in use. `now` in UTC milliseconds. */
export function whyNotVouch(me: Member, person: Known, used: number, now: number): RefusalCode | null {
  if (me.id === person.id) return "vouch.self";
  return (
    whyNotTakePart(me, now) ??
    whyNotKnown(person) ??
    (VOUCHES[me.level] === 0 ? "vouch.level" : null) ??
    (used >= VOUCHES[me.level] ? "vouch.budget" : null)
  );
}

/** Why nobody can vouch for them just now. */
const whyNotKnown = ({ isIn, isSuspended }: Known): RefusalCode | null =>
  isIn ? (isSuspended ? "vouch.suspended" : null) : "person.not.in";

/** How a member's vote counts: what it weighs in thousandths, and whether in the guest pool. */
export interface Weight {
  weight: number;
  isGuest: boolean;
}

export const AS_GUEST: Weight = { weight: GUEST_WEIGHT, isGuest: true };

/** Why a weight changed: it became known who they are, it is no longer, who they are tied to, or the community grew in. */
export const WEIGHT_CAUSES = ["confirmed", "unconfirmed", "ties", "growing"] as const;
export type WeightCause = (typeof WEIGHT_CAUSES)[number];
