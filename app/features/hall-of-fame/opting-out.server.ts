import type { Member } from "~/features/members/rules";
import { clock } from "~/platform/clock";
import type { Store } from "~db/store.ts";
import { touch } from "~db/unit.ts";
import { deleteOptOut, hasOptOut, insertOptOut } from "./opting-out.store.server";

/** Whether somebody stands in no ranking because they wish so. */
export const isOptedOut = (db: Store, { id }: Member): Promise<boolean> => hasOptOut(db.read, id);

/**
 * Leaves all rankings, or stands in them again. Points and badges stay as they are. Of a season that closed before they left
 * their row is hidden, and comes back with them; one that closed meanwhile gave their place to others.
 */
export async function optOut(db: Store, me: Member, isWished: boolean): Promise<void> {
  await db.write(async (tx) => {
    await (isWished ? insertOptOut(tx, me.id, clock.now()) : deleteOptOut(tx, me.id));
    touch(tx, "hall");
  });
}
