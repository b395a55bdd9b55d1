import { isOpen } from "~/features/ideas/rules";
import { chance } from "./chance";
import { RING_IDEAS } from "./content/ring";
import type { Happening, ScheduledIdea } from "./timetable";

const MINUTE = 60_000;
const DAY = 1_440 * MINUTE;
const DAYS_AGO = 2;
const IDEAS_APART_MS = 6 * MINUTE;
const VOTES_APART_MS = 5_000;
// Ideas that people like, and not so many that a ring is not seen among them.
const LIKED = { least: 10, most: 30 };
const OLDEST_DAYS = 45;
const YOUNGEST_DAYS = 4;

/** The evening on which the ring of one person's accounts came, and voted. UTC milliseconds. */
export const ringEvening = (now: number): number => now - DAYS_AGO * DAY;

/** All of them vote for the same ideas, one idea after the other, each within two minutes. */
export function ringing(ideas: readonly ScheduledIdea[], now: number, puppets: readonly string[]): Happening[] {
  return ideas
    .filter(isWorthIt)
    .slice(0, RING_IDEAS)
    .flatMap((idea, n) => {
      const next = chance(`ring ${idea.key}`);
      return puppets.map((by, place): Happening => {
        const at = ringEvening(now) + n * IDEAS_APART_MS + place * VOTES_APART_MS + Math.floor(next() * VOTES_APART_MS);
        return { at, idea, what: "vote", by, vote: "support" };
      });
    });
}

const isWorthIt = ({ isDraft, daysAgo, supporters, acts }: ScheduledIdea): boolean =>
  !isDraft &&
  daysAgo >= YOUNGEST_DAYS &&
  daysAgo <= OLDEST_DAYS &&
  supporters >= LIKED.least &&
  supporters <= LIKED.most &&
  acts.every((act) => act.kind !== "merge" && act.kind !== "lock" && (act.kind !== "move" || isOpen(act.to)));
