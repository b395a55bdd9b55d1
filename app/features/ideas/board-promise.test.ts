import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import type { Member } from "~/features/members/rules";
import { changePromise } from "~/features/topics/promise.server";
import { addBoard, boards } from "~/features/topics/topics.server";
import { castVote } from "~/features/voting/voting.server";
import { clock } from "~/platform/clock";
import type { BoardId, TopicId } from "~db/ids.ts";
import type { Store } from "~db/store.ts";
import { crowd, idea, newForm, openTestStore, settle, type Town } from "../../../tests/support/town";
import { answerIdea } from "./answering.server";
import { promiseWhatIsAbove, tellOverdue } from "./clock.server";
import { keepingOf, medianDays, promises } from "./promises.server";

const DAY = 86_400_000;
const NOW = Date.UTC(2026, 10, 25, 12);
let db: Store;
let town: Town;
let fan: Member;
let boardsMade = 0;

beforeAll(async () => {
  vi.spyOn(clock, "now").mockReturnValue(NOW);
  db = await openTestStore();
  town = await settle(db);
  fan = (await crowd(db, 1))[0] ?? town.ben;
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
async function supportedIdea(board: BoardId): Promise<TopicId> {
  const id = await idea(db, town.ann, board);
  await castVote(db, fan, id, { kind: "support", reason: "" });
  return id;
}
const answer = (id: TopicId) =>
  answerIdea(db, town.stella, id, { text: "We look at it.", manner: "personally", once: newForm() });
const at = (days: number) => vi.mocked(clock.now).mockReturnValue(NOW + days * DAY);

describe("how a board keeps its promise", () => {
  const keeping = async (board: BoardId) => keepingOf(await promises(db), board);

  test("is how many wait, how many of them too long, and the median of days to the first answer", async () => {
    const board = await newBoard({ promiseTop: "0", promiseAbove: "0" });
    const waited = [2, 5, 8, 20];
    const ids: TopicId[] = [];
    for (const _ of [...waited, 0, 0]) ids.push(await supportedIdea(board));
    await promiseWhatIsAbove(db, NOW);
    expect(await keeping(board)).toMatchObject({ waiting: 6, overdue: 0, usualDays: null });
    for (const [n, days] of waited.entries()) {
      at(days);
      await answer(ids[n] ?? (0 as TopicId));
      expect((await keeping(board)).usualDays).toBe([null, null, 5, 7][n]); // one or two say nothing yet
    }
    at(31);
    await tellOverdue(db, NOW + 31 * DAY);
    expect(await keeping(board)).toEqual({ waiting: 2, overdue: 2, since: NOW + 30 * DAY, usualDays: 7 });
    expect(keepingOf(await promises(db), undefined).waiting).toBeGreaterThanOrEqual(2);
    at(0);
  });

  test.each([
    [[], null],
    [[DAY, DAY], null],
    [[1, 2, 3], 1],
    [[6 * DAY, DAY, 2 * DAY], 2],
    [[DAY, 2 * DAY, 3 * DAY, 9 * DAY], 3],
    [[DAY, 2 * DAY + 1, 9 * DAY], 3],
  ])("takes the median of %j for %s days", (waits, usual) => {
    expect(medianDays(waits)).toBe(usual);
  });
});

describe("a board's promise", () => {
  test("is changed within bounds, and stays as it was when it can't be", async () => {
    const board = await newBoard();
    const refused = changePromise(db, board, {
      ...promise,
      promiseTop: "101",
      promiseTopDays: "0",
      promiseAbove: "many",
      promiseDays: "1.5",
    });
    await expect(refused).rejects.toMatchObject({
      fields: {
        promiseTop: "promise.top.range",
        promiseTopDays: "promise.days.range",
        promiseAbove: "promise.above.range",
        promiseDays: "promise.days.range",
      },
    });
    await expect(changePromise(db, board, { ...promise, teamId: 999 as never })).rejects.toMatchObject({
      fields: { team: "team.missing" },
    });
    await expect(changePromise(db, 999 as BoardId, promise)).rejects.toMatchObject({ code: "not.found" });
    await changePromise(db, board, { ...promise, promiseTop: " 0 ", promiseDays: "7" });
    const [kept] = (await boards(db)).filter(({ id }) => id === board);
    expect(kept).toMatchObject({ promiseTop: 0, promiseTopDays: 14, promiseAbove: 3, promiseDays: 7, team: null });
  });
});
