import { type Member, whyNotTakePart } from "~/features/members/rules";
import { clock } from "~/platform/clock";
import { formKey } from "~/platform/form-key.server";
import { refuse, refuseFields } from "~/platform/refusals";
import type { BadgeId } from "~db/ids.ts";
import type { Store } from "~db/store.ts";
import { touch } from "~db/unit.ts";
import { badge } from "./badges.server";
import {
  type BadgeHue,
  badgeName,
  type Countable,
  isCountable,
  SHIPPED,
  stepsIn,
  whyNotBadgeName,
  whyNotCounted,
  whyNotSteps,
} from "./rules";
import { insertBadge, updateBadge } from "./store.server";

/** What a badge is called and looks like. */
export interface BadgeLook {
  nameZh: string;
  nameEn: string;
  hue: BadgeHue;
}

/** A badge as an admin designs it; what counts is null for one that is given by hand. */
export interface BadgeDesign extends BadgeLook {
  counted: string | null;
  /** As it was typed: `1, 3, 10`. */
  steps: string;
  /** The form's token: posting the same form twice makes one badge. */
  once: string;
}

/** A new badge. Whoever has done what it counts already gets it within minutes, as the clock goes through all people. */
export async function designBadge(db: Store, me: Member, design: BadgeDesign): Promise<BadgeId> {
  refuse(whyNotTakePart(me, clock.now()));
  const names = namesIn(design);
  const { counted, hue } = design;
  const steps = counted === null ? [1] : stepsIn(design.steps);
  refuseFields({
    ...whyNotNames(names),
    ...{ counted: whyNotCounted(counted), steps: whyNotSteps(counted, steps) },
  });
  const rule = { counted: countableIn(counted), steps: steps ?? [] };
  const once = formKey(design.once, names, rule, hue);
  return db.write(async (tx) => {
    // Behind those that come with the program, in the order they were made.
    const row = { ...names, ...rule, hue, position: SHIPPED.length, createdBy: me.id, once };
    const id = await insertBadge(tx, { ...row, createdAt: clock.now() });
    touch(tx, "badges");
    return id;
  });
}

const countableIn = (counted: string | null): Countable | null =>
  counted !== null && isCountable(counted) ? counted : null;

/** Other names or another colour. What is counted, and in which steps, stays: people have it for just that. */
export async function changeBadge(db: Store, me: Member, id: BadgeId, look: BadgeLook): Promise<void> {
  refuse(whyNotTakePart(me, clock.now()));
  const names = namesIn(look);
  await db.write(async (tx) => {
    const { key } = await badge(tx, id);
    // Those that come with the program are called by the locales.
    if (key === null) refuseFields(whyNotNames(names));
    await updateBadge(tx, id, { ...(key === null && names), hue: look.hue });
    touch(tx, "badges");
  });
}

/** From now on nobody earns it, and it is given to nobody. Who has it keeps it. */
export const retireBadge = (db: Store, me: Member, id: BadgeId): Promise<void> => end(db, me, id, clock.now());

/** It can be earned, or given, again. */
export const reviveBadge = (db: Store, me: Member, id: BadgeId): Promise<void> => end(db, me, id, null);

async function end(db: Store, me: Member, id: BadgeId, retiredAt: number | null): Promise<void> {
  refuse(whyNotTakePart(me, clock.now()));
  await db.write(async (tx) => {
    const before = (await badge(tx, id)).retiredAt;
    if ((before === null) === (retiredAt === null)) return;
    await updateBadge(tx, id, { retiredAt });
    touch(tx, "badges");
  });
}

const namesIn = ({ nameZh, nameEn }: Pick<BadgeLook, "nameZh" | "nameEn">) => ({
  nameZh: badgeName(nameZh),
  nameEn: badgeName(nameEn),
});

const whyNotNames = ({ nameZh, nameEn }: Pick<BadgeLook, "nameZh" | "nameEn">) => ({
  nameZh: whyNotBadgeName(nameZh),
  nameEn: whyNotBadgeName(nameEn),
});
