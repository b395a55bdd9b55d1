import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { addComment } from "~/features/comments/comments.server";
import { ideaPage } from "~/features/ideas/idea-page.server";
import type { TopicId } from "~db/ids.ts";
import { topics } from "~db/schema/topics.ts";
import type { Store } from "~db/store.ts";
import { crowd, draft, hide, idea, newForm, openTestStore, settle, type Town } from "../../../tests/support/town";
import { recountTopics } from "./recounting.server";
import { slugFor, tagsFrom, tagsOf, whyNotSlug, whyNotTags } from "./rules";
import { addBoard, boards, follow, type NewBoard } from "./topics.server";

const CLEAN = { followers: [], comments: [] };
let db: Store;
let town: Town;

beforeAll(async () => {
  db = await openTestStore();
  town = await settle(db);
});
afterAll(() => db.close());

describe("following", () => {
  const followers = async (id: TopicId) => (await ideaPage(db, null, id)).followers;

  test("counts a member once, and stopping takes them away once", async () => {
    const lamp = await idea(db, town.ann, town.board);
    for (const wanted of [true, true]) await follow(db, town.ben, lamp, wanted);
    await follow(db, town.cleo, lamp, true);
    expect(await followers(lamp)).toBe(2);
    for (const wanted of [false, false]) await follow(db, town.ben, lamp, wanted);
    expect(await followers(lamp)).toBe(1);
    await follow(db, town.max, lamp, false); // never followed
    expect(await followers(lamp)).toBe(1);
    await follow(db, town.ben, lamp, true);
    expect(await ideaPage(db, town.ben, lamp)).toMatchObject({ followers: 2, isFollowed: true });
  });

  test("keeps the count true when everybody wishes at once, and one wishes both", async () => {
    const lamp = await idea(db, town.ann, town.board);
    const fans = await crowd(db, 20);
    await Promise.all([
      ...fans.map((fan) => follow(db, fan, lamp, true)),
      ...Array.from({ length: 20 }, (_, n) => follow(db, town.ben, lamp, n % 2 === 0)),
      ...fans.slice(0, 5).map((fan) => follow(db, fan, lamp, true)),
    ]);
    const { isFollowed } = await ideaPage(db, town.ben, lamp);
    expect(await followers(lamp)).toBe(isFollowed ? 21 : 20);
    expect(await recountTopics(db, false)).toEqual(CLEAN);
  });

  test("is for those who were let in", async () => {
    const lamp = await idea(db, town.ann, town.board);
    await expect(follow(db, { ...town.ben, standing: "waiting" }, lamp, true)).rejects.toMatchObject({
      code: "account.waiting",
    });
    await expect(follow(db, { ...town.ben, standing: "declined" }, lamp, true)).rejects.toMatchObject({
      code: "account.declined",
    });
    expect(await followers(lamp)).toBe(0);
  });

  test("is refused where there is nothing to see, and leaves no trace", async () => {
    const hidden = await idea(db, town.ann, town.board);
    await hide(db, hidden);
    for (const unseen of [hidden, await draft(db, town.ann, town.board), 2_000_000_000 as TopicId])
      for (const wanted of [true, false])
        await expect(follow(db, town.ben, unseen, wanted)).rejects.toMatchObject({
          code: unseen === hidden ? "topic.hidden" : "not.found",
        });
    expect((await ideaPage(db, town.max, hidden)).followers).toBe(0);
    expect(await recountTopics(db, false)).toEqual(CLEAN);
  });
});

describe("recounting topics", () => {
  test("finds wrong counts of followers and comments, and repairs them and nothing else", async () => {
    const lamp = await idea(db, town.ann, town.board);
    const other = await idea(db, town.ann, town.board);
    await follow(db, town.ben, lamp, true);
    await follow(db, town.cleo, lamp, false);
    await addComment(db, town.ben, lamp, { text: "Yes", parentId: null, once: newForm() });
    await db.write((tx) =>
      tx
        .update(topics)
        .set({ followerCount: sql`${topics.followerCount} + 4`, commentCount: 0 })
        .where(eq(topics.id, lamp)),
    );
    await db.write((tx) => tx.update(topics).set({ commentCount: 2 }).where(eq(topics.id, other)));
    const drifts = {
      followers: [{ id: lamp, stored: 5, counted: 1 }],
      comments: [
        { id: lamp, stored: 0, counted: 1 },
        { id: other, stored: 2, counted: 0 },
      ],
    };
    expect(await recountTopics(db, false)).toEqual(drifts);
    expect(await recountTopics(db, true)).toEqual(drifts);
    expect(await recountTopics(db, true)).toEqual(CLEAN);
    expect(await ideaPage(db, null, lamp)).toMatchObject({ followers: 1, comments: 1 });
  });
});

