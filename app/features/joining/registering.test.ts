import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { setRoles } from "~/features/members/members.server";
import { saveCommunity } from "~/features/members/settings.server";
import type { MemberId } from "~db/ids.ts";
import type { Store } from "~db/store.ts";
import { newNetwork, openTestStore, person, settle } from "../../../tests/support/town";
import { register } from "./joining.server";

let db: Store;

beforeAll(async () => {
  db = await openTestStore();
  await settle(db);
  await db.write((tx) => saveCommunity(tx, { signUp: "open" }));
});
afterAll(() => db.close());

function come(username: string, displayName = username, store = db): Promise<MemberId> {
  const wanted = { username, displayName, password: "a quiet sentence" };
  return register(store, wanted, { code: null, note: "", network: newNetwork() });
}

describe("whoever registers", () => {
  test("is refused with a name that belongs to those who run the place", async () => {
    await expect(come("stel1a")).rejects.toMatchObject({
      fields: { username: "name.lookalike", displayName: "name.lookalike" },
    });
    await expect(come("admin")).rejects.toMatchObject({ fields: { username: "name.reserved" } });
  });

  test("is refused with the name of somebody who got a role while the password was hashed", async () => {
    const rosalind = await person(db, "rosalind");
    const overtaken: Store = {
      ...db,
      write: async (work) => {
        await setRoles(db, rosalind.id, ["moderator"], null);
        return db.write(work);
      },
    };
    const refused = come("r0salind", "Somebody", overtaken);
    await expect(refused).rejects.toMatchObject({ fields: { username: "name.lookalike" } });
  });
});
