import type { Member } from "~/features/members/rules";
import type { RefusalCode } from "~/platform/refusals";
import { readLength } from "~/platform/text";

export type Verdict = "admitted" | "declined";

const LONGEST_NOTE = 300;

/** Why these words, to whoever lets people in or about an invitation, won't do. */
export const whyNotNote = (note: string): RefusalCode | null => (readLength(note) > LONGEST_NOTE ? "note.long" : null);

/** How many links of one person may be open at a time. */
export const MOST_OPEN_LINKS = 20;
export const MOST_DAYS = 30;
const MOST_PLACES = 5;
const MOST_PLACES_WITH_ROLE = 50;

/** How many people one of their links may let in. */
export const mostPlaces = ({ roles }: Pick<Member, "roles">): number =>
  roles.length > 0 ? MOST_PLACES_WITH_ROLE : MOST_PLACES;

const isWithin = (n: number, most: number): boolean => Number.isInteger(n) && n >= 1 && n <= most;

export const whyNotPlaces = (places: number, most: number): RefusalCode | null =>
  isWithin(places, most) ? null : "invitation.places";
export const whyNotDays = (days: number): RefusalCode | null => (isWithin(days, MOST_DAYS) ? null : "invitation.days");

interface InvitationFacts {
  places: number;
  taken: number;
  expiresAt: number;
  withdrawnAt: number | null;
  /** Until when whoever made it is suspended: their links rest as long. */
  inviterMutedUntil: number | null;
}

/** Why nobody comes in by this invitation, now (UTC milliseconds). */
export function whyNotJoin(invitation: InvitationFacts | undefined, now: number): RefusalCode | null {
  if (!invitation) return "invitation.unknown";
  const { places, taken, expiresAt, withdrawnAt, inviterMutedUntil } = invitation;
  if (withdrawnAt !== null || (inviterMutedUntil ?? 0) > now) return "invitation.withdrawn";
  if (taken >= places) return "invitation.full";
  return expiresAt <= now ? "invitation.expired" : null;
}
