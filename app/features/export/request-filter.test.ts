import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { listIdeas } from "~/features/ideas/listing.server";
import { moveIdea } from "~/features/ideas/moving.server";
import type { Member } from "~/features/members/rules";
import { addTeam, changeTeam } from "~/features/members/teams.server";
import { changePromise } from "~/features/topics/promise.server";
import { addBoard, boards } from "~/features/topics/topics.server";
import type { Store } from "~db/store.ts";
import { idea, NO_WORDS, openTestStore, settle, type Town } from "../../../tests/support/town";
import { EVERY_REQUEST, ideaFilterOf, type RequestFilter, requestFilterFrom, requestHref } from "./request-filter";

let db: Store;
let town: Town;

beforeAll(async () => {
  db = await openTestStore();
  town = await settle(db);
});
afterAll(() => db.close());

describe("the filter of an address", () => {
  test("is read, and what nobody knows is left out", async () => {
    const filter = requestFilterFrom(
      new URLSearchParams("order=net&since=2026-11-01&limit=5&status=nope&board=phones&tag=ＣAM"),
    );
    expect(filter).toEqual({
      ...{ order: "net", since: "2026-11-01", limit: 5, status: null, board: "phones", tag: "ＣAM" },
      ...{ overdue: false, mine: false },
    });
    expect(ideaFilterOf(filter, await boards(db), { me: town.stella, now: 1, timeZone: "UTC" })).toEqual({
      ...{ order: "net", boardId: town.board, tag: "cam", status: undefined, since: Date.UTC(2026, 10, 1) },
      ...{ overdueAt: undefined, mine: undefined },
    });
    expect(requestHref("/desk", filter, { mine: true })).toBe(
      `/desk?order=net&board=phones&tag=${encodeURIComponent("ＣAM")}&since=2026-11-01&limit=5&mine=1`,
    );
    expect(requestHref("/desk", EVERY_REQUEST)).toBe("/desk");
    const own = requestFilterFrom(new URLSearchParams("overdue=1&mine=1"));
    expect(ideaFilterOf(own, [], { me: town.stella, now: 7, timeZone: "UTC" })).toMatchObject({
      overdueAt: 7,
      mine: { ownerId: town.stella.id, boardIds: [] },
    });
    expect(ideaFilterOf(own, [], { me: null, now: 7, timeZone: "UTC" })).toMatchObject({ mine: undefined }); // nobody's at a terminal
    for (const odd of [
      "limit=-1&since=yesterday",
      "limit=1.5&since=2026-13-01",
      "since=2026-02-31",
      "limit=all&since=1",
      "",
      "limit=",
    ])
      expect(requestFilterFrom(new URLSearchParams(odd))).toMatchObject({ order: "most", limit: null, since: null });
  });

  test.each([
    ["UTC", "2026-11-01T00:00:00.000Z"],
    ["Asia/Shanghai", "2026-10-31T16:00:00.000Z"],
    ["America/New_York", "2026-11-01T04:00:00.000Z"], // the day on which its clocks are set back
    ["Pacific/Kiritimati", "2026-10-31T10:00:00.000Z"],
  ])("means days as %s counts them", (timeZone, start) => {
    const filter = requestFilterFrom(new URLSearchParams("since=2026-11-01"));
    const { since = 0 } = ideaFilterOf(filter, [], { me: null, now: 0, timeZone });
    expect(new Date(since).toISOString()).toBe(start);
  });
});

test("an employee's own are what they own, and what stands on the boards of teams they belong to or lead", async () => {
  const team = await addTeam(db, "Radio");
  const theirs = await db.write((tx) => addBoard(tx, { name: "Radio", slug: "radio", description: "" }));
  const promise = { promiseTop: "2", promiseTopDays: "14", promiseAbove: "3", promiseDays: "30" };
  await changePromise(db, theirs, { ...promise, teamId: team });
  const [onBoard, owned] = [await idea(db, town.ann, theirs), await idea(db, town.ann, town.board)];
  await moveIdea(db, town.stella, owned, "shortlisted", { ...NO_WORDS, ownerId: town.stella.id });
  const filter: RequestFilter = { ...EVERY_REQUEST, order: "new", mine: true };
  const mine = async (me: Member) => {
    const wanted = ideaFilterOf(filter, await boards(db), { me, now: 0, timeZone: "UTC" });
    return (await listIdeas(db, null, wanted, { limit: 100, after: null })).ideas.map(({ id }) => id);
  };
  expect(await mine(town.ben)).toEqual([]);
  expect(await mine({ ...town.ben, teamId: team })).toEqual([onBoard]);
  expect(await mine(town.stella)).toEqual([owned]);
  await changeTeam(db, team, { name: "Radio", leadId: town.stella.id });
  expect(await mine(town.stella)).toEqual([owned, onBoard]);
});
