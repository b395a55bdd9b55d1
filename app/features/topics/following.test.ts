import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Member } from "~/features/members/rules";
import type { TopicId } from "~db/ids.ts";
import { cursorOf, ForeignCursor } from "~db/pages.ts";
import { topics } from "~db/schema/topics.ts";
import type { Store } from "~db/store.ts";
import { hide, idea, openTestStore, person, react, settle, type Town } from "../../../tests/support/town";
import { followedBy } from "./following.server";
import { follow } from "./topics.server";

let db: Store;
let town: Town;

beforeAll(async () => {
  db = await openTestStore();
  town = await settle(db);
});
afterAll(() => db.close());

/** An idea that somebody follows, last alive then. */
async function followed(me: Member, lastActivityAt: number): Promise<TopicId> {
  const id = await idea(db, town.ann, town.board, `Alive at ${lastActivityAt}`);
  await follow(db, me, id, true);
  await db.write((tx) => tx.update(topics).set({ lastActivityAt }).where(eq(topics.id, id)));
  return id;
}
const idsOf = async (me: Member) => (await followedBy(db, me, null)).topics.map(({ id }) => id);

describe("what somebody follows", () => {
  test("is listed by its last sign of life, until they stop", async () => {
    const fay = await person(db, "fay");
    expect(await followedBy(db, fay, null)).toEqual({ topics: [], next: null });
    const [old, fresh, middle] = [await followed(fay, 10), await followed(fay, 30), await followed(fay, 20)];
    expect(await idsOf(fay)).toEqual([fresh, middle, old]);
    for (let n = 0; n < 2; n++) await follow(db, fay, middle, false);
    expect(await idsOf(fay)).toEqual([fresh, old]);
    expect((await followedBy(db, fay, null)).topics[0]).toEqual({
      id: fresh,
      kind: "idea",
      title: "Alive at 30",
      board: "Phones 手机",
      comments: 0,
      lastActivityAt: 30,
    });
  });

  test("holds what they wrote themselves", async () => {
    const gus = await person(db, "gus");
    const id = await idea(db, gus, town.board);
    await react(db);
    expect(await idsOf(gus)).toEqual([id]);
  });

  test("does not hold what they may not see any more", async () => {
    for (const [name, roles] of [
      ["hal", []],
      ["ida", ["moderator"]],
    ] as const) {
      const fan = await person(db, name, [...roles]);
      const id = await followed(fan, 1);
      await hide(db, id);
      expect(await idsOf(fan)).toEqual(roles.length ? [id] : []);
    }
  });

  test("comes in pages that leave nothing out, also of what was last alive at the same time", async () => {
    const jo = await person(db, "jo");
    const ids: TopicId[] = [];
    for (const at of [5, 7, 7, 7, 9]) ids.unshift(await followed(jo, at));
    const seen: TopicId[] = [];
    let after: string | null = null;
    do {
      const page = await followedBy(db, jo, after, 2);
      seen.push(...page.topics.map(({ id }) => id));
      after = page.next;
    } while (after);
    expect(seen).toEqual(ids);
    for (const foreign of ["", "x", cursorOf("inbox", 1, 1), cursorOf("followed", 1, 0), cursorOf("followed", 0.5, 1)])
      await expect(followedBy(db, jo, foreign)).rejects.toThrow(ForeignCursor);
  });
});
