import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { propose } from "~/features/ideas/proposing.server";
import type { Member } from "~/features/members/rules";
import { recountTopics } from "~/features/topics/recounting.server";
import type { CommentId, TopicId } from "~db/ids.ts";
import { ForeignCursor } from "~db/pages.ts";
import type { Store } from "~db/store.ts";
import { idea, openTestStore, settle, type Town } from "../../../tests/support/town";
import { addComment, commentsOf, editComment } from "./comments.server";

let db: Store;
let town: Town;
let dark: TopicId;
let forms = 0;

beforeAll(async () => {
  db = await openTestStore();
  town = await settle(db);
  dark = await idea(db, town.ann, town.board);
});
afterAll(() => db.close());

const say = (me: Member, topic: TopicId, text: string, parentId: CommentId | null = null, once = `test-${++forms}`) =>
  addComment(db, me, topic, { text, parentId, once });

describe("commenting", () => {
  test("stands two levels deep: a reply to a reply stands beside it", async () => {
    const first = await say(town.ben, dark, "I **agree**.");
    const reply = await say(town.ann, dark, "Thanks!", first);
    const deeper = await say(town.cleo, dark, "Me too.", reply);
    const { comments } = await commentsOf(db, dark, {});
    expect(comments.map(({ id, parentId }) => [id, parentId])).toEqual([
      [first, null],
      [reply, first],
      [deeper, first],
    ]);
    expect(comments[0]?.html).toContain("<strong>agree</strong>");
  });

  test("counts thirty at once, and a form posted twice at once as one", async () => {
    const lamp = await idea(db, town.ann, town.board, "A lamp");
    await Promise.all(Array.from({ length: 30 }, (_, n) => say(town.ben, lamp, `Comment ${n}`)));
    const ids = await Promise.all([1, 2, 3].map(() => say(town.ben, lamp, "Same form", null, "one form")));
    expect(new Set(ids).size).toBe(1);
    expect((await commentsOf(db, lamp, {})).comments).toHaveLength(31);
    expect(await recountTopics(db, false)).toEqual({ followers: [], comments: [] });
  });

  test("is refused without words, with too many, elsewhere and on a draft", async () => {
    const other = await idea(db, town.ann, town.board, "Another idea");
    const there = await say(town.ben, other, "Over there");
    const draft = await propose(
      db,
      town.ann,
      { title: "Draft", problem: "x", proposal: "", tags: "", boardId: town.board },
      { once: "draft", asDraft: true },
    );
    await expect(say(town.ben, dark, " \n ")).rejects.toMatchObject({ fields: { text: "text.missing" } });
    await expect(say(town.ben, dark, "x".repeat(20_001))).rejects.toMatchObject({ fields: { text: "text.long" } });
    await expect(say(town.ben, dark, "Here", there)).rejects.toMatchObject({ code: "reply.elsewhere" });
    await expect(say(town.ann, draft, "Hm")).rejects.toMatchObject({ code: "comment.on.draft" });
    await expect(say(town.ben, draft, "Hm")).rejects.toMatchObject({ code: "not.found" });
  });

  test("is edited by its writer only", async () => {
    const id = await say(town.ben, dark, "Frist");
    await expect(editComment(db, town.ann, id, "Mine now")).rejects.toMatchObject({ code: "not.author" });
    await editComment(db, town.ben, id, "First");
    const edited = (await commentsOf(db, dark, {})).comments.find((comment) => comment.id === id);
    expect(edited?.html).toContain("First");
    expect(edited?.editedAt).not.toBeNull();
  });

  test("is read page by page, or from one thread on", async () => {
    const long = await idea(db, town.ann, town.board, "A long talk");
    const ids: CommentId[] = [];
    for (let n = 0; n < 7; n++) ids.push(await say(town.ben, long, `Number ${n}`));
    const first = await commentsOf(db, long, {}, 3);
    const second = await commentsOf(db, long, { after: first.next }, 3);
    expect([...first.comments, ...second.comments].map(({ id }) => id)).toEqual(ids.slice(0, 6));
    expect((await commentsOf(db, long, { thread: ids[5] ?? null }, 3)).comments.map(({ id }) => id)).toEqual(
      ids.slice(5),
    );
    await expect(commentsOf(db, long, { after: "nonsense" })).rejects.toBeInstanceOf(ForeignCursor);
  });
});
