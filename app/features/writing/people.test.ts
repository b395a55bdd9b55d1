import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { addComment } from "~/features/comments/comments.server";
import { addMember } from "~/features/members/members.server";
import type { TopicId } from "~db/ids.ts";
import type { Store } from "~db/store.ts";
import {
  applicant,
  crowd,
  hide,
  idea,
  newForm,
  openTestStore,
  settle,
  stranger,
  type Town,
} from "../../../tests/support/town";
import { renderText } from "./mentions.server";
import { nameable } from "./people.server";

let db: Store;
let town: Town;
let topic: TopicId;

beforeAll(async () => {
  db = await openTestStore();
  town = await settle(db);
  await crowd(db, 12);
  await stranger(db, "elsewhere", "fanny");
  await db.write((tx) => addMember(tx, { username: "xiaoman", displayName: "周小满" }));
  topic = await idea(db, town.ann, town.board);
  await addComment(db, town.stella, topic, { text: "Hm", parentId: null, once: newForm() });
});
afterAll(() => db.close());

const offered = async (start: string, about: TopicId | null = null): Promise<string[]> =>
  (await nameable(db, town.ben, start, about)).map(({ username }) => username);

describe("whom a beginning may mean", () => {
  test("is told by user name and display name, eight at most, never whom an import names", async () => {
    expect(await offered("XIAO")).toEqual(["xiaoman"]);
    expect(await offered("周")).toEqual(["xiaoman"]);
    const fans = await offered("fan");
    expect([fans.length, fans.includes("fanny")]).toEqual([8, false]);
    expect(await offered("%")).toEqual([]);
    expect(await offered("ben")).toEqual([]); // oneself
  });

  test("puts those of the discussion first, and offers them before anything is typed", async () => {
    expect((await offered("s", topic))[0]).toBe("stella");
    expect(await offered("", topic)).toEqual(["ann", "stella"]);
    expect(await offered("")).toEqual([]);
  });

  test("is nobody who waits to be let in: no text leads to them either", async () => {
    await applicant(db, "rude");
    expect(await offered("rude")).toEqual([]);
    expect((await renderText(db.read, "Ask @rude or @ann")).mentioned).toEqual([town.ann.id]);
  });

  test("tells nobody who takes part in what they may not see", async () => {
    const secret = await idea(db, town.cleo, town.board, "Something else");
    await hide(db, secret);
    expect(await offered("", secret)).toEqual([]);
  });
});
