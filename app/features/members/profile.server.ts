import { clock } from "~/platform/clock";
import { Refused, refuse, refuseFields } from "~/platform/refusals";
import { cleanText } from "~/platform/text";
import type { MemberId } from "~db/ids.ts";
import type { Store, Tx } from "~db/store.ts";
import { touch } from "~db/unit.ts";
import { namesTaken } from "./members.server";
import { skeletonOf, whyNotOwnName } from "./names";
import { loadAbout, loadProfile, type Profile, saveProfile } from "./profile.store.server";
import { isAdmin, type Member, normalName, type Viewer, whyNotAbout, whyNotDisplayName, whyNotTakePart } from "./rules";

export type { Profile } from "./profile.store.server";

/** What everybody may know of somebody. Who waits to be let in is shown to moderators and themselves. */
export async function profileOf(read: Tx, viewer: Viewer, id: MemberId): Promise<Profile> {
  const profile = await loadProfile(read, viewer, id);
  if (!profile) throw new Refused("not.found");
  return profile;
}

/** What somebody says about themselves; "" while they say nothing. */
export const aboutOf = (db: Store, id: MemberId): Promise<string> => loadAbout(db.read, id);

/**
 * Changes what others see of oneself: the display name, and a line or two. The former are kept nowhere. Admins may take
 * a reserved name, and whoever was given one keeps it.
 */
export async function changeProfile(
  db: Store,
  me: Member,
  wanted: { displayName: string; about: string },
): Promise<void> {
  refuse(whyNotTakePart(me, clock.now()));
  const displayName = normalName(wanted.displayName);
  const about = cleanText(wanted.about);
  refuseFields({ displayName: whyNotDisplayName(displayName), about: whyNotAbout(about) });
  await db.write(async (tx) => {
    const taken = await namesTaken(tx);
    const holders = taken.holders.filter(({ id }) => id !== me.id);
    const mayHave = isAdmin(me) || displayName === me.displayName;
    if (!mayHave) refuseFields({ displayName: whyNotOwnName(displayName, { ...taken, holders }) });
    await saveProfile(tx, me.id, { displayName, skeleton: skeletonOf(displayName), about });
    touch(tx, `member:${me.id}`);
  });
}
