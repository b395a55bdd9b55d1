import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { addComment, commentsOf, editComment, visibleComment } from "~/features/comments/comments.server";
import { ideaPage } from "~/features/ideas/idea-page.server";
import { listIdeas } from "~/features/ideas/listing.server";
import { editIdea } from "~/features/ideas/proposing.server";
import { setRoles } from "~/features/members/members.server";
import type { Member } from "~/features/members/rules";
import { recountTopics } from "~/features/topics/recounting.server";
import { addBoard, follow } from "~/features/topics/topics.server";
import { castVote } from "~/features/voting/voting.server";
import type { ActId, BoardId, CommentId, TopicId } from "~db/ids.ts";
import { facts } from "~db/schema/facts.ts";
import { moderationActs } from "~db/schema/moderation.ts";
import type { Store } from "~db/store.ts";
import { ideaRevisionsOf } from "../../../tests/support/revisions";
import {
  draft,
  factsOf,
  idea,
  newForm,
  openTestStore,
  person,
  proposal,
  settle,
  type Town,
} from "../../../tests/support/town";
import { hideComment, hideTopic, lockTopic, moveTopic, retitleTopic, suspend } from "./acts.server";
import { actLog, standingOn } from "./log.server";
import { topicThing } from "./rules";
import { showThing, undoAct } from "./undoing.server";

const CLEAN = { followers: [], comments: [] };
const SPAM = { rule: "spam", reason: "Sells watches." };
const DAY = 86_400_000;
let db: Store;
let town: Town;
let mia: Member;
let books: BoardId;

beforeAll(async () => {
  db = await openTestStore();
  town = await settle(db);
  mia = await person(db, "mia", ["moderator"]);
  books = await db.write((tx) => addBoard(tx, { name: "Books", slug: "books", description: "" }));
});
afterAll(() => db.close());

const talk = (by = town.ann) => idea(db, by, town.board);
const say = (me: Member, topic: TopicId, text: string, parentId: CommentId | null = null) =>
  addComment(db, me, topic, { text, parentId, once: newForm() });
const pageOf = (id: TopicId, viewer: Member | null = town.max) => ideaPage(db, viewer, id);
const actsOn = (id: TopicId) => db.read.select().from(moderationActs).where(eq(moderationActs.topicId, id));
const lastAct = async (id: TopicId): Promise<ActId> => (await actsOn(id)).at(-1)?.id ?? (0 as ActId);
const support = { kind: "support", reason: "" } as const;

