import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import type { Member } from "~/features/members/rules";
import { addTeam, changeTeam } from "~/features/members/teams.server";
import { mergeIdeas, unmergeIdea } from "~/features/merging/merging.server";
import { inboxOf } from "~/features/notifications/inbox.server";
import { changePromise } from "~/features/topics/promise.server";
import { addBoard } from "~/features/topics/topics.server";
import { castVote } from "~/features/voting/voting.server";
import { clock } from "~/platform/clock";
import type { BoardId, TopicId } from "~db/ids.ts";
import { ideas } from "~db/schema/ideas.ts";
import type { Store } from "~db/store.ts";
import {
  crowd,
  draft,
  factsOf,
  hide,
  idea,
  NO_WORDS,
  newForm,
  openTestStore,
  person,
  react,
  settle,
  type Town,
} from "../../../tests/support/town";
import { answerIdea } from "./answering.server";
import { promiseTheTop, promiseWhatIsAbove, stallIdeas, tellOverdue } from "./clock.server";
import { forgetStaffWorkOf } from "./forgetting.server";
import { ideaPage } from "./idea-page.server";
import { listIdeas } from "./listing.server";
import { moveByClock, moveIdea } from "./moving.server";
import { keepingOf, promises } from "./promises.server";

const DAY = 86_400_000;
const NOW = Date.UTC(2026, 10, 25, 12);
let db: Store;
let town: Town;
let fans: Member[] = [];
let boardsMade = 0;

beforeAll(async () => {
  vi.spyOn(clock, "now").mockReturnValue(NOW);
  db = await openTestStore();
  town = await settle(db);
  fans = await crowd(db, 5);
});
afterAll(async () => {
  vi.restoreAllMocks();
  await db.close();
});

const promise = { promiseTop: "2", promiseTopDays: "14", promiseAbove: "3", promiseDays: "30", teamId: null };
async function newBoard(wanted: Partial<Parameters<typeof changePromise>[2]> = {}): Promise<BoardId> {
  const n = ++boardsMade;
  const id = await db.write((tx) => addBoard(tx, { name: `Board ${n}`, slug: `board-${n}`, description: "" }));
  await changePromise(db, id, { ...promise, ...wanted });
  return id;
}
async function ideaOf(board: BoardId, supporters: number): Promise<TopicId> {
  const id = await idea(db, town.ann, board);
  for (const fan of fans.slice(0, supporters)) await castVote(db, fan, id, { kind: "support", reason: "" });
  return id;
}
const stateOf = async (id: TopicId) => {
  const { promisedAt, dueAt, answeredAt } = ideas;
  const [row] = await db.read.select({ promisedAt, dueAt, answeredAt }).from(ideas).where(eq(ideas.topicId, id));
  return row;
};
const answer = (id: TopicId, me = town.stella) =>
  answerIdea(db, me, id, { text: "We look at it.", manner: "personally", once: newForm() });
const decline = (id: TopicId) => {
  const reason = "Not now: the sensor of this model can't do it, next year's will.";
  return moveIdea(db, town.stella, id, "declined", { ...NO_WORDS, ownerId: town.stella.id, code: "later", reason });
};
const at = (days: number) => vi.mocked(clock.now).mockReturnValue(NOW + days * DAY);

