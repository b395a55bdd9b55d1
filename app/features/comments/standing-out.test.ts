import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Member } from "~/features/members/rules";
import { inboxOf } from "~/features/notifications/inbox.server";
import type { CommentId, TopicId } from "~db/ids.ts";
import type { Store } from "~db/store.ts";
import {
  factsOf,
  hide,
  idea,
  newForm,
  openTestStore,
  person,
  react,
  settle,
  type Town,
} from "../../../tests/support/town";
import { addComment, commentsOf, placeOfComment } from "./comments.server";
import { hideComments, showComments } from "./moderating.server";
import { pinComment } from "./pinning.server";
import { quoteOf } from "./quotes.server";
import { thankFor } from "./thanking.server";

let db: Store;
let town: Town;
let tom: Member;

beforeAll(async () => {
  db = await openTestStore();
  town = await settle(db);
  tom = await person(db, "tom", ["staff"]);
});
afterAll(() => db.close());

const talk = () => idea(db, town.ann, town.board);
const say = (me: Member, topic: TopicId, text = "We look at it.", parentId: CommentId | null = null) =>
  addComment(db, me, topic, { text, parentId, once: newForm() });
const topOf = async (topic: TopicId, viewer: Member | null = null, after: string | null = null) =>
  (await commentsOf(db, viewer, topic, { after }, 2)).top.map(({ id }) => id);
const pinnedIn = async (topic: TopicId) =>
  (await commentsOf(db, null, topic, {})).comments.filter(({ isPinned }) => isPinned).map(({ id }) => id);

describe("pinning a comment", () => {
  test("shows it above the first page and still in its place, one at a time; twice changes nothing", async () => {
    const dark = await talk();
    const first = await say(town.ben, dark, "Too bright.");
    const ours = await say(town.stella, dark);
    const later = await say(tom, dark, "It comes on Friday.");
    await say(town.ben, dark, "Good!");
    await pinComment(db, town.max, ours, true);
    await pinComment(db, tom, ours, true);
    expect(await topOf(dark)).toEqual([ours]);
    const page = await commentsOf(db, null, dark, {}, 2);
    expect(page.comments.map(({ id, isPinned }) => [id, isPinned])).toEqual([
      [first, false],
      [ours, true],
    ]);
    expect(await topOf(dark, null, page.next)).toEqual([]);
    await pinComment(db, town.stella, later, true);
    expect([await topOf(dark), await pinnedIn(dark)]).toEqual([[later], [later]]);
    await pinComment(db, town.stella, later, false);
    await pinComment(db, town.stella, later, false);
    expect([await topOf(dark), await pinnedIn(dark)]).toEqual([[], []]);
    expect((await factsOf(db, dark)).filter((kind) => kind === "comment.pinned")).toHaveLength(3);
  });

  test("leaves one of two that are pinned at once", async () => {
    const dark = await talk();
    const [one, other] = [await say(town.stella, dark), await say(tom, dark)];
    await Promise.all([pinComment(db, town.stella, one, true), pinComment(db, tom, other, true)]);
    expect(await pinnedIn(dark)).toHaveLength(1);
  });

  test("does not repeat what is first anyway", async () => {
    const dark = await talk();
    const ours = await say(town.stella, dark);
    await pinComment(db, town.stella, ours, true);
    expect([await topOf(dark), await pinnedIn(dark)]).toEqual([[], [ours]]);
  });

  test("shows nothing hidden, to moderators neither, and comes back when it is shown again", async () => {
    const dark = await talk();
    await say(town.ben, dark, "Too bright.");
    const ours = await say(town.stella, dark);
    await pinComment(db, town.stella, ours, true);
    await db.write((tx) => hideComments(tx, [ours]));
    for (const viewer of [null, town.stella, town.max]) expect(await topOf(dark, viewer)).toEqual([]);
    await expect(pinComment(db, town.max, ours, false)).rejects.toMatchObject({ code: "comment.hidden" });
    await db.write((tx) => showComments(tx, [ours]));
    expect(await topOf(dark)).toEqual([ours]);
  });

  test("is for staff and moderators, of what staff wrote", async () => {
    const dark = await talk();
    const [ours, theirs] = [await say(town.stella, dark), await say(town.ben, dark)];
    const refused = (me: Member, id: CommentId, code: string) =>
      expect(pinComment(db, me, id, true)).rejects.toMatchObject({ code });
    await refused(town.ann, ours, "not.staff");
    await refused(town.stella, theirs, "pin.not.staff");
    await refused(town.max, theirs, "pin.not.staff");
    await hide(db, dark);
    await refused(town.max, ours, "topic.hidden");
    expect(await pinnedIn(dark)).toEqual([]);
  });
});

