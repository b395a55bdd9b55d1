import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { addComment, commentsOf } from "~/features/comments/comments.server";
import { ideaPage } from "~/features/ideas/idea-page.server";
import type { Member } from "~/features/members/rules";
import { hideComment } from "~/features/moderation/acts.server";
import { inboxOf } from "~/features/notifications/inbox.server";
import { search } from "~/features/search/searching.server";
import type { CommentId, MemberId, TopicId } from "~db/ids.ts";
import { comments } from "~db/schema/comments.ts";
import { ideaOrigins, threads } from "~db/schema/threads.ts";
import { follows } from "~db/schema/topics.ts";
import { votes } from "~db/schema/voting.ts";
import type { Store } from "~db/store.ts";
import {
  draft,
  factsOf,
  hide,
  idea,
  newForm,
  openTestStore,
  person,
  QUESTION,
  react,
  settle,
  stranger,
  type Town,
  thread,
} from "../../../tests/support/town";
import { forgetChoicesBy, forgetChoicesOf } from "./forgetting-choices.server";
import { makeIdea, openIdeaMadeOf, sayingOf } from "./origins.server";
import { ideaOfThread } from "./origins.store.server";

const WORDS = "My phone **charges** all night. It should stop at 80 %.";
let db: Store;
let town: Town;

beforeAll(async () => {
  db = await openTestStore();
  town = await settle(db);
});
afterAll(() => db.close());

const talk = () => idea(db, town.ann, town.board);
const say = (me: Member, topic: TopicId, text = WORDS, parentId: CommentId | null = null) =>
  addComment(db, me, topic, { text, parentId, once: newForm() });
const choices = (more: { title?: string; tags?: string } = {}) => ({
  title: "",
  boardId: town.board,
  tags: "",
  ...more,
});
const originsOf = (id: TopicId) => db.read.select().from(ideaOrigins).where(eq(ideaOrigins.topicId, id));

