import { designBadge } from "~/features/badges/designing.server";
import { giveBadge } from "~/features/badges/giving.server";
import { at } from "~/platform/pretended-time.server";
import type { Store } from "~db/store.ts";
import { SAMPLE } from "./mark.server";
import type { SampleTown } from "./settling.server";

const BADGE = { nameZh: "两周温度计", nameEn: "Two weeks of measuring", hue: "green" } as const;
const REASON = "充电到 80% 那条想法，老陈一连量了十四个晚上，曲线直接进了固件的测试。";

/** The admin's own badge, and whom she gave it to. Only where all is the sample's, as badges are of the whole community. */
export async function awardSample(db: Store, { people }: SampleTown, now: number): Promise<void> {
  const [giver, to] = [people.get("xiaoman"), people.get("laochen")];
  if (!giver || !to) throw new Error("the sample lacks whom its badge is about");
  await at(now, async () => {
    const badgeId = await designBadge(db, giver, { ...BADGE, counted: null, steps: "", once: SAMPLE });
    await giveBadge(db, giver, { badgeId, to: to.id, reason: REASON });
  });
}
