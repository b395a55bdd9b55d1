import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { moveIdea } from "~/features/ideas/moving.server";
import { propose } from "~/features/ideas/proposing.server";
import { castVote } from "~/features/voting/voting.server";
import type { TopicId } from "~db/ids.ts";
import type { Store } from "~db/store.ts";
import { NO_WORDS, newForm, openTestStore, proposal, react, settle, type Town } from "../../../tests/support/town";
import { distance } from "./likeness";
import { closeIdeas, similarIdeas } from "./similar.server";

let db: Store;
let town: Town;

beforeAll(async () => {
  db = await openTestStore();
  town = await settle(db);
});
afterAll(() => db.close());

async function told(title: string, problem = "Nothing else to say here."): Promise<TopicId> {
  const id = await propose(db, town.ann, proposal(town.board, { title, problem }), { once: newForm(), asDraft: false });
  await react(db);
  return id;
}

describe("similar ideas", () => {
  test("come nearly the same first, then those still going, then those that are over", async () => {
    const over = await told("Fold a keyboard in three or more places while asleep");
    const living = await told("Fold the keyboard away when travelling");
    const same = await told("Fold the keyboard in half");
    await moveIdea(db, town.stella, over, "declined", {
      ...NO_WORDS,
      code: "later",
      ownerId: town.stella.id,
      reason: "We would love to, but hinges of this size break within a year.",
    });
    await castVote(db, town.ben, living, { kind: "support", reason: "" });
    await react(db);
    const found = await similarIdeas(db, town.ben, "Fold a keyboard in half", 5);
    expect(found.slice(0, 3).map(({ id }) => id)).toEqual([same, living, over]);
    expect(found[1]).toMatchObject({ isSupported: true, supporters: 1, status: "submitted" });
    expect(await closeIdeas(db, null, "Something else entirely")).toEqual([]);
    expect((await closeIdeas(db, null, "Folding the keyboards in half"))[0]?.id).toBe(same);
  });

  test("are found in two scripts and with a character changed", async () => {
    const id = await told("锁屏壁纸每天换一张");
    expect((await closeIdeas(db, null, "鎖屏壁紙每天換兩張"))[0]?.id).toBe(id);
  });
});

test.each([
  ["battery", "battery", 0],
  ["batery", "battery", 1],
  ["abttery", "battery", 1],
  ["bettary", "battery", 2],
  ["", "ab", 2],
])("%s and %s are %i mistakes apart", (one, other, mistakes) => {
  expect(distance(one, other)).toBe(mistakes);
});