describe("the promise", () => {
  test("is made to every idea above its board's number of supporters, once, however often and by how many it is asked", async () => {
    const board = await newBoard({ promiseTop: "0" });
    const [three, four] = [await ideaOf(board, 3), await ideaOf(board, 4)];
    await castVote(db, town.stella, three, { kind: "support", reason: "" }); // an employee is no supporter
    await Promise.all([promiseWhatIsAbove(db, NOW), promiseWhatIsAbove(db, NOW)]);
    await promiseWhatIsAbove(db, NOW + DAY);
    expect(await stateOf(four)).toEqual({ promisedAt: NOW, dueAt: NOW + 30 * DAY, answeredAt: null });
    expect(await stateOf(three)).toEqual({ promisedAt: null, dueAt: null, answeredAt: null });
  });

  test("comes sooner for the most supported of each board, and never later", async () => {
    const board = await newBoard();
    const [first, second, third, none] = [
      await ideaOf(board, 5),
      await ideaOf(board, 2),
      await ideaOf(board, 1),
      await ideaOf(board, 0),
    ];
    await promiseWhatIsAbove(db, NOW);
    await Promise.all([promiseTheTop(db, NOW + DAY), promiseTheTop(db, NOW + DAY)]);
    await promiseTheTop(db, NOW + 2 * DAY);
    expect(await stateOf(first)).toMatchObject({ promisedAt: NOW, dueAt: NOW + 15 * DAY });
    expect(await stateOf(second)).toMatchObject({ promisedAt: NOW + DAY, dueAt: NOW + 15 * DAY });
    expect([await stateOf(third), await stateOf(none)]).toMatchObject([{ dueAt: null }, { dueAt: null }]);
    await answer(first); // keeps its place: nobody moves up
    await promiseTheTop(db, NOW + 3 * DAY);
    expect([await stateOf(third), await stateOf(none)]).toMatchObject([{ dueAt: null }, { dueAt: null }]);
    await decline(second); // is out of the list
    await promiseTheTop(db, NOW + 3 * DAY);
    expect(await stateOf(third)).toMatchObject({ dueAt: NOW + 17 * DAY });
    expect(await stateOf(none)).toMatchObject({ dueAt: null }); // nobody supports it
  });

  test("is looked for beside whoever writes, and holds nobody up where nothing is new", async () => {
    await ideaOf(await newBoard(), 4);
    await promiseTheTop(db, NOW);
    await promiseWhatIsAbove(db, NOW);
    const writes = vi.spyOn(db, "write");
    await promiseTheTop(db, NOW + DAY);
    await promiseWhatIsAbove(db, NOW + DAY);
    expect(writes).not.toHaveBeenCalled();
    writes.mockRestore();
  });

  test("is made to nothing that is hidden, a draft, answered, or at its end", async () => {
    const board = await newBoard();
    const [hidden, answered, withdrawn] = [await ideaOf(board, 4), await ideaOf(board, 4), await ideaOf(board, 4)];
    await draft(db, town.ann, board);
    await hide(db, hidden);
    await answer(answered);
    await moveIdea(db, town.ann, withdrawn, "withdrawn", NO_WORDS);
    await promiseWhatIsAbove(db, NOW);
    await promiseTheTop(db, NOW);
    for (const id of [hidden, answered, withdrawn]) expect(await stateOf(id)).toMatchObject({ dueAt: null });
  });

  test("is kept by an official answer, and the first one counts", async () => {
    const id = await ideaOf(await newBoard(), 4);
    await promiseWhatIsAbove(db, NOW);
    at(2);
    await Promise.all([answer(id), promiseWhatIsAbove(db, NOW + 2 * DAY)]);
    at(9);
    await answer(id);
    at(0);
    expect(await stateOf(id)).toEqual({ promisedAt: NOW, dueAt: null, answeredAt: NOW + 2 * DAY });
    await promiseWhatIsAbove(db, NOW + 10 * DAY);
    expect(await stateOf(id)).toMatchObject({ dueAt: null });
  });

  test("is kept by a decline with its reason, and made anew when the idea is reopened and nothing else was said", async () => {
    const id = await ideaOf(await newBoard(), 4);
    await promiseWhatIsAbove(db, NOW);
    await decline(id);
    expect(await stateOf(id)).toMatchObject({ dueAt: null, answeredAt: NOW });
    const reopened = { ...NO_WORDS, reason: "The sensor came early." };
    await moveIdea(db, town.stella, id, "submitted", reopened);
    expect(await stateOf(id)).toEqual({ promisedAt: null, dueAt: null, answeredAt: null });
    await promiseWhatIsAbove(db, NOW + DAY);
    expect(await stateOf(id)).toEqual({ promisedAt: NOW + DAY, dueAt: NOW + 31 * DAY, answeredAt: null });
    await answer(id);
    await decline(id);
    await moveIdea(db, town.stella, id, "submitted", reopened);
    await promiseWhatIsAbove(db, NOW + 2 * DAY);
    expect(await stateOf(id)).toMatchObject({ dueAt: null, answeredAt: NOW }); // the answer stands
  });

  test("keeps an idea from resting until it is kept, and what rests is promised nothing", async () => {
    const [owed, resting] = [await ideaOf(await newBoard(), 4), await ideaOf(await newBoard(), 4)];
    await answer(resting);
    await promiseWhatIsAbove(db, NOW);
    await stallIdeas(db, NOW + 61 * DAY);
    await moveByClock(db, [owed], "stalled"); // asked before it was promised
    expect((await ideaPage(db, null, resting)).status).toBe("stalled");
    expect(await ideaPage(db, null, owed)).toMatchObject({ status: "submitted", dueAt: NOW + 30 * DAY });
    await answer(owed);
    await stallIdeas(db, NOW + 61 * DAY);
    expect((await ideaPage(db, null, owed)).status).toBe("stalled");
    const untouched = await ideaOf(await newBoard(), 4);
    await moveByClock(db, [untouched], "stalled");
    await promiseWhatIsAbove(db, NOW);
    expect(await stateOf(untouched)).toMatchObject({ dueAt: null });
  });

  test("lapses when the author takes the idea back, and stands while it is taken on", async () => {
    const [gone, taken] = await Promise.all([newBoard(), newBoard()]).then(([one, other]) =>
      Promise.all([ideaOf(one, 4), ideaOf(other, 4)]),
    );
    await promiseWhatIsAbove(db, NOW);
    await moveIdea(db, town.ann, gone, "withdrawn", NO_WORDS);
    await moveIdea(db, town.stella, taken, "shortlisted", { ...NO_WORDS, ownerId: town.stella.id });
    expect(await stateOf(gone)).toEqual({ promisedAt: NOW, dueAt: null, answeredAt: null });
    expect(await stateOf(taken)).toMatchObject({ dueAt: NOW + 30 * DAY });
  });
});