describe("making an idea of a comment", () => {
  test("keeps its words, is its author's, who follows it and hears of it; whoever made it is named", async () => {
    const dark = await talk();
    const said = await say(town.ben, dark);
    await react(db);
    const { id, isNew } = await makeIdea(db, town.cleo, { commentId: said }, choices({ tags: "battery" }));
    await react(db);
    expect(isNew).toBe(true);
    expect(await ideaPage(db, null, id)).toMatchObject({
      authorId: town.ben.id,
      title: "My phone charges all night",
      problem: WORDS,
      problemHtml: expect.stringContaining("<strong>charges</strong>"),
      status: "submitted",
      tags: ["battery"],
      supporters: 0,
      origin: {
        maker: "cleo",
        makerId: town.cleo.id,
        place: { topicId: dark, kind: "idea", title: "Dark mode at night", commentId: said },
      },
    });
    expect((await commentsOf(db, null, dark, {})).comments[0]?.idea).toEqual({
      id,
      title: "My phone charges all night",
    });
    const following = await db.read.select().from(follows).where(eq(follows.topicId, id));
    expect(following.map(({ memberId }) => memberId)).toContain(town.ben.id);
    expect(await db.read.$count(votes, eq(votes.castOn, id))).toBe(0);
    expect(await factsOf(db, id)).toEqual(["idea.proposed", "idea.credited"]);
    const { groups } = await inboxOf(db, town.ben, null);
    expect(groups[0]).toMatchObject({ kind: "credited", actor: "cleo", href: `/ideas/${id}` });
    expect((await inboxOf(db, town.cleo, null)).groups.filter(({ kind }) => kind === "credited")).toEqual([]);
  });

  test("happens once: whoever comes second gets the one that exists, also at the same moment", async () => {
    const dark = await talk();
    const said = await say(town.ben, dark);
    const people = [town.ann, town.ben, town.cleo, town.max, town.cleo];
    const made = await Promise.all(people.map((me) => makeIdea(db, me, { commentId: said }, choices())));
    expect(new Set(made.map(({ id }) => id)).size).toBe(1);
    expect(made.filter(({ isNew }) => isNew)).toHaveLength(1);
    expect(await originsOf(dark)).toHaveLength(1);
    expect((await sayingOf(db.read, town.ann, { commentId: said })).madeId).toBe(made[0]?.id);
  });

  test("may be of one's own words, and then tells nobody", async () => {
    const said = await say(town.ben, await talk());
    const { id } = await makeIdea(db, town.ben, { commentId: said }, choices({ title: "Stop at 80 %" }));
    await react(db);
    expect(await ideaPage(db, null, id)).toMatchObject({ title: "Stop at 80 %", authorId: town.ben.id });
    const news = (await inboxOf(db, town.ben, null)).groups;
    expect(news.filter(({ kind, title }) => kind === "credited" && title === "Stop at 80 %")).toEqual([]);
  });

  test("may be of what somebody said elsewhere, before they joined", async () => {
    const dark = await talk();
    const said = await say(town.ben, dark);
    const { id: away } = await stranger(db, "old forum", "小林");
    await db.write((tx) => tx.update(comments).set({ authorId: away }).where(eq(comments.id, said)));
    const { id } = await makeIdea(db, town.cleo, { commentId: said }, choices());
    expect((await ideaPage(db, null, id)).authorId).toBe(away);
  });

  test("proposes the first sentence as its title, not what the comment quotes", async () => {
    const said = await say(town.ben, await talk(), "> **ann**: Dark mode!\n\n夜里太亮。应该变暗。");
    expect(await sayingOf(db.read, town.cleo, { commentId: said })).toMatchObject({
      title: "夜里太亮",
      authorId: town.ben.id,
      madeId: null,
    });
  });

  test("is refused of what is hidden, on a draft, while suspended and with a bad title, and leaves no trace", async () => {
    const dark = await talk();
    const said = await say(town.ben, dark);
    const spam = await say(town.ben, dark, "Buy watches");
    await hideComment(db, town.max, spam, { rule: "spam", reason: "Sells watches." });
    const sue = { ...(await person(db, "sue")), mutedUntil: Date.now() + 60_000 };
    const refused = (me: Member, commentId: CommentId, refusal: object, more = {}) =>
      expect(async () => makeIdea(db, me, { commentId }, choices(more))).rejects.toMatchObject(refusal);
    await refused(town.cleo, spam, { code: "comment.hidden" });
    await refused(town.max, spam, { code: "comment.hidden" });
    await refused(sue, said, { code: "suspended" });
    await refused(town.cleo, 999_999 as CommentId, { code: "not.found" });
    await refused(town.cleo, said, { fields: { title: "title.short" } }, { title: "Hm" });
    await refused(town.cleo, said, { fields: { board: "board.missing" } }, { boardId: null });
    await refused(town.cleo, said, { fields: { tags: "tags.many" } }, { tags: "1,2,3,4,5,6,7,8,9,10,11" });
    await hide(db, dark);
    await refused(town.cleo, said, { code: "topic.hidden" });
    expect(await originsOf(dark)).toEqual([]);
    const secret = await draft(db, town.ann, town.board);
    const origin = { threadId: secret };
    await expect(makeIdea(db, town.ann, origin, choices())).rejects.toMatchObject({ code: "not.found" });
  });
});

describe("making an idea of a thread", () => {
  test("takes its words and its title, and happens once", async () => {
    const asked = await thread(db, town.ann, town.board, QUESTION);
    const [one, other] = await Promise.all(
      [town.cleo, town.ben].map((me) => makeIdea(db, me, { threadId: asked }, choices())),
    );
    expect(one?.id).toBe(other?.id);
    const page = await ideaPage(db, null, one?.id ?? asked);
    expect(page).toMatchObject({
      authorId: town.ann.id,
      title: "How do I stop at 80 %?",
      problem: "It charges all night. Every night.",
      origin: { place: { topicId: asked, kind: "thread", commentId: null } },
    });
    const madeFor = async (viewer: Member | null) => {
      const made = ideaOfThread(db.read, viewer, asked);
      const [row] = await db.read
        .select({ id: made.madeId, title: made.madeTitle })
        .from(threads)
        .innerJoin(made, eq(made.threadId, threads.topicId))
        .where(eq(threads.topicId, asked));
      return row;
    };
    expect(await madeFor(null)).toEqual({ id: one?.id, title: "How do I stop at 80 %?" });
    await hide(db, one?.id ?? asked);
    expect([await madeFor(null), (await madeFor(town.max))?.id]).toEqual([undefined, one?.id]);
    const reply = await say(town.ben, asked);
    expect((await makeIdea(db, town.cleo, { commentId: reply }, choices())).isNew).toBe(true);
    expect(await originsOf(asked)).toHaveLength(2);
  });

  test("is refused of an idea, and of a hidden thread", async () => {
    const make = async (threadId: TopicId) => makeIdea(db, town.cleo, { threadId }, choices());
    await expect(make(await talk())).rejects.toMatchObject({ code: "not.found" });
    const asked = await thread(db, town.ann, town.board, QUESTION);
    await hide(db, asked);
    await expect(make(asked)).rejects.toMatchObject({ code: "topic.hidden" });
  });
});