describe("saying that it helped", () => {
  const thankedIn = async (topic: TopicId) =>
    (await commentsOf(db, null, topic, {})).comments.map(({ isThanked }) => isThanked);

  test("marks the comment, tells its writer once, and can be taken back; twice changes nothing", async () => {
    const dark = await talk();
    const ours = await say(town.stella, dark);
    await react(db);
    await Promise.all([thankFor(db, town.ann, ours, true), thankFor(db, town.ann, ours, true)]);
    await react(db);
    expect(await thankedIn(dark)).toEqual([true]);
    const { groups } = await inboxOf(db, town.stella, null);
    expect(groups[0]).toMatchObject({ kind: "thanked", actor: "ann", href: `/comments/${ours}` });
    await thankFor(db, town.ann, ours, false);
    await thankFor(db, town.ann, ours, false);
    expect(await thankedIn(dark)).toEqual([false]);
    expect((await factsOf(db, dark)).slice(2)).toEqual(["comment.thanked", "comment.unthanked"]);
    await thankFor(db, town.ann, ours, true);
    await react(db);
    const news = (await inboxOf(db, town.stella, null)).groups;
    expect(news.filter(({ kind }) => kind === "thanked")).toHaveLength(1);
  });

  test("is for whoever began the topic, of what staff wrote there", async () => {
    const dark = await talk();
    const [ours, theirs] = [await say(town.stella, dark), await say(town.ben, dark)];
    const refused = (me: Member, id: CommentId, code: string) =>
      expect(thankFor(db, me, id, true)).rejects.toMatchObject({ code });
    await refused(town.ben, ours, "thanks.not.yours");
    await refused(town.ann, theirs, "thanks.not.staff");
    const own = await idea(db, town.stella, town.board);
    await refused(town.stella, await say(town.stella, own), "thanks.not.staff");
    await db.write((tx) => hideComments(tx, [ours]));
    await refused(town.ann, ours, "comment.hidden");
    expect(await thankedIn(dark)).toEqual([false]);
  });
});

describe("quoting a comment", () => {
  test("begins a reply to it with its writer's name, in the reader's language", async () => {
    const dark = await talk();
    const said = await say(town.ben, dark, "I **agree**.\n\n> no quote of a quote");
    expect(await quoteOf(db.read, town.cleo, { topicId: dark, id: said }, "en")).toEqual({
      parentId: said,
      text: "> **ben**: I agree.\n\n",
    });
    expect((await quoteOf(db.read, town.cleo, { topicId: dark, id: said }, "zh-CN")).text).toBe(
      "> **ben**：I agree.\n\n",
    );
  });

  test("gives nobody words they may not read", async () => {
    const dark = await talk();
    const said = await say(town.ben, dark, "Buy watches");
    await db.write((tx) => hideComments(tx, [said]));
    await expect(quoteOf(db.read, town.cleo, { topicId: dark, id: said }, "en")).rejects.toMatchObject({
      code: "not.found",
    });
    await expect(quoteOf(db.read, null, { topicId: dark, id: said }, "en")).rejects.toMatchObject({
      code: "not.found",
    });
    expect((await quoteOf(db.read, town.max, { topicId: dark, id: said }, "en")).text).toContain("Buy watches");
    const quiet = await talk();
    const open = await say(town.ben, quiet);
    await expect(quoteOf(db.read, town.cleo, { topicId: dark, id: open }, "en")).rejects.toMatchObject({
      code: "not.found", // where a reply to it would be refused
    });
    await hide(db, quiet);
    await expect(quoteOf(db.read, town.cleo, { topicId: quiet, id: open }, "en")).rejects.toMatchObject({
      code: "not.found",
    });
  });
});

test("a comment's own address leads to its place on its topic's page", async () => {
  const dark = await talk();
  const first = await say(town.ben, dark);
  const reply = await say(town.cleo, dark, "Yes", first);
  expect(await placeOfComment(db.read, null, reply)).toBe(`/ideas/${dark}?thread=${first}#comment-${reply}`);
});
