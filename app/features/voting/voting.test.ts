import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { TopicId } from "~db/ids.ts";
import type { Store } from "~db/store.ts";
import { crowd, idea, openTestStore, settle, type Town } from "../../../tests/support/town";
import { recount } from "./recounting.server";
import { castVote, withdrawVote } from "./voting.server";

let db: Store;
let town: Town;
let dark: TopicId;
const support = { kind: "support", reason: "" } as const;

beforeAll(async () => {
  db = await openTestStore();
  town = await settle(db);
  dark = await idea(db, town.ann, town.board);
});
afterAll(() => db.close());

describe("casting a vote", () => {
  test("counts a member once, however often they press", async () => {
    await castVote(db, town.ben, dark, support);
    expect(await castVote(db, town.ben, dark, support)).toMatchObject({ supporters: 1 });
  });

  test("counts fifty people at once as fifty, and one person fifty times as one", async () => {
    const fans = await crowd(db, 50);
    const lamp = await idea(db, town.ann, town.board, "A brighter lamp");
    await Promise.all(fans.map((fan) => castVote(db, fan, lamp, support)));
    await Promise.all(Array.from({ length: 50 }, () => castVote(db, town.cleo, lamp, support)));
    expect(await castVote(db, town.cleo, lamp, support)).toMatchObject({ supporters: 51 });
    expect(await recount(db, false)).toEqual([]);
  });

  test("is taken back once", async () => {
    await withdrawVote(db, town.ben, dark, "support");
    expect(await withdrawVote(db, town.ben, dark, "support")).toMatchObject({ supporters: 0 });
  });
});
