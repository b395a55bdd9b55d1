import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { TopRequest } from "~/features/export/columns";
import { topRequests } from "~/features/export/top-requests.server";
import { ideaPage } from "~/features/ideas/idea-page.server";
import { type IdeaFilter, listIdeas } from "~/features/ideas/listing.server";
import { moveIdea } from "~/features/ideas/moving.server";
import { verdictOf } from "~/features/ideas/rules";
import type { Member } from "~/features/members/rules";
import { forgetMergesBy, forgetMergesOf } from "~/features/merging/forgetting.server";
import { inboxOf } from "~/features/notifications/inbox.server";
import { search } from "~/features/search/searching.server";
import { alikeIdeas } from "~/features/search/similar.server";
import { follow } from "~/features/topics/topics.server";
import { recount } from "~/features/voting/recounting.server";
import { castVote } from "~/features/voting/voting.server";
import type { TopicId } from "~db/ids.ts";
import { ideas } from "~db/schema/ideas.ts";
import { merges } from "~db/schema/merging.ts";
import type { Store } from "~db/store.ts";
import { hide, idea, NO_WORDS, openTestStore, react, settle, type Town } from "../../../tests/support/town";
import { importMerge, mergeIdeas, unmergeIdea } from "./merging.server";

let db: Store;
let town: Town;

beforeAll(async () => {
  db = await openTestStore();
  town = await settle(db);
});
afterAll(() => db.close());

const merge = (duplicateId: TopicId, targetId: TopicId) =>
  mergeIdeas(db, town.max, { duplicateId, targetId, reason: "They say the same." });
const newsOf = async (me: Member, id: TopicId): Promise<string[]> =>
  (await inboxOf(db, me, null)).groups.filter(({ href }) => href === `/ideas/${id}`).map(({ kind }) => kind);

async function requests(filter: IdeaFilter = { order: "new" }): Promise<TopRequest[]> {
  const rows: TopRequest[] = [];
  for await (const row of topRequests(db, { filter, origin: "" })) rows.push(row);
  return rows;
}

describe("a merge", () => {
  test("is told the duplicate's author and followers once, and so is its undoing; nobody else", async () => {
    const one = await idea(db, town.ann, town.board, "夜间充电到八成就停");
    const other = await idea(db, town.cleo, town.board, "Stop at eighty per cent");
    await follow(db, town.ben, one, true);
    await merge(one, other);
    await Promise.all([react(db), react(db)]);
    expect([await newsOf(town.ann, one), await newsOf(town.ben, one)]).toEqual([["merged"], ["merged"]]);
    expect([await newsOf(town.cleo, one), await newsOf(town.max, one)]).toEqual([[], []]);
    await unmergeIdea(db, town.max, one);
    await react(db);
    expect(await newsOf(town.ann, one)).toEqual(["unmerged", "merged"]);
  });

  test("lets the target be found by the duplicate's words, until it is undone or the duplicate is hidden", async () => {
    const one = await idea(db, town.ann, town.board, "Zeppelin shaped ringtone volume");
    const other = await idea(db, town.ben, town.board, "Calls too loud in the morning");
    const found = async () =>
      (await search(db, "zeppelin", {}, { limit: 9, after: null })).hits.map(({ topicId }) => topicId);
    const similar = async () =>
      (await alikeIdeas(db, town.cleo, "A zeppelin shaped ringtone volume")).map(({ id }) => id);
    await react(db);
    expect([await found(), await similar()]).toEqual([[one], [one]]);
    await merge(one, other);
    await react(db);
    expect([await found(), await similar()]).toEqual([[other], [other]]);
    const asMerged = await search(db, "zeppelin", { status: "merged" }, { limit: 9, after: null });
    expect(asMerged.hits.map(({ topicId }) => topicId)).toEqual([one]);
    await unmergeIdea(db, town.max, one);
    await react(db);
    expect([await found(), await similar()]).toEqual([[one], [one]]);
  });

  test("fills the export's merged_ids and the card's number with what everybody sees, and the duplicate has no row", async () => {
    const [a, b] = [await idea(db, town.ann, town.board), await idea(db, town.ann, town.board)];
    for (const me of [town.ben, town.cleo]) await castVote(db, me, a, { kind: "support", reason: "" });
    await merge(a, b);
    const rows = await requests();
    expect(rows.find(({ id }) => id === b)).toMatchObject({
      ...{ merged_ids: [a], supporters: 2, entry_groups: 2, trend_28d: 2 },
    });
    expect(rows.find(({ id }) => id === a)).toBeUndefined();
    const card = async () => (await listIdeas(db, null, { order: "new" }, { limit: 9, after: null })).ideas[0];
    expect(await card()).toMatchObject({ id: b, merged: 1 });
    await hide(db, a);
    expect((await requests())[0]).toMatchObject({ id: b, merged_ids: [] });
    expect([await card(), await ideaPage(db, null, b)]).toMatchObject([
      { id: b, merged: 0 },
      { merged: 0, mergedHere: [] },
    ]);
  });
});

