import { normalName, whyNotName } from "~/features/members/rules";
import { type Community, saveCommunity } from "~/features/members/settings.server";
import { refuseFields } from "~/platform/refusals";
import type { Store } from "~db/store.ts";
import { whyNotTimeZone } from "./rules";

/** Changes what the community is called, its language and time zone, and who may join. */
export async function changeCommunity(
  db: Store,
  wanted: Pick<Community, "name" | "locale" | "timeZone" | "signUp">,
): Promise<void> {
  const name = normalName(wanted.name);
  refuseFields({ name: whyNotName(name), timeZone: whyNotTimeZone(wanted.timeZone) });
  await db.write((tx) => saveCommunity(tx, { ...wanted, name }));
}
