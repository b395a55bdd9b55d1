import { sql } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { ideaPage } from "~/features/ideas/idea-page.server";
import type { Member } from "~/features/members/rules";
import { recountTopics } from "~/features/topics/recounting.server";
import { follow } from "~/features/topics/topics.server";
import { recount } from "~/features/voting/recounting.server";
import { castVote } from "~/features/voting/voting.server";
import type { TopicId } from "~db/ids.ts";
import { mergeFollows } from "~db/schema/merging.ts";
import { follows } from "~db/schema/topics.ts";
import type { Store } from "~db/store.ts";
import { idea, openTestStore, react, settle, type Town } from "../../../tests/support/town";
import { mergeIdeas, unmergeIdea } from "./merging.server";

let db: Store;
let town: Town;

beforeAll(async () => {
  db = await openTestStore();
  town = await settle(db);
});
afterAll(() => db.close());
afterEach(async () => {
  expect(await recount(db, false)).toEqual([]);
  expect(await recountTopics(db, false)).toEqual({ followers: [], comments: [] });
});

const lamp = (me: Member = town.ann, title = "A brighter lamp"): Promise<TopicId> => idea(db, me, town.board, title);
const cast = (me: Member, id: TopicId) => castVote(db, me, id, { kind: "support", reason: "" });
const merge = (duplicateId: TopicId, targetId: TopicId) =>
  mergeIdeas(db, town.max, { duplicateId, targetId, reason: "They say the same." });
const unmerge = (id: TopicId) => unmergeIdea(db, town.max, id);
const page = (id: TopicId, viewer: Member | null = null) => ideaPage(db, viewer, id);

const followersOf = async (id: TopicId): Promise<string[]> => {
  const rows = await db.read
    .select({ memberId: follows.memberId })
    .from(follows)
    .where(sql`${follows.topicId} = ${id} and ${follows.wanted}`);
  const all = Object.values(town).filter((one): one is Member => typeof one === "object");
  return rows.map(({ memberId }) => all.find(({ id }) => id === memberId)?.username ?? String(memberId)).sort();
};

describe("followers", () => {
  test("come along with the author, and go again, except where they decided or took part since", async () => {
    const [one, other] = [await lamp(town.ben), await lamp()];
    for (const me of [town.cleo, town.max, town.stella, town.alma]) await follow(db, me, one, true);
    await follow(db, town.alma, other, false);
    await react(db);
    await merge(one, other);
    expect(await followersOf(other)).toEqual(["ann", "ben", "cleo", "max", "stella"]);
    expect(await followersOf(one)).toEqual(["alma", "ben", "cleo", "max", "stella"]);
    await cast(town.cleo, other); // would follow by this alone
    await follow(db, town.max, other, false);
    await follow(db, town.max, other, true); // their own wish now
    await react(db);
    await unmerge(one);
    expect(await followersOf(other)).toEqual(["ann", "cleo", "max"]);
    expect(await followersOf(one)).toEqual(["alma", "ben", "cleo", "max", "stella"]);
  });

  test("who stopped following the target after the merge don't follow it after unmerging", async () => {
    const [one, other] = [await lamp(town.ben), await lamp()];
    await react(db);
    await merge(one, other);
    await follow(db, town.ben, other, false);
    await unmerge(one);
    expect(await followersOf(other)).toEqual(["ann"]);
    expect(await page(other, town.ben)).toMatchObject({ isFollowed: false });
  });

  test("whom two merges brought stay until both are undone, in either order", async () => {
    for (const isFirstFirst of [true, false]) {
      const [a, b, c] = [await lamp(town.ben), await lamp(town.ben), await lamp()];
      await react(db);
      await merge(a, c);
      await merge(b, c);
      expect(await followersOf(c)).toEqual(["ann", "ben"]);
      await unmerge(isFirstFirst ? a : b);
      expect(await followersOf(c)).toEqual(["ann", "ben"]);
      await unmerge(isFirstFirst ? b : a);
      expect(await followersOf(c)).toEqual(["ann"]);
    }
  });

  test("leave the end of a chain with the one who brought them there", async () => {
    const [a, b, c] = [await lamp(town.ben), await lamp(town.cleo), await lamp()];
    await react(db);
    await merge(a, b);
    await merge(b, c);
    expect(await followersOf(c)).toEqual(["ann", "ben", "cleo"]);
    await unmerge(a);
    expect([await followersOf(b), await followersOf(c)]).toEqual([["cleo"], ["ann", "cleo"]]);
    await unmerge(b);
    expect(await followersOf(c)).toEqual(["ann"]);
    expect(await db.read.$count(mergeFollows)).toBeGreaterThan(0);
  });

  test("come along also when they voted so lately that they don't follow yet", async () => {
    const [one, other] = [await lamp(town.ben), await lamp()];
    await cast(town.cleo, one);
    await merge(one, other); // before any reaction
    expect(await followersOf(other)).toEqual(["ben", "cleo"]);
    await react(db);
    await unmerge(one);
    expect([await followersOf(one), await followersOf(other)]).toEqual([["ben", "cleo"], ["ann"]]);
  });
});
