import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { addComment, commentsOf } from "~/features/comments/comments.server";
import type { Member } from "~/features/members/rules";
import { hideComment, lockTopic } from "~/features/moderation/acts.server";
import { commentThing } from "~/features/moderation/rules";
import { showThing } from "~/features/moderation/undoing.server";
import { inboxOf } from "~/features/notifications/inbox.server";
import type { CommentId, TopicId } from "~db/ids.ts";
import { threads } from "~db/schema/threads.ts";
import type { Store } from "~db/store.ts";
import {
  factsOf,
  hide,
  idea,
  newForm,
  openTestStore,
  QUESTION,
  react,
  settle,
  type Town,
  thread,
} from "../../../tests/support/town";
import { acceptReply } from "./accepting.server";
import { acceptedReply } from "./accepting.store.server";
import { whyNotAcceptHere } from "./accepting-rules";
import { forgetChoicesBy, forgetChoicesOf } from "./forgetting-choices.server";
import { whyNotEditThread } from "./rules";
import { visibleThread } from "./threads.server";

let db: Store;
let town: Town;

beforeAll(async () => {
  db = await openTestStore();
  town = await settle(db);
});
afterAll(() => db.close());

const ask = () => thread(db, town.ann, town.board, QUESTION);
const say = (me: Member, topic: TopicId, text = "Try this.", parentId: CommentId | null = null) =>
  addComment(db, me, topic, { text, parentId, once: newForm() });
const rowOf = async (id: TopicId) => {
  const { acceptedId, acceptedBy, acceptedAt } = threads;
  const [row] = await db.read
    .select({ acceptedId, acceptedBy, acceptedAt })
    .from(threads)
    .where(eq(threads.topicId, id));
  return row;
};
const answerFor = async (viewer: Member | null, id: TopicId) => {
  const [row] = await db.read
    .select({ id: acceptedReply(db.read, viewer) })
    .from(threads)
    .where(eq(threads.topicId, id));
  return row?.id;
};
const topFor = async (viewer: Member | null, id: TopicId) =>
  (await commentsOf(db, viewer, id, {})).top.map((one) => [one.id, one.isAccepted]);

