import type { BadgeId } from "~db/ids.ts";
import type { Store } from "~db/store.ts";
import { countsOf } from "./awarding.server";
import { allBadges } from "./badges.server";
import { type BadgeHue, type BadgeNames, type Countable, isCountable, nextStep } from "./rules";
import type { Joined } from "./store.server";

/** How far somebody is with a badge. */
export interface Ahead extends BadgeNames {
  badgeId: BadgeId;
  hue: BadgeHue;
  counted: Countable;
  /** What they have come to. */
  count: number;
  /** What comes next; null: they have come to the last. */
  step: number | null;
}

/** How far somebody is with each badge that can still be earned, the nearest first. A place among the first is no way. */
export async function waysAhead(db: Store, person: Joined, timeZone: string): Promise<Ahead[]> {
  const earned = (await allBadges(db)).flatMap((badge) => {
    const { counted, retiredAt } = badge;
    if (counted === null || retiredAt !== null || !isCountable(counted)) return [];
    return [{ ...badge, counted }];
  });
  const counteds = [...new Set(earned.map(({ counted }) => counted))];
  const counts = await countsOf(db.read, [person], { counteds, timeZone });
  const ways = earned.map(({ id, key, nameZh, nameEn, hue, counted, steps }) => {
    const count = counts.get(person.id)?.get(counted) ?? 0;
    return { badgeId: id, key, nameZh, nameEn, hue, counted, count, step: nextStep(steps, count) ?? null };
  });
  return ways.sort((one, other) => nearness(other) - nearness(one));
}

const nearness = ({ count, step }: Ahead): number => (step === null ? -1 : count / step);
