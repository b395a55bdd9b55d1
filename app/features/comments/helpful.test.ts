import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Member } from "~/features/members/rules";
import { hideComment, lockTopic } from "~/features/moderation/acts.server";
import type { CommentId, TopicId } from "~db/ids.ts";
import { cursorOf, ForeignCursor } from "~db/pages.ts";
import { comments, helpfulMarks } from "~db/schema/comments.ts";
import type { Store } from "~db/store.ts";
import {
  crowd,
  factsOf,
  hide,
  idea,
  newForm,
  openTestStore,
  person,
  settle,
  type Town,
} from "../../../tests/support/town";
import { addComment, commentsOf } from "./comments.server";
import { forgetCommentsBy, forgetCommentsOf } from "./forgetting.server";
import { markHelpful } from "./helpful.server";
import { recountHelpful } from "./recounting.server";

const SPAM = { rule: "spam", reason: "Sells watches." };
let db: Store;
let town: Town;
let fans: Member[];

beforeAll(async () => {
  db = await openTestStore();
  town = await settle(db);
  fans = await crowd(db, 4);
});
afterAll(() => db.close());

const talk = () => idea(db, town.ann, town.board);
const say = (me: Member, topic: TopicId, text = "Try this.", parentId: CommentId | null = null) =>
  addComment(db, me, topic, { text, parentId, once: newForm() });
const helpfulOf = async (topic: TopicId, viewer: Member | null = null) =>
  (await commentsOf(db, viewer, topic, {})).comments.map(({ helpful, isMarked }) => [helpful, isMarked]);
const markAs = (people: readonly Member[], id: CommentId) =>
  Promise.all(people.map((fan) => markHelpful(db, fan, id, true)));

describe("marking a comment as helpful", () => {
  test("counts a member once, however often they press, and is taken back once", async () => {
    const dark = await talk();
    const said = await say(town.ben, dark);
    expect(await markHelpful(db, town.cleo, said, true)).toEqual({ helpful: 1, isMarked: true });
    expect(await markHelpful(db, town.cleo, said, true)).toEqual({ helpful: 1, isMarked: true });
    expect(await helpfulOf(dark, town.cleo)).toEqual([[1, true]]);
    expect(await helpfulOf(dark, town.ann)).toEqual([[1, false]]);
    expect(await helpfulOf(dark)).toEqual([[1, false]]);
    expect(await markHelpful(db, town.cleo, said, false)).toEqual({ helpful: 0, isMarked: false });
    expect(await markHelpful(db, town.cleo, said, false)).toEqual({ helpful: 0, isMarked: false });
    expect((await factsOf(db, dark)).slice(2)).toEqual(["comment.marked", "comment.unmarked"]);
  });

  test("counts many at once, and one person many times at once as one", async () => {
    const dark = await talk();
    const said = await say(town.ben, dark);
    await Promise.all([...fans, ...fans, ...fans].map((fan) => markHelpful(db, fan, said, true)));
    expect(await helpfulOf(dark)).toEqual([[fans.length, false]]);
    await Promise.all(fans.flatMap((fan) => [markHelpful(db, fan, said, false), markHelpful(db, fan, said, false)]));
    expect(await helpfulOf(dark)).toEqual([[0, false]]);
    expect(await recountHelpful(db, false)).toEqual([]);
  });

  test("is refused of one's own, of what is hidden, where it is locked and while suspended, and leaves no trace", async () => {
    const dark = await talk();
    const said = await say(town.ben, dark);
    const spam = await say(town.ben, dark, "Buy watches");
    await hideComment(db, town.max, spam, SPAM);
    const sue = { ...(await person(db, "sue")), mutedUntil: Date.now() + 60_000 };
    const refused = (me: Member, id: CommentId, code: string) =>
      expect(markHelpful(db, me, id, true)).rejects.toMatchObject({ code });
    await refused(town.ben, said, "mark.own");
    await refused(town.cleo, spam, "comment.hidden");
    await refused(town.max, spam, "comment.hidden");
    await expect(async () => markHelpful(db, sue, said, true)).rejects.toMatchObject({ code: "suspended" });
    await refused(town.cleo, 999_999 as CommentId, "not.found");
    await lockTopic(db, town.max, dark, "Enough for today.");
    await refused(town.cleo, said, "topic.locked");
    await hide(db, dark);
    await refused(town.cleo, said, "topic.hidden");
    expect(await db.read.$count(helpfulMarks, eq(helpfulMarks.commentId, said))).toBe(0);
    expect(await factsOf(db, dark)).not.toContain("comment.marked");
  });

  test("is proven by recounting, which makes a wrong number right", async () => {
    const dark = await talk();
    const said = await say(town.ben, dark);
    await markHelpful(db, town.cleo, said, true);
    await db.write((tx) => tx.update(comments).set({ helpful: 7 }).where(eq(comments.id, said)));
    const drift = [{ id: said, stored: 7, counted: 1 }];
    expect(await recountHelpful(db, false)).toEqual(drift);
    expect(await recountHelpful(db, true)).toEqual(drift);
    expect(await recountHelpful(db, false)).toEqual([]);
    expect(await helpfulOf(dark)).toEqual([[1, false]]);
  });

  test("is forgotten with whoever marked, stepping the number back, and with the topic", async () => {
    const dark = await talk();
    const said = await say(town.ben, dark);
    const [gone, ...rest] = await crowd(db, 3, "gone");
    await markAs([...(gone ? [gone] : []), ...rest], said);
    await db.write((tx) => forgetCommentsBy(tx, gone ? [gone.id] : []));
    expect(await helpfulOf(dark)).toEqual([[2, false]]);
    expect(await recountHelpful(db, false)).toEqual([]);
    await db.write((tx) => forgetCommentsOf(tx, [dark]));
    expect(await db.read.$count(helpfulMarks, eq(helpfulMarks.commentId, said))).toBe(0);
  });
});