describe("where an idea was said", () => {
  test("is shown as far as its reader may see that, and who made it in any case", async () => {
    const dark = await talk();
    const said = await say(town.ben, dark);
    const { id } = await makeIdea(db, town.cleo, { commentId: said }, choices());
    const originFor = async (viewer: Member | null) => (await ideaPage(db, viewer, id)).origin;
    await hideComment(db, town.max, said, { rule: "spam", reason: "Sells watches." });
    expect(await originFor(null)).toEqual({ maker: "cleo", makerId: town.cleo.id, place: null });
    expect(await originFor(town.ben)).toMatchObject({ place: { commentId: said } });
    expect(await originFor(town.max)).toMatchObject({ place: { commentId: said } });
    await hide(db, dark);
    expect((await originFor(town.ben))?.place).toBeNull();
    const plain = await talk();
    expect((await ideaPage(db, null, plain)).origin).toBeNull();
  });

  test("is told to who moderates it, as long as the same words stand open there", async () => {
    const asked = await thread(db, town.ann, town.board, QUESTION);
    const said = await say(town.ben, asked);
    const became = (commentId: CommentId | null) => openIdeaMadeOf(db.read, { topic: { id: asked }, commentId });
    expect([await became(said), await became(null)]).toEqual([null, null]);
    const { id } = await makeIdea(db, town.cleo, { commentId: said }, choices({ title: "Stop at 80 %" }));
    expect([await became(said), await became(null)]).toEqual([{ id, title: "Stop at 80 %" }, null]);
    const own = await makeIdea(db, town.cleo, { threadId: asked }, choices());
    expect(await became(null)).toEqual({ id: own.id, title: QUESTION.title });
    await hideComment(db, town.max, said, { rule: "spam", reason: "Sells watches." });
    expect(await became(said)).toMatchObject({ id });
    await hide(db, id);
    expect(await became(said)).toBeNull();
  });

  test("says nothing of an idea that its reader may not see", async () => {
    const dark = await talk();
    const said = await say(town.ben, dark);
    const { id } = await makeIdea(db, town.cleo, { commentId: said }, choices());
    await hide(db, id);
    const seen = async (viewer: Member | null) =>
      (await commentsOf(db, viewer, dark, {})).comments[0]?.idea?.id ?? null;
    expect([await seen(null), await seen(town.cleo), await seen(town.max)]).toEqual([null, null, id]);
    await expect(makeIdea(db, town.cleo, { commentId: said }, choices())).rejects.toMatchObject({
      code: "topic.hidden",
    });
  });
});

test("an idea made of a comment is found by its words", async () => {
  const said = await say(town.ben, await talk(), "The compass points to Kunming.");
  const { id } = await makeIdea(db, town.cleo, { commentId: said }, choices());
  await react(db);
  const { hits } = await search(db, "compass Kunming", {}, { limit: 10, after: null });
  expect(JSON.stringify(hits)).toContain(`/ideas/${id}`);
});

test("what was made of what is forgotten with the topic it was said in, the idea, and whoever made it", async () => {
  const make = async (by: Member) => {
    const dark = await talk();
    const { id } = await makeIdea(db, by, { commentId: await say(town.ben, dark) }, choices());
    return { dark, id };
  };
  const mia = await person(db, "mia");
  const [one, other, third] = [await make(town.cleo), await make(town.cleo), await make(mia)];
  await db.write((tx) => forgetChoicesOf(tx, [one.dark]));
  await db.write((tx) => forgetChoicesOf(tx, [other.id]));
  await db.write((tx) => forgetChoicesBy(tx, [mia.id] as MemberId[]));
  for (const { dark } of [one, other, third]) expect(await originsOf(dark)).toEqual([]);
});