describe("hiding a topic", () => {
  test("takes it from everyone but its author and moderators, with the reason; doing it again changes nothing", async () => {
    const dark = await talk();
    expect(await hideTopic(db, town.max, dark, { ...SPAM, reason: " Sells watches.\u0000 " })).toBe(true);
    expect(await hideTopic(db, mia, dark, SPAM)).toBe(false);
    for (const viewer of [null, town.ben, town.stella])
      await expect(pageOf(dark, viewer)).rejects.toMatchObject({ code: "not.found" });
    for (const viewer of [town.ann, town.max, town.alma]) {
      const page = await pageOf(dark, viewer);
      expect(page.visibility).toBe("hidden");
      expect((await standingOn(db, viewer, page)).hidden).toMatchObject({
        by: "max",
        reason: "Sells watches.",
        rule: "spam",
      });
    }
    expect(await actsOn(dark)).toMatchObject([{ kind: "topic.hide", by: town.max.id, subjectId: town.ann.id }]);
    expect(await factsOf(db, dark)).toEqual(["idea.proposed", "topic.hidden"]);
  });

  test("is undone with one press by any moderator, also twice, and can be done again", async () => {
    const dark = await talk();
    await hideTopic(db, town.max, dark, SPAM);
    const act = await lastAct(dark);
    expect(await undoAct(db, mia, act)).toBe(true);
    expect(await undoAct(db, town.max, act)).toBe(false);
    expect(await showThing(db, town.max, topicThing(dark))).toBe(false);
    expect((await pageOf(dark, null)).visibility).toBe("open");
    expect(await hideTopic(db, town.max, dark, SPAM)).toBe(true);
    expect(await showThing(db, mia, topicThing(dark))).toBe(true);
    expect((await actsOn(dark)).map(({ undoneBy }) => undoneBy)).toEqual([mia.id, mia.id]);
    expect((await factsOf(db, dark)).slice(1)).toEqual([
      ...["topic.hidden", "topic.shown", "topic.hidden", "topic.shown"],
    ]);
  });

  test("by two at once is one act, and the second learns it", async () => {
    const dark = await talk();
    const done = await Promise.all([town.max, mia, town.alma].map((me) => hideTopic(db, me, dark, SPAM)));
    expect(done.filter(Boolean)).toHaveLength(1);
    expect(await actsOn(dark)).toHaveLength(1);
    const undone = await Promise.all([town.max, mia].map(async (me) => undoAct(db, me, await lastAct(dark))));
    expect(undone.filter(Boolean)).toHaveLength(1);
    expect((await factsOf(db, dark)).slice(1)).toEqual(["topic.hidden", "topic.shown"]);
  });

  test("stops everything there, each with its own sentence, for people who have it open, too", async () => {
    const dark = await talk();
    const comment = await say(town.ben, dark, "Mine");
    await hideTopic(db, town.max, dark, SPAM);
    const hidden = { code: "topic.hidden" };
    for (const me of [town.ann, town.ben, town.max, town.stella]) {
      await expect(say(me, dark, "Hm")).rejects.toMatchObject(hidden);
      await expect(castVote(db, me, dark, support)).rejects.toMatchObject(hidden);
      await expect(follow(db, me, dark, true)).rejects.toMatchObject(hidden);
    }
    await expect(editIdea(db, town.ann, dark, proposal(town.board))).rejects.toMatchObject(hidden);
    await expect(editComment(db, town.ben, comment, "Hm")).rejects.toMatchObject({ code: "not.found" });
    expect((await pageOf(dark)).comments).toBe(1);
    expect((await listIdeas(db, town.ben, { order: "new" }, { limit: 100, after: null })).ideas).not.toContainEqual(
      expect.objectContaining({ id: dark }),
    );
  });
});

describe("hiding a comment", () => {
  test("leaves its place while replies hang on it, and nothing where none do; counts leave it out", async () => {
    const dark = await talk();
    const first = await say(town.ben, dark, "Buy watches");
    const reply = await say(town.cleo, dark, "No", first);
    const other = await say(town.ben, dark, "Buy rings");
    expect(await hideComment(db, town.max, first, SPAM)).toBe(true);
    expect(await hideComment(db, mia, other, SPAM)).toBe(true);
    expect(await hideComment(db, mia, other, SPAM)).toBe(false);
    const seen = async (viewer: Member | null) => (await commentsOf(db, viewer, dark, {})).comments;
    for (const viewer of [null, town.ann, town.stella]) {
      const [place, answer, ...rest] = await seen(viewer);
      expect(place).toMatchObject({ id: first, writer: null, html: "", hiding: { reason: "Sells watches." } });
      expect([answer?.id, rest]).toEqual([reply, []]);
      await expect(visibleComment(db.read, viewer, first)).rejects.toMatchObject({ code: "not.found" });
    }
    for (const viewer of [town.ben, town.max, town.alma]) {
      expect((await seen(viewer)).map(({ id }) => id)).toEqual([first, reply, other]);
      expect((await seen(viewer))[0]).toMatchObject({ html: "<p>Buy watches</p>", isHidden: true });
    }
    expect((await pageOf(dark, null)).comments).toBe(1);
    await hideComment(db, town.max, reply, SPAM); // nothing hangs on the first one now
    expect(await seen(null)).toEqual([]);
    expect(await recountTopics(db, false)).toEqual(CLEAN);
    const told = await db.read.select({ details: facts.details }).from(facts).where(eq(facts.kind, "comment.hidden"));
    expect(told.map(({ details }) => details)).toContainEqual(
      expect.objectContaining({ comment: first, commentAuthor: town.ben.id }),
    );
  });

  test("is undone, and then counts again", async () => {
    const dark = await talk();
    const first = await say(town.ben, dark, "Buy watches");
    await hideComment(db, town.max, first, SPAM);
    expect(await undoAct(db, mia, await lastAct(dark))).toBe(true);
    expect((await commentsOf(db, null, dark, {})).comments).toMatchObject([{ isHidden: false, hiding: null }]);
    expect((await pageOf(dark, null)).comments).toBe(1);
    expect((await factsOf(db, dark)).slice(2)).toEqual(["comment.hidden", "comment.shown"]);
  });

  test("stops replies to it and its author's edits, while they write", async () => {
    const dark = await talk();
    const first = await say(town.ben, dark, "Buy watches");
    await hideComment(db, town.max, first, SPAM);
    await expect(say(town.cleo, dark, "No", first)).rejects.toMatchObject({ code: "comment.hidden" });
    await expect(editComment(db, town.ben, first, "Sorry")).rejects.toMatchObject({ code: "comment.hidden" });
    await say(town.cleo, dark, "Something else");
    expect(await recountTopics(db, false)).toEqual(CLEAN);
  });
});

