import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { addComment } from "~/features/comments/comments.server";
import { addMember } from "~/features/members/members.server";
import type { Member } from "~/features/members/rules";
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
  await say(town.stella);
});
afterAll(() => db.close());

const say = (me: Member, about = topic) => addComment(db, me, about, { text: "Hm", parentId: null, once: newForm() });
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
    for (const who of [town.cleo, town.ann, town.stella, town.ben]) await say(who);
    expect(await offered("", topic)).toEqual(["ann", "stella", "cleo"]); // who began it, then who spoke last
  });

  test("asks nobody but those of the discussion before two letters or one Chinese character", async () => {
    expect([await offered("x"), await offered("x", topic)]).toEqual([[], []]);
    expect([await offered("A", topic), await offered("an", topic), await offered("xi")]).toEqual([
      ...[["ann"], ["ann"], ["xiaoman"]],
    ]);
    expect(await offered("周", topic)).toEqual(["xiaoman"]);
    const crowded = await idea(db, town.ann, town.board, "Many have something to say");
    for (const who of await crowd(db, 9, "guest")) await say(who, crowded);
    expect(await offered("", crowded)).toEqual(["ann", ...[8, 7, 6, 5, 4, 3, 2].map((n) => `guest${n}`)]);
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
