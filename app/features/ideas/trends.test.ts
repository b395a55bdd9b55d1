import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { castVote, withdrawVote } from "~/features/voting/voting.server";
import { clock } from "~/platform/clock";
import type { TopicId } from "~db/ids.ts";
import type { Store } from "~db/store.ts";
import { crowd, idea, openTestStore, settle, type Town } from "../../../tests/support/town";
import { slideTrends } from "./clock.server";
import { ideaPage } from "./idea-page.server";

const DAY = 86_400_000;
const NOW = Date.UTC(2026, 10, 25);
const support = { kind: "support", reason: "" } as const;
let db: Store;
let town: Town;

beforeAll(async () => {
  db = await openTestStore();
  town = await settle(db);
});
afterAll(() => db.close());
afterEach(() => vi.restoreAllMocks());

const at = (daysAgo: number) => vi.spyOn(clock, "now").mockReturnValue(NOW - daysAgo * DAY);
const trend = async (id: TopicId) => (await ideaPage(db, town.ann, id)).trend;

describe("the trend of an idea", () => {
  test("goes up with each fan, and not with staff, problems or objections", async () => {
    at(0);
    const id = await idea(db, town.ann, town.board);
    for (const me of [town.ben, town.cleo, town.ben, town.stella]) await castVote(db, me, id, support);
    await castVote(db, town.max, id, { kind: "problem", reason: "" });
    expect(await trend(id)).toBe(2);
    await withdrawVote(db, town.ben, id, "support");
    expect(await trend(id)).toBe(1);
  });

  test("slides on: who came four to eight weeks ago counts against it, who came before not at all", async () => {
    at(200);
    const id = await idea(db, town.ann, town.board);
    const fans = await crowd(db, 7, "slide");
    for (const [n, fan] of fans.entries()) {
      at([200, 57, 55, 40, 29, 27, 1][n] ?? 0);
      await castVote(db, fan, id, support);
    }
    expect(await trend(id)).toBe(7);
    at(0);
    await Promise.all([slideTrends(db, NOW), slideTrends(db, NOW)]);
    expect(await trend(id)).toBe(2 - 3);
    await withdrawVote(db, fans[3] ?? town.ann, id, "support"); // it counted against it
    expect(await trend(id)).toBe(2 - 2);
    await slideTrends(db, NOW + 60 * DAY);
    expect(await trend(id)).toBe(0);
  });

  test("loses no vote that is cast while it slides", async () => {
    at(0);
    const id = await idea(db, town.ann, town.board);
    const fans = await crowd(db, 20, "meanwhile");
    await Promise.all(fans.flatMap((fan) => [castVote(db, fan, id, support), slideTrends(db, NOW)]));
    expect(await trend(id)).toBe(20);
  });
});
