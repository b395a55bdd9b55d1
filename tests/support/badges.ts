import { eq } from "drizzle-orm";
import { allBadges, badgesOf } from "~/features/badges/badges.server";
import type { Member } from "~/features/members/rules";
import type { BadgeId } from "~db/ids.ts";
import { notifications } from "~db/schema/notifications.ts";
import type { Store } from "~db/store.ts";
import { openTestStore, person, settle } from "./town";

/** A town whose people earn badges, and the same database as another process has it. */
export async function openBadgeTown() {
  const [db, elsewhere] = await Promise.all([openTestStore(), openTestStore()]);
  const town = await settle(db);
  let people = 0;
  return {
    ...{ db, elsewhere, town },
    somebody: (): Promise<Member> => person(db, `fan${++people}`),
    close: () => Promise.all([db.close(), elsewhere.close()]),
  };
}

/** What somebody has now, as `shipped 3`; of each badge its highest step. */
export async function worn(db: Store, { id }: Pick<Member, "id">): Promise<string[]> {
  const badges = (await badgesOf(db.read, [id])).get(id) ?? [];
  return badges.map(({ key, nameEn, step }) => `${key ?? nameEn} ${step}`);
}

/** How much somebody's inbox holds. */
export const newsOf = (db: Store, { id }: Pick<Member, "id">): Promise<number> =>
  db.read.$count(notifications, eq(notifications.memberId, id));

/** The number of a badge that comes with the program. */
export async function badgeOf(db: Store, key: string): Promise<BadgeId> {
  const found = (await allBadges(db)).find((badge) => badge.key === key);
  if (!found) throw new Error(`there is no badge ${key}`);
  return found.id;
}
