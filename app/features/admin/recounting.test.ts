import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { addComment } from "~/features/comments/comments.server";
import type { CommentId, TopicId } from "~db/ids.ts";
import { comments } from "~db/schema/comments.ts";
import { ideas } from "~db/schema/ideas.ts";
import { topics } from "~db/schema/topics.ts";
import type { Store } from "~db/store.ts";
import { idea, newForm, openTestStore, settle, type Town } from "../../../tests/support/town";
import { recountAll } from "./recounting.server";
import { isCount } from "./rules";

let db: Store;
let town: Town;
let lamp: TopicId;
let said: CommentId;

beforeAll(async () => {
  db = await openTestStore();
  town = await settle(db);
  lamp = await idea(db, town.ann, town.board, "A miscounted lamp");
  said = await addComment(db, town.ben, lamp, { text: "Yes!", parentId: null, once: newForm() });
  for (let n = 0; n < 3; n++) await idea(db, town.ben, town.board, `Another lamp ${n}`);
});
afterAll(() => db.close());

test("looking at all counts finds each that differs, repairing makes them equal, and nothing else changes", async () => {
  expect(await recountAll(db, false)).toEqual([]);
  await db.write(async (tx) => {
    await tx.update(ideas).set({ objections: 4 }).where(eq(ideas.topicId, lamp));
    await tx.update(topics).set({ followerCount: 9, commentCount: 0 }).where(eq(topics.id, lamp));
    await tx.update(comments).set({ helpful: 2 }).where(eq(comments.id, said));
  });
  const found = [
    { of: "topic", id: lamp, name: "objections", stored: 4, counted: 0 },
    { of: "topic", id: lamp, name: "followers", stored: 9, counted: 0 },
    { of: "topic", id: lamp, name: "comments", stored: 0, counted: 1 },
    { of: "comment", id: said, name: "helpful", stored: 2, counted: 0 },
  ];
  expect(await recountAll(db, false)).toEqual(found);
  expect(await recountAll(db, false)).toEqual(found); // looking repairs nothing
  expect(await recountAll(db, true)).toEqual(found);
  expect(await recountAll(db, false)).toEqual([]);
  expect(found.every(({ name }) => isCount(name))).toBe(true); // each has its words on the page
});