test("an idea that was taken out and merged again is shown once, also when nobody knows any more who took it out", async () => {
  const [a, b] = [await idea(db, town.ann, town.board), await idea(db, town.ben, town.board)];
  await merge(a, b);
  await unmergeIdea(db, town.stella, a);
  await db.write((tx) => forgetMergesBy(tx, [town.stella.id]));
  await merge(a, b);
  expect((await ideaPage(db, null, b)).mergedHere.map(({ id }) => id)).toEqual([a]);
});

test("a declined duplicate that is taken out again is declined with the reason it had", async () => {
  const [a, b] = [await idea(db, town.ann, town.board), await idea(db, town.ann, town.board)];
  const reason = "Not now: the sensor of this model can't do it, next year's will.";
  await moveIdea(db, town.stella, a, "declined", { ...NO_WORDS, ownerId: town.stella.id, code: "later", reason });
  const before = await db.read.select().from(ideas).where(eq(ideas.topicId, a));
  await db.write((tx) => importMerge(tx, a, b)); // by hand only open ones are merged
  await unmergeIdea(db, town.max, a);
  expect(await db.read.select().from(ideas).where(eq(ideas.topicId, a))).toEqual(before);
  expect((await requests({ order: "new", status: "declined" })).find(({ id }) => id === a)?.answer).toBe(reason);
  const { ideas: cards } = await listIdeas(db, null, { order: "new", status: "declined" }, { limit: 9, after: null });
  expect(cards.find(({ id }) => id === a)?.declined).toBe(reason);
  expect(verdictOf(await ideaPage(db, null, a))).toMatchObject({ reason, by: "stella" });
});

test("ideas that are taken out leave others as if they had never been one; people, without their name", async () => {
  const [a, b, c] = [
    await idea(db, town.ann, town.board),
    await idea(db, town.ben, town.board),
    await idea(db, town.cleo, town.board),
  ];
  for (const id of [a, b]) await castVote(db, town.ben, id, { kind: "support", reason: "" });
  await react(db);
  await merge(a, b);
  await merge(b, c);
  await db.write((tx) => forgetMergesBy(tx, [town.max.id]));
  expect((await ideaPage(db, null, c)).supporters).toBe(1);
  await db.write((tx) => forgetMergesOf(tx, [b]));
  for (const [id, supporters] of [
    [a, 1],
    [b, 1],
    [c, 0],
  ] as const)
    expect(await ideaPage(db, null, id)).toMatchObject({ status: "submitted", supporters });
  expect((await ideaPage(db, null, c)).followers).toBe(1);
  expect((await db.read.select().from(merges)).filter(({ targetId }) => targetId === b || targetId === c)).toEqual([]);
  expect(await recount(db, false)).toEqual([]);
});