describe("locking a topic", () => {
  test("leaves it to be read; only moderators and staff comment, and nobody votes or edits, until undone", async () => {
    const dark = await talk();
    const comment = await say(town.ben, dark, "Early");
    expect(await lockTopic(db, town.max, dark, "Going round in circles")).toBe(true);
    expect(await lockTopic(db, mia, dark, "Again")).toBe(false);
    const locked = { code: "topic.locked" };
    for (const me of [town.ann, town.ben]) await expect(say(me, dark, "Hm")).rejects.toMatchObject(locked);
    for (const me of [town.ben, town.max, town.stella])
      await expect(castVote(db, me, dark, support)).rejects.toMatchObject(locked);
    await expect(editIdea(db, town.ann, dark, proposal(town.board))).rejects.toMatchObject(locked);
    await expect(editComment(db, town.ben, comment, "Hm")).rejects.toMatchObject(locked);
    await follow(db, town.cleo, dark, true);
    for (const me of [town.max, town.stella]) await say(me, dark, "Closing words");
    expect((await standingOn(db, null, await pageOf(dark, null))).locked).toMatchObject({
      reason: "Going round in circles",
    });
    expect(await undoAct(db, mia, await lastAct(dark))).toBe(true);
    await castVote(db, town.ben, dark, support);
    await say(town.ben, dark, "Again");
    expect((await factsOf(db, dark)).filter((kind) => kind === "topic.locked")).toHaveLength(2);
  });
});

describe("moving and retitling a topic", () => {
  test("moves it, once, and back; a later move is not overwritten", async () => {
    const dark = await talk();
    const move = (boardId: BoardId | null) => moveTopic(db, town.max, dark, { boardId, reason: "Belongs there" });
    expect([await move(books), await move(books)]).toEqual([true, false]);
    const first = await lastAct(dark);
    expect((await pageOf(dark, null)).board).toBe("Books");
    await move(town.board);
    await expect(undoAct(db, mia, first)).rejects.toMatchObject({ code: "act.overtaken" });
    expect((await actsOn(dark))[0]?.undoneBy).toBeNull();
    await undoAct(db, mia, await lastAct(dark));
    await undoAct(db, mia, first);
    expect((await pageOf(dark, null)).boardId).toBe(town.board);
    for (const missing of [null, 2_000_000_000 as BoardId])
      await expect(move(missing)).rejects.toMatchObject({ fields: { board: "board.missing" } });
  });

  test("gives it another title; history shows the former, its author is told, and it is undone", async () => {
    const dark = await talk();
    const retitle = (title: string) => retitleTopic(db, town.max, dark, { title, reason: "Says what it is" });
    expect([await retitle("  Dark mode\n after ten "), await retitle("Dark mode after ten")]).toEqual([true, false]);
    expect(await pageOf(dark, null)).toMatchObject({ title: "Dark mode after ten", editedAt: expect.any(Number) });
    expect((await ideaRevisionsOf(db, dark)).map(({ title }) => title)).toEqual(["Dark mode at night"]);
    const [told] = await db.read.select().from(facts).where(eq(facts.kind, "topic.retitled"));
    expect(told).toMatchObject({ authorId: town.ann.id, details: { from: "Dark mode at night" } });
    await undoAct(db, mia, await lastAct(dark));
    expect((await pageOf(dark, null)).title).toBe("Dark mode at night");
    await expect(retitle("x")).rejects.toMatchObject({ fields: { title: "title.short" } });
  });
});

