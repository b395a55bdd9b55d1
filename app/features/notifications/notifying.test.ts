import { and, eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { FactDetails, FactKind } from "~/facts";
import { addComment } from "~/features/comments/comments.server";
import { answerIdea } from "~/features/ideas/answering.server";
import { moveIdea } from "~/features/ideas/moving.server";
import type { Member } from "~/features/members/rules";
import { follow } from "~/features/topics/topics.server";
import { record } from "~/platform/record.server";
import { REACTIONS } from "~/reactions.server";
import type { ActId, CommentId, ReportId, TopicId } from "~db/ids.ts";
import { runReactions } from "~db/outbox.ts";
import { comments } from "~db/schema/comments.ts";
import { facts } from "~db/schema/facts.ts";
import { moderationActs } from "~db/schema/moderation.ts";
import { notifications } from "~db/schema/notifications.ts";
import type { Store } from "~db/store.ts";
import {
  crowd,
  draft,
  hide,
  idea,
  NO_WORDS,
  newForm,
  openTestStore,
  person,
  react,
  settle,
  stranger,
  type Town,
} from "../../../tests/support/town";

let db: Store;
/** The same database as another process has it open. */
let elsewhere: Store;
let town: Town;

beforeAll(async () => {
  [db, elsewhere] = await Promise.all([openTestStore(), openTestStore()]);
  town = await settle(db);
});
afterAll(() => Promise.all([db.close(), elsewhere.close()]));

const say = (me: Member, topic: TopicId, text = "Yes", parentId: CommentId | null = null) =>
  addComment(db, me, topic, { text, parentId, once: newForm() });
const answer = (id: TopicId) =>
  answerIdea(db, town.stella, id, { text: "In March.", manner: "personally", once: newForm() });

/** An idea of ann's that these follow, with nothing left to react to. */
async function followed(...fans: Member[]): Promise<TopicId> {
  const id = await idea(db, town.ann, town.board);
  for (const fan of fans) await follow(db, fan, id, true);
  await react(db);
  return id;
}

/** Who heard of what happened on a topic, as `name kind words`. */
async function heard(topicId: TopicId): Promise<string[]> {
  await react(db);
  const rows = await db.read.select().from(notifications).where(eq(notifications.topicId, topicId));
  return rows.map(({ memberId, kind, words }) => [nameOf(memberId), kind, words].filter(Boolean).join(" ")).sort();
}
const nameOf = (id: number): string =>
  Object.entries(town).find(([, one]) => typeof one === "object" && one.id === id)?.[0] ?? "somebody";

/** A fact that another room will record, and its reactions. */
async function happen<Kind extends FactKind>(
  kind: Kind,
  details: FactDetails[Kind],
  topicId?: TopicId,
  by: Member | null = town.max,
): Promise<void> {
  const topic = topicId ? { id: topicId, boardId: town.board, authorId: town.ann.id } : undefined;
  await db.write((tx) => record(tx, { kind, by, details, ...(topic && { topic }) }));
  await react(db);
}

async function act(kind: string, reason: string, topicId: TopicId | null = null): Promise<ActId> {
  const row = { kind, by: town.max.id, subjectId: town.ann.id, topicId, reason, before: {}, at: 1 };
  const [added] = await db.write((tx) => tx.insert(moderationActs).values(row).returning({ id: moderationActs.id }));
  return added?.id as ActId;
}

describe("news of a followed topic", () => {
  test("a comment reaches whoever follows, and whoever is answered, once; never its writer", async () => {
    const id = await followed(town.ben, town.cleo);
    const first = await say(town.ben, id);
    expect(await heard(id)).toEqual(["ann comment", "cleo comment"]);
    await say(town.cleo, id, "And this", first);
    expect(await heard(id)).toEqual(["ann comment", "ann comment", "ben reply", "cleo comment"]);
    await say(town.ben, id, "To myself", first);
    expect((await heard(id)).filter((line) => line.startsWith("ben"))).toEqual(["ben reply"]);
  });

  test("an answer and a move reach whoever follows, with the status", async () => {
    const id = await followed(town.ben, town.stella);
    await answer(id);
    await moveIdea(db, town.stella, id, "shortlisted", { ...NO_WORDS, ownerId: town.stella.id });
    const lines = await heard(id);
    expect(lines.filter((line) => line.includes("move"))).toEqual(["ann move shortlisted", "ben move shortlisted"]);
    expect(lines.filter((line) => line.includes("answer"))).toEqual([
      expect.stringMatching(/^ann answer \d+$/),
      expect.stringMatching(/^ben answer \d+$/),
    ]);
  });

  test("does not reach whoever stopped following, its author included", async () => {
    const id = await followed(town.ben, town.cleo);
    await follow(db, town.ben, id, false);
    await follow(db, town.ann, id, false);
    await say(town.stella, id);
    expect(await heard(id)).toEqual(["cleo comment"]);
  });

  test("reaches nobody who may not see the topic: hidden, its author and moderators only; a draft, nobody", async () => {
    const id = await followed(town.ben, town.max, town.alma, town.stella);
    await say(town.max, id, "Why it will be hidden");
    await hide(db, id);
    expect(await heard(id)).toEqual(["alma comment", "ann comment"]);
    const secret = await draft(db, town.ann, town.board);
    await db.write((tx) =>
      record(tx, {
        kind: "idea.moved",
        by: null,
        topic: { id: secret, boardId: town.board, authorId: town.ann.id },
        details: { from: "draft", to: "submitted", reasonCode: null, reason: null },
      }),
    );
    expect(await heard(secret)).toEqual([]);
  });

  test("of a comment that was hidden before anybody heard of it reaches nobody", async () => {
    const id = await followed(town.ben);
    const comment = await say(town.cleo, id, "Rude");
    await db.write((tx) => tx.update(comments).set({ isHidden: true }).where(eq(comments.id, comment)));
    expect(await heard(id)).toEqual([]);
  });

  test("does not go to somebody an import names, who has no account", async () => {
    const id = await followed(town.ben);
    const imported = await stranger(db, "elsewhere", "user-7");
    await happen("comment.added", { comment: await say(town.ben, id), parent: null, parentAuthor: imported.id }, id);
    expect((await heard(id)).filter((line) => line.includes("reply"))).toEqual([]);
  });

  test("an import is no news", async () => {
    const before = await db.read.$count(notifications);
    await happen("batch.imported", { source: "elsewhere", ideas: 3, comments: 9, members: 2 });
    expect(await db.read.$count(notifications)).toBe(before);
  });

  test("reaches hundreds of followers in one go, each once", async () => {
    const fans = await crowd(db, 120);
    const id = await followed(...fans);
    await answer(id);
    expect(await heard(id)).toHaveLength(121);
  });
});

describe("what a moderator did", () => {
  test("its author hears, with the reason; without one when it is not known", async () => {
    const id = await followed(town.ben);
    await happen("topic.hidden", { act: await act("hide", "Names a person", id) }, id);
    await happen("topic.retitled", { act: await act("retitle", "Clearer", id), from: "a", to: "b" }, id);
    await happen("topic.moved", { act: 2_000_000_000 as ActId, from: town.board, to: town.board }, id);
    expect(await heard(id)).toEqual(["ann hidden Names a person", "ann reboarded", "ann retitled Clearer"]);
  });

  test("to a comment, its author hears; to what is their own, moderators don't hear", async () => {
    const id = await followed();
    const comment = await say(town.ben, id);
    await react(db);
    const because = await act("hide-comment", "Rude", id);
    await happen("comment.hidden", { act: because, comment, commentAuthor: town.ben.id }, id);
    await happen("comment.hidden", { act: because, comment, commentAuthor: town.max.id }, id);
    await happen("topic.hidden", { act: because }, id, town.ann);
    expect(await heard(id)).toEqual(["ann comment", "ben comment-hidden Rude"]);
  });

  test("about a report, its reporter hears, even when the topic is gone from their sight", async () => {
    const id = await followed();
    await hide(db, id);
    const report = { report: 1 as ReportId, comment: null, objector: null, reporter: town.ben.id };
    await happen("report.decided", { ...report, isUpheld: true }, id);
    await happen("report.decided", { ...report, isUpheld: false }, id);
    expect(await heard(id)).toEqual(["ben report rejected", "ben report upheld"]);
  });

  test("a suspended and an admitted member hear", async () => {
    const sue = await person(db, "sue");
    await happen("member.suspended", { act: await act("suspend", "Threats"), member: sue.id, until: 9 });
    await happen("member.admitted", { member: sue.id });
    const rows = await db.read.select().from(notifications).where(eq(notifications.memberId, sue.id));
    expect(rows.map(({ kind, words }) => [kind, words]).sort()).toEqual([
      ["admitted", null],
      ["suspended", "Threats"],
    ]);
  });

  test("and what staff keep among themselves, nobody hears of", async () => {
    const id = await followed(town.ben);
    await happen("report.filed", { report: 2 as ReportId, comment: null, objector: null }, id, town.ben);
    await happen("topic.shown", { act: 1 as ActId }, id);
    await happen("topic.locked", { act: 1 as ActId, isLocked: true }, id);
    expect(await heard(id)).toEqual([]);
  });
});

describe("each fact", () => {
  test("makes one entry a person, though two processes react at once and one reacts again", async () => {
    const id = await followed(town.ben, town.cleo);
    const comment = await say(town.ben, id);
    await say(town.cleo, id, "Reply", comment);
    await answer(id);
    await moveIdea(db, town.stella, id, "shortlisted", { ...NO_WORDS, ownerId: town.stella.id });
    const fail = (error: unknown) => {
      throw error;
    };
    await Promise.all([db, elsewhere, db].map((store) => runReactions(store, REACTIONS, Date.now(), fail)));
    const once = await heard(id);
    expect(once).toHaveLength(2 + 2 + 3 + 3);
    for (const fact of await db.read.select().from(facts).where(eq(facts.topicId, id)))
      for (const [name, reaction] of Object.entries(REACTIONS[fact.kind as FactKind] ?? {}))
        if (name.startsWith("notify")) await db.write((tx) => reaction(tx, fact));
    expect(await heard(id)).toEqual(once);
  });

  test("names who did it, and the comment", async () => {
    const id = await followed();
    const comment = await say(town.ben, id);
    await react(db);
    const [row] = await db.read
      .select()
      .from(notifications)
      .where(and(eq(notifications.topicId, id), eq(notifications.memberId, town.ann.id)));
    expect(row).toMatchObject({ actorId: town.ben.id, commentId: comment, readAt: null, at: expect.any(Number) });
  });
});
