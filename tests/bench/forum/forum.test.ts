import { asc, count, isNull } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { recountHelpful } from "~/features/comments/recounting.server";
import { chance } from "~/features/sample/chance";
import { recountTopics } from "~/features/topics/recounting.server";
import { recount } from "~/features/voting/recounting.server";
import { comments } from "~db/schema/comments.ts";
import { facts } from "~db/schema/facts.ts";
import { members } from "~db/schema/members.ts";
import { searchDocuments } from "~db/schema/search.ts";
import { topics } from "~db/schema/topics.ts";
import { votes } from "~db/schema/voting.ts";
import type { Store } from "~db/store.ts";
import { openTestStore } from "../../support/town";
import { fillForum } from "./filling";
import { monthOf } from "./month";
import { type ForumSize, plannedIdeas } from "./plan";

const SIZE: ForumSize = { members: 60, ideas: 40, comments: 300, votes: 400 };
const NOW = monthOf(Date.now());

let db: Store;

beforeAll(async () => {
  db = await openTestStore();
  await fillForum(db, SIZE, NOW, () => {});
});
afterAll(() => db.close());

test("a generated forum has the size that was asked for", async () => {
  const many = async (table: typeof members | typeof topics | typeof comments | typeof votes) =>
    (await db.read.select({ rows: count() }).from(table))[0]?.rows;
  expect({
    members: await many(members),
    ideas: await many(topics),
    comments: await many(comments),
    votes: await many(votes),
  }).toEqual(SIZE);
});

test("its stored numbers are what its rows add up to", async () => {
  expect(await recount(db, false)).toEqual([]);
  expect(await recountTopics(db, false)).toEqual({ followers: [], comments: [] });
  expect(await recountHelpful(db, false)).toEqual([]);
});

test("everything in it can be found, and no reaction waits", async () => {
  const [found] = await db.read.select({ rows: count() }).from(searchDocuments);
  expect(found?.rows).toBe(SIZE.ideas + SIZE.comments);
  const ours = await db.read.select({ kind: facts.kind }).from(facts).where(isNull(facts.settledAt));
  expect(ours.filter(({ kind }) => !/^idea\.moved$/.test(kind))).toEqual([]); // the clock's own moves
});

test("it is the same for the same chance, and its comments are two levels deep", async () => {
  const plan = () => [...plannedIdeas(SIZE, NOW, chance("twice"))];
  expect(plan()).toEqual(plan());
  const rows = await db.read.select().from(comments).orderBy(asc(comments.id));
  const parents = new Map(rows.map(({ id, parentId }) => [id, parentId]));
  const replies = rows.filter(({ parentId }) => parentId !== null);
  expect(replies.length).toBeGreaterThan(20);
  expect(replies.every(({ parentId, thread }) => parentId === thread && parents.get(parentId) === null)).toBe(true);
});