test("a promise stands still while its idea is merged, and is due as before once that is undone", async () => {
  const board = await newBoard();
  const [one, other] = [await ideaOf(board, 4), await ideaOf(board, 0)];
  await promiseWhatIsAbove(db, NOW);
  const before = await stateOf(one);
  expect(before).toMatchObject({ dueAt: NOW + 30 * DAY });
  await mergeIdeas(db, town.max, { duplicateId: one, targetId: other, reason: "They say the same." });
  at(31);
  await tellOverdue(db, NOW + 31 * DAY);
  const waiting = async (status?: "merged") =>
    (await listIdeas(db, null, { order: "waiting", boardId: board, status }, { limit: 9, after: null })).ideas;
  expect(await factsOf(db, one)).not.toContain("promise.overdue");
  expect(keepingOf(await promises(db), board)).toMatchObject({ waiting: 0, overdue: 0 });
  expect([await waiting(), await waiting("merged")]).toEqual([[], []]);
  expect(await ideaPage(db, null, one)).toMatchObject({ dueAt: null });
  at(29);
  await unmergeIdea(db, town.max, one);
  expect(await stateOf(one)).toEqual(before);
  expect((await waiting()).map(({ id }) => id)).toEqual([one]);
  expect(keepingOf(await promises(db), board)).toMatchObject({ waiting: 1 });
  at(0);
});

test("an answer that goes with who gave it was all that kept the promise, unless something else was said", async () => {
  const otto = await person(db, "otto", ["staff"]);
  const board = await newBoard();
  const [his, both, declined] = [await ideaOf(board, 4), await ideaOf(board, 4), await ideaOf(board, 4)];
  await promiseWhatIsAbove(db, NOW);
  for (const id of [his, both, declined]) await answer(id, otto);
  await answer(both);
  await decline(declined);
  await db.write((tx) => forgetStaffWorkOf(tx, [otto.id]));
  const unanswered = { promisedAt: null, dueAt: null, answeredAt: null };
  const answered = { dueAt: null, answeredAt: NOW };
  expect([await stateOf(his), await stateOf(both), await stateOf(declined)]).toMatchObject([
    unanswered,
    answered,
    answered,
  ]);
  const { ideas: cards } = await listIdeas(db, null, { order: "new", boardId: board }, { limit: 9, after: null });
  expect(cards.map(({ id, hasAnswer }) => [id, hasAnswer])).toEqual([
    [declined, true],
    [both, true],
    [his, false],
  ]);
});

describe("what is overdue", () => {
  const inbox = async (me: Town["ann"]) =>
    (await inboxOf(db, me, null)).groups.filter(({ kind }) => kind === "overdue");

  test("climbs to the lead of the board's team, once, though two clocks tell it", async () => {
    const team = await addTeam(db, "Power");
    await changeTeam(db, team, { name: "Power", leadId: town.stella.id });
    const id = await ideaOf(await newBoard({ teamId: team }), 4);
    await promiseWhatIsAbove(db, NOW);
    await tellOverdue(db, NOW + 30 * DAY);
    expect(await factsOf(db, id)).not.toContain("promise.overdue");
    await Promise.all([tellOverdue(db, NOW + 30 * DAY + 1), tellOverdue(db, NOW + 30 * DAY + 1)]);
    await tellOverdue(db, NOW + 31 * DAY);
    expect((await factsOf(db, id)).filter((kind) => kind === "promise.overdue")).toHaveLength(1);
    await react(db);
    expect(await inbox(town.stella)).toMatchObject([{ href: `/ideas/${id}`, title: "Dark mode at night" }]);
    expect(await inbox(town.ann)).toEqual([]);
  });

  test("climbs to the admins where no team keeps the board, and waits while the idea is hidden", async () => {
    const [id, hidden] = [await ideaOf(await newBoard(), 4), await ideaOf(await newBoard(), 4)];
    await promiseWhatIsAbove(db, NOW);
    await hide(db, hidden);
    await tellOverdue(db, NOW + 31 * DAY);
    await react(db);
    expect((await inbox(town.alma)).map(({ href }) => href)).toContain(`/ideas/${id}`);
    expect(await factsOf(db, hidden)).not.toContain("promise.overdue");
  });
});

test("ideas that wait are a list, the most overdue first", async () => {
  const board = await newBoard({ promiseTop: "0" });
  const [later, sooner, quiet] = [await ideaOf(board, 4), await ideaOf(board, 4), await ideaOf(board, 1)];
  await promiseWhatIsAbove(db, NOW);
  await db.write((tx) =>
    tx
      .update(ideas)
      .set({ dueAt: NOW - DAY })
      .where(eq(ideas.topicId, sooner)),
  );
  const list = await listIdeas(db, null, { order: "waiting", boardId: board }, { limit: 10, after: null });
  expect(list.ideas.map(({ id }) => id)).toEqual([sooner, later]);
  expect(list.ideas.map(({ id }) => id)).not.toContain(quiet);
});