describe("a new board", () => {
  const open = (wanted: Partial<NewBoard>) =>
    db.write((tx) => addBoard(tx, { name: "Board", slug: "", description: "", ...wanted }));
  const slugs = async () => (await boards(db)).map(({ slug }) => slug);

  test.each([
    ["Sound & Vision", "sound-vision"],
    ["Ｃａｍｅｒａ 摄影", "camera"],
    ["Café Über", "cafe-uber"],
    ["--  x  --", "x"],
  ])("named %s is found under %s", async (name, slug) => {
    await open({ name });
    expect(await slugs()).toContain(slug);
  });

  test("with a long name gets a short address that won't end in a dash", async () => {
    const id = await open({ name: `${"a".repeat(39)} and more words` });
    expect((await boards(db)).find((board) => board.id === id)?.slug).toBe("a".repeat(39));
    expect(whyNotSlug(slugFor("w ".repeat(30)))).toBeNull();
  });

  test("with a name without Latin letters gets an address all the same", async () => {
    const id = await open({ name: "手机", description: " 关于\u0000手机的一切 " });
    expect((await boards(db)).find((board) => board.id === id)).toMatchObject({
      name: "手机",
      description: "关于手机的一切",
      slug: expect.stringMatching(/^board-[a-z0-9]+$/),
    });
  });

  test("is refused without a name, with too long a one, and under an address that is none; nothing is stored", async () => {
    const before = await slugs();
    await expect(open({ name: " \u2028 " })).rejects.toMatchObject({ fields: { name: "name.empty" } });
    await expect(open({ name: "长".repeat(25) })).rejects.toMatchObject({ fields: { name: "name.length" } });
    for (const slug of ["Phones", "a b", "-a", "a-", "a--b", "手机", "a/b", "a".repeat(41)])
      await expect(open({ slug })).rejects.toMatchObject({ fields: { slug: "board.slug.shape" } });
    expect(await slugs()).toEqual(before);
  });

  test("takes an address once, also of two who want it at once", async () => {
    const taken = { fields: { slug: "board.name.taken" } };
    await expect(open({ slug: "phones" })).rejects.toMatchObject(taken);
    const both = await Promise.allSettled([open({ slug: "wanted" }), open({ slug: "wanted", name: "Another" })]);
    expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(both.find(({ status }) => status === "rejected")).toMatchObject({ reason: taken });
    expect((await slugs()).filter((slug) => slug === "wanted")).toHaveLength(1);
  });
});

describe("tags", () => {
  test.each([
    ["a, b，c、d;e；f\ng", ["a", "b", "c", "d", "e", "f", "g"]],
    ["#Camera, camera ,ＣＡＭＥＲＡ, 夜景", ["Camera", "夜景"]],
    ["#one, #two,# three", ["one", "two", "three"]],
    [" , ,, # ", []],
    ["two  words,\u0000x\u0000", ["two words", "x"]],
  ])("in %j are each one once, as first written", (field, labels) => {
    expect(tagsFrom(field).map(({ label }) => label)).toEqual(labels);
  });

  test("from elsewhere may hold commas", () => {
    expect(tagsOf(["Food, drink", "food, DRINK", ""])).toEqual([{ key: "food, drink", label: "Food, drink" }]);
  });

  test("are ten at most, thirty read characters each", () => {
    expect(whyNotTags(tagsFrom("1,2,3,4,5,6,7,8,9,10"))).toBeNull();
    expect(whyNotTags(tagsFrom("1,2,3,4,5,6,7,8,9,10,11"))).toBe("tags.many");
    expect([12, 13].map((length) => whyNotTags(tagsOf(["字".repeat(length)])))).toEqual([null, "tag.long"]);
  });
});
