import { afterAll, beforeAll, expect, test } from "vitest";
import { badgeAwards } from "~db/schema/badges.ts";
import type { Store } from "~db/store.ts";
import { badgeOf } from "../../../tests/support/badges";
import { newFolder, removeFolders } from "../../../tests/support/folders";
import { type OpenDoor, openFrontDoor } from "../../../tests/support/front-door";
import { openTestStore, settle, stranger } from "../../../tests/support/town";
import { UNNAMED } from "../members/rules";
import { saveCommunity } from "../members/settings.server";
import { keepBadges } from "./clock.server";

let db: Store;
let door: OpenDoor;

beforeAll(async () => {
  db = await openTestStore();
  await settle(db);
  await keepBadges(db, Date.now());
  await db.write((tx) => saveCommunity(tx, { isSetUp: true, locale: "en", timeZone: "UTC" }));
  door = await openFrontDoor(db, newFolder());
}, 60_000);
afterAll(async () => {
  await door.close();
  await db.close();
  removeFolders();
});

test("whom an import didn't name is said to have none on the pages of their badges, too", async () => {
  const { id } = await stranger(db, "elsewhere", UNNAMED);
  const badgeId = await badgeOf(db, "shipped");
  await db.write((tx) => tx.insert(badgeAwards).values({ memberId: id, badgeId, step: 1, at: 1 }));
  for (const path of [`/people/${id}/badges`, `/people/${id}/badges/${badgeId}`]) {
    const page = await fetch(door.origin + path);
    const html = (await page.text()).replace(/<script[\s\S]*?<\/script>|<span class="avatar[^/]*\/span>|<!-- -->/g, "");
    expect([page.status, html.match(/<title>[^<]*/)?.[0]]).toEqual([200, expect.stringContaining("No name given")]);
    expect(html).toMatch(/<h1>[^<]*No name given|muted">No name given/);
    expect(html).not.toMatch(/>(?:[^<]* )?\?/);
  }
});
