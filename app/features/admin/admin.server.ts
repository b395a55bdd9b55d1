import { setRoles, setStation } from "~/features/members/members.server";
import { normalName, type Role, whyNotName } from "~/features/members/rules";
import { type Community, saveCommunity } from "~/features/members/settings.server";
import { refuseFields } from "~/platform/refusals";
import type { MemberId, TeamId } from "~db/ids.ts";
import type { Store } from "~db/store.ts";
import { whyNotTimeZone } from "./rules";

/** Changes what the community is called, its language and its time zone. */
export async function changeCommunity(db: Store, wanted: Omit<Community, "isSetUp">): Promise<void> {
  const name = normalName(wanted.name);
  refuseFields({ name: whyNotName(name), timeZone: whyNotTimeZone(wanted.timeZone) });
  await db.write((tx) => saveCommunity(tx, { ...wanted, name }));
}

export interface Post {
  memberId: MemberId;
  roles: readonly Role[];
  teamId: TeamId | null;
  title: string;
}

/** What a member is here: roles, team and title. */
export async function appoint(db: Store, { memberId, roles, teamId, title }: Post, by: MemberId): Promise<void> {
  await setRoles(db, memberId, roles, by);
  await setStation(db, memberId, teamId, title);
}
