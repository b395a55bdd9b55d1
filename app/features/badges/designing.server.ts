import { type Member, whyNotTakePart } from "~/features/members/rules";
import { clock } from "~/platform/clock";
import { Refused, refuse, refuseFields } from "~/platform/refusals";
import type { BadgeId } from "~db/ids.ts";
import type { Store } from "~db/store.ts";
import { touch } from "~db/unit.ts";
import { badge } from "./badges.server";
import { type BadgeHue, badgeName, type Countable, SHIPPED, stepsIn, whyNotBadgeName, whyNotSteps } from "./rules";
import { insertBadge, updateBadge } from "./store.server";

/** What a badge is called and looks like. */
export interface BadgeLook {
  nameZh: string;
  nameEn: string;
  hue: BadgeHue;
}

/** A badge as an admin designs it; what counts is null for one that is given by hand. */
export interface BadgeDesign extends BadgeLook {
  counted: Countable | null;
  /** As it was typed: `1, 3, 10`. */
  steps: string;
}

/** A new badge. Whoever has done what it counts already gets it within the hour, as the clock goes through all people. */
export async function designBadge(db: Store, me: Member, design: BadgeDesign): Promise<BadgeId> {
  refuse(whyNotTakePart(me, clock.now()));
  const names = namesIn(design);
  const { counted, hue } = design;
  const steps = counted ? stepsIn(design.steps) : [1];
  refuseFields({ ...whyNotNames(names), steps: whyNotSteps(counted, steps) });
  return db.write(async (tx) => {
    // Behind those that come with the program, in the order they were made.
    const row = { ...names, hue, counted, steps: steps ?? [], position: SHIPPED.length, createdBy: me.id };
    const id = await insertBadge(tx, { ...row, createdAt: clock.now() });
    if (!id) throw new Refused("not.found");
    touch(tx, "badges");
    return id;
  });
}

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

/** From now on nobody earns it, and it is given to nobody; or they do again. Who has it keeps it. */
export async function retireBadge(db: Store, me: Member, id: BadgeId, isWished: boolean): Promise<void> {
  refuse(whyNotTakePart(me, clock.now()));
  await db.write(async (tx) => {
    const { retiredAt } = await badge(tx, id);
    if ((retiredAt !== null) === isWished) return;
    await updateBadge(tx, id, { retiredAt: isWished ? clock.now() : null });
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