describe("accepting a reply", () => {
  test("is done by whoever asked, shows it first and in its place, and tells its writer once", async () => {
    const asked = await ask();
    await say(town.cleo, asked, "No idea.");
    const reply = await say(town.ben, asked);
    await react(db);
    await acceptReply(db, town.ann, reply, true);
    await acceptReply(db, town.ann, reply, true);
    await react(db);
    expect(await rowOf(asked)).toMatchObject({ acceptedId: reply, acceptedBy: town.ann.id });
    expect(await topFor(null, asked)).toEqual([[reply, true]]);
    expect((await commentsOf(db, null, asked, {})).comments.map(({ isAccepted }) => isAccepted)).toEqual([false, true]);
    const { groups } = await inboxOf(db, town.ben, null);
    expect(groups.filter(({ kind }) => kind === "accepted")).toMatchObject([
      { actor: "ann", href: `/comments/${reply}`, title: "How do I stop at 80 %?" },
    ]);
    expect((await factsOf(db, asked)).filter((kind) => kind === "reply.accepted")).toHaveLength(1);
    for (const wanted of [false, true]) await acceptReply(db, town.ann, reply, wanted);
    await react(db);
    const news = (await inboxOf(db, town.ben, null)).groups;
    expect(news.filter(({ kind }) => kind === "accepted")).toHaveLength(1);
  });

  test("is changed and taken back, by staff, too; taking back another changes nothing", async () => {
    const asked = await ask();
    const [one, other] = [await say(town.ben, asked), await say(town.cleo, asked)];
    await acceptReply(db, town.ann, one, true);
    await acceptReply(db, town.stella, other, true);
    expect(await rowOf(asked)).toMatchObject({ acceptedId: other, acceptedBy: town.stella.id });
    await acceptReply(db, town.ann, one, false);
    expect(await answerFor(null, asked)).toBe(other);
    await acceptReply(db, town.ann, other, false);
    await acceptReply(db, town.ann, other, false);
    expect(await rowOf(asked)).toEqual({ acceptedId: null, acceptedBy: null, acceptedAt: null });
    const told = (await factsOf(db, asked)).filter((kind) => kind.startsWith("reply."));
    expect(told).toEqual(["reply.accepted", "reply.accepted", "reply.unaccepted"]);
  });

  test("may be of one's own reply, and of one to another's", async () => {
    const asked = await ask();
    const first = await say(town.ben, asked);
    const own = await say(town.ann, asked, "I found it.", first);
    await acceptReply(db, town.ann, own, true);
    expect(await answerFor(null, asked)).toBe(own);
  });

  test("leaves one of two accepted at once, the last, with a fact for each", async () => {
    const asked = await ask();
    const [one, other] = [await say(town.ben, asked), await say(town.cleo, asked)];
    await Promise.all([acceptReply(db, town.ann, one, true), acceptReply(db, town.stella, other, true)]);
    expect([one, other]).toContain(await answerFor(null, asked));
    expect((await factsOf(db, asked)).filter((kind) => kind === "reply.accepted")).toHaveLength(2);
  });

  test("is refused where nobody asked, to others, of what is hidden, locked or gone, and leaves no trace", async () => {
    const asked = await ask();
    const reply = await say(town.ben, asked);
    const spam = await say(town.ben, asked, "Buy watches");
    await hideComment(db, town.max, spam, { rule: "spam", reason: "Sells watches." });
    const talk = await thread(db, town.ann, town.board, { kind: "talk" });
    const dark = await idea(db, town.ann, town.board);
    const refused = (me: Member, id: CommentId, code: string) =>
      expect(acceptReply(db, me, id, true)).rejects.toMatchObject({ code });
    await refused(town.ann, await say(town.ben, talk), "accept.not.question");
    await refused(town.ann, await say(town.ben, dark), "accept.not.question");
    await refused(town.ben, reply, "accept.not.yours");
    await refused(town.max, reply, "accept.not.yours");
    await refused(town.ann, spam, "comment.hidden");
    const muted = { ...town.ann, mutedUntil: Date.now() + 60_000 };
    await refused(muted, reply, "suspended");
    const state = { ...(await visibleThread(db.read, town.ann, asked)), kind: "question" as const };
    expect(whyNotAcceptHere(muted, state, state, Date.now())).toBe("suspended");
    expect(whyNotEditThread(muted, state, Date.now())).toBe("suspended");
    await refused(town.ann, 999_999 as CommentId, "not.found");
    await lockTopic(db, town.max, asked, "Enough for today.");
    await refused(town.ann, reply, "topic.locked");
    await hide(db, asked);
    await refused(town.ann, reply, "topic.hidden");
    expect(await rowOf(asked)).toEqual({ acceptedId: null, acceptedBy: null, acceptedAt: null });
    expect(await factsOf(db, asked)).not.toContain("reply.accepted");
  });
});

describe("an accepted reply that a moderator hides", () => {
  test("leaves the question open for those who can't read it, and comes back when it is shown again", async () => {
    const asked = await ask();
    await say(town.cleo, asked, "No idea.");
    const reply = await say(town.ben, asked);
    await acceptReply(db, town.ann, reply, true);
    await hideComment(db, town.max, reply, { rule: "spam", reason: "Sells watches." });
    for (const viewer of [null, town.ann, town.stella])
      expect([await answerFor(viewer, asked), await topFor(viewer, asked)]).toEqual([null, []]);
    for (const viewer of [town.ben, town.max])
      expect([await answerFor(viewer, asked), await topFor(viewer, asked)]).toEqual([reply, [[reply, true]]]);
    await showThing(db, town.max, commentThing(asked, reply));
    expect([await answerFor(null, asked), await topFor(null, asked)]).toEqual([reply, [[reply, true]]]);
  });
});

describe("forgetting", () => {
  test("opens the question again when what was accepted goes, or who accepted it", async () => {
    const accept = async (by: Member) => {
      const asked = await ask();
      await acceptReply(db, by, await say(town.ben, asked), true);
      return asked;
    };
    const [one, other, third] = [await accept(town.ann), await accept(town.stella), await accept(town.ann)];
    await db.write((tx) => forgetChoicesOf(tx, [one]));
    expect(await answerFor(null, one)).toBeNull();
    await db.write((tx) => forgetChoicesBy(tx, [town.stella.id]));
    expect(await answerFor(null, other)).toBeNull();
    expect(await answerFor(null, third)).not.toBeNull();
    await db.write((tx) => forgetChoicesBy(tx, [town.ben.id]));
    expect(await rowOf(third)).toEqual({ acceptedId: null, acceptedBy: null, acceptedAt: null });
  });
});