describe("reading by helpfulness", () => {
  test("puts what helped most first, replies under theirs in order of time, the earlier of equals first", async () => {
    const dark = await talk();
    const first = await say(town.ben, dark, "one");
    const second = await say(town.ben, dark, "two");
    const third = await say(town.ben, dark, "three");
    const early = await say(town.ben, dark, "two, one", second);
    const loved = await say(town.ben, dark, "two, two", second);
    await markAs(fans.slice(0, 2), second);
    await markAs(fans, loved);
    const ids = async (from: Parameters<typeof commentsOf>[3], limit?: number) => {
      const page = await commentsOf(db, null, dark, { order: "helpful", ...from }, limit);
      return { ids: page.comments.map(({ id }) => id), next: page.next, startsLate: page.startsLate };
    };
    const whole = [second, early, loved, first, third];
    expect(await ids({})).toEqual({ ids: whole, next: null, startsLate: false });
    expect((await commentsOf(db, null, dark, {})).comments.map(({ id }) => id)).toEqual([
      first,
      second,
      early,
      loved,
      third,
    ]);
    const seen: CommentId[] = [];
    let after: string | null = null;
    do {
      const page = await ids({ after }, 2);
      expect(page.startsLate).toBe(after !== null);
      seen.push(...page.ids);
      after = page.next;
    } while (after);
    expect(seen).toEqual(whole);
  });

  test("goes on only from cursors of its own", async () => {
    const dark = await talk();
    await say(town.ben, dark);
    const foreign = [
      cursorOf("comments", 1, 1),
      cursorOf("comments.helpful", 1, 1),
      cursorOf("comments.helpful", 0.5, 1, 1),
      cursorOf("comments.helpful", -1, 1, 1),
      cursorOf("comments.helpful", 1, 1, 99_999_999_999),
    ];
    for (const after of foreign)
      await expect(commentsOf(db, null, dark, { order: "helpful", after })).rejects.toBeInstanceOf(ForeignCursor);
  });
});