describe("an act is refused", () => {
  test("without a reason or a rule, with too long a one, and where there is nothing; it leaves no trace", async () => {
    const dark = await talk();
    const hide = (said: { rule: string; reason: string }) => hideTopic(db, town.max, dark, said);
    const fields = { rule: "rule.missing", reason: "reason.missing" };
    await expect(hide({ rule: "", reason: " \u0000 " })).rejects.toMatchObject({ fields });
    await expect(hide({ rule: "spam", reason: "x".repeat(2_001) })).rejects.toMatchObject({
      fields: { reason: "reason.long" },
    });
    for (const unseen of [await draft(db, town.ann, town.board), 2_000_000_000 as TopicId])
      await expect(hideTopic(db, town.max, unseen, SPAM)).rejects.toMatchObject({ code: "not.found" });
    await expect(undoAct(db, town.max, 2_000_000_000 as ActId)).rejects.toMatchObject({ code: "not.found" });
    expect(await actsOn(dark)).toEqual([]);
  });

  test("to everyone who is no moderator, and to a suspended one", async () => {
    const dark = await talk();
    const comment = await say(town.cleo, dark, "Hm");
    for (const me of [town.ben, town.stella]) {
      const no = { code: "not.moderator" };
      await expect(hideTopic(db, me, dark, SPAM)).rejects.toMatchObject(no);
      await expect(hideComment(db, me, comment, SPAM)).rejects.toMatchObject(no);
      await expect(lockTopic(db, me, dark, "So")).rejects.toMatchObject(no);
      await expect(suspend(db, me, town.cleo.id, { ...SPAM, days: 1 })).rejects.toMatchObject(no);
    }
    const muted = { ...mia, mutedUntil: Date.now() + DAY };
    await expect(hideTopic(db, muted, dark, SPAM)).rejects.toMatchObject({ code: "suspended" });
    expect(await actsOn(dark)).toEqual([]);
  });

  test("on oneself, on staff, on admins and on other moderators; admins may act on moderators", async () => {
    const on = async (me: Member, author: Member) => hideTopic(db, me, await talk(author), SPAM);
    for (const team of [town.stella, town.alma, mia])
      await expect(on(town.max, team)).rejects.toMatchObject({ code: "act.on.team" });
    await expect(on(town.max, town.max)).rejects.toMatchObject({ code: "act.on.self" });
    await expect(on(town.alma, town.alma)).rejects.toMatchObject({ code: "act.on.self" });
    await expect(on(town.alma, town.stella)).rejects.toMatchObject({ code: "act.on.team" });
    expect(await on(town.alma, town.max)).toBe(true);
    const { acts } = await actLog(db, town.max, { subjectId: town.max.id });
    await expect(undoAct(db, town.max, acts[0]?.id ?? (0 as ActId))).rejects.toMatchObject({ code: "act.on.self" });
  });

  test("undoing what was done to another moderator; an admin may, also where somebody joined the team since", async () => {
    const dark = await talk(town.max);
    await hideTopic(db, town.alma, dark, SPAM);
    const act = await lastAct(dark);
    const onTeam = { code: "act.on.team" };
    await expect(undoAct(db, mia, act)).rejects.toMatchObject(onTeam);
    await expect(showThing(db, mia, topicThing(dark))).rejects.toMatchObject(onTeam);
    expect(await pageOf(dark)).toMatchObject({ visibility: "hidden" });
    expect(await undoAct(db, town.alma, act)).toBe(true);
    const hired = await person(db, "hired");
    const early = await talk(hired);
    await hideTopic(db, town.max, early, SPAM);
    await setRoles(db, hired.id, ["staff"], null);
    await expect(undoAct(db, town.max, await lastAct(early))).rejects.toMatchObject(onTeam);
    expect(await undoAct(db, town.alma, await lastAct(early))).toBe(true);
  });
});
