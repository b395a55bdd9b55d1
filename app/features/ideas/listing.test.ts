import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { castVote } from "~/features/voting/voting.server";
import { clock } from "~/platform/clock";
import { ForeignCursor } from "~db/pages.ts";
import type { Store } from "~db/store.ts";
import { crowd, idea, openTestStore, settle, type Town } from "../../../tests/support/town";
import { qualifyIdeas, stallIdeas } from "./clock.server";
import { visibleIdea } from "./ideas.server";
import { type IdeaFilter, listIdeas } from "./listing.server";
import { editIdea } from "./proposing.server";
import { ORDERS } from "./rules";

const DAY = 86_400_000;
const support = { kind: "support", reason: "" } as const;
let db: Store;
let town: Town;

beforeAll(async () => {
  db = await openTestStore();
  town = await settle(db);
  for (let n = 0; n < 12; n++) await idea(db, town.ann, town.board, `Idea number ${n}`);
});
afterAll(() => db.close());

async function walk(filter: IdeaFilter, limit: number): Promise<string[]> {
  const titles: string[] = [];
  let after: string | null = null;
  do {
    const page: Awaited<ReturnType<typeof listIdeas>> = await listIdeas(db, null, filter, { limit, after });
    titles.push(...page.ideas.map(({ title }) => title));
    after = page.next;
  } while (after);
  return titles;
}

describe("a list of ideas", () => {
  test("shows each idea once in every order, however small the pages and many the ties", async () => {
    for (const order of ORDERS) {
      const whole = await walk({ order }, 100);
      expect(new Set(whole).size).toBe(12);
      expect(await walk({ order }, 5)).toEqual(whole);
    }
  });

  test("refuses a cursor of another order, and one made by hand", async () => {
    const { next } = await listIdeas(db, null, { order: "most" }, { limit: 5, after: null });
    const made = Buffer.from('["ideas.most",1.5,99999999999]').toString("base64url");
    await expect(listIdeas(db, null, { order: "hot" }, { limit: 5, after: next })).rejects.toBeInstanceOf(
      ForeignCursor,
    );
    await expect(listIdeas(db, null, { order: "most" }, { limit: 5, after: made })).rejects.toBeInstanceOf(
      ForeignCursor,
    );
    await expect(listIdeas(db, null, { order: "most" }, { limit: 5, after: "%%" })).rejects.toBeInstanceOf(
      ForeignCursor,
    );
  });

  test("puts what most people support, and what most have trouble with, first", async () => {
    const liked = await idea(db, town.ann, town.board, "Liked by two");
    const needed = await idea(db, town.ann, town.board, "Needed by two");
    for (const fan of [town.ben, town.cleo]) {
      await castVote(db, fan, liked, support);
      await castVote(db, fan, needed, { kind: "problem", reason: "" });
    }
    await castVote(db, town.max, liked, { kind: "objection", reason: "It would drain the battery." });
    const first = async (filter: IdeaFilter) =>
      (await listIdeas(db, town.ben, filter, { limit: 1, after: null })).ideas[0];
    expect(await first({ order: "most" })).toMatchObject({ title: "Liked by two", isSupported: true });
    expect(await first({ order: "net" })).toMatchObject({ title: "Liked by two", objections: 1 });
    expect(await first({ order: "hot" })).toMatchObject({ title: "Liked by two" });
    expect(await first({ order: "affected" })).toMatchObject({ title: "Needed by two", problemHavers: 2 });
    expect(await first({ order: "new" })).toMatchObject({ title: "Needed by two" });
  });

  test("filters by tag in any letter case, by status and by day", async () => {
    const id = await idea(db, town.ann, town.board, "Tagged idea");
    await editIdea(db, town.ann, id, {
      title: "Tagged idea",
      problem: "x",
      proposal: "",
      tags: "Camera",
      boardId: town.board,
    });
    expect(await walk({ order: "new", tag: "camera" }, 10)).toEqual(["Tagged idea"]);
    expect(await walk({ order: "new", status: "declined" }, 10)).toEqual([]);
    expect(await walk({ order: "new", since: Date.now() + DAY }, 10)).toEqual([]);
  });
});

describe("the clock of ideas", () => {
  test("qualifies an idea at five fans, not at four, and staff don't count", async () => {
    const id = await idea(db, town.ann, town.board, "Nearly there");
    const fans = await crowd(db, 5, "gate");
    for (const fan of [...fans.slice(0, 4), town.stella]) await castVote(db, fan, id, support);
    await qualifyIdeas(db, clock.now());
    expect((await visibleIdea(db.read, null, id)).status).toBe("submitted");
    const [last] = fans.slice(4);
    if (last) await castVote(db, last, id, support);
    await Promise.all([qualifyIdeas(db, clock.now()), qualifyIdeas(db, clock.now())]);
    expect((await visibleIdea(db.read, null, id)).status).toBe("qualified");
  });

  test("lets an idea rest after sixty days, and editing wakes it", async () => {
    const id = await idea(db, town.ann, town.board, "Forgotten idea");
    await stallIdeas(db, clock.now() + 59 * DAY);
    expect((await visibleIdea(db.read, null, id)).status).toBe("submitted");
    await stallIdeas(db, clock.now() + 61 * DAY);
    expect((await visibleIdea(db.read, null, id)).status).toBe("stalled");
    vi.spyOn(clock, "now").mockReturnValue(Date.now() + 62 * DAY);
    await editIdea(db, town.ann, id, {
      title: "Remembered idea",
      problem: "Still so.",
      proposal: "",
      tags: "",
      boardId: town.board,
    });
    vi.restoreAllMocks();
    expect((await visibleIdea(db.read, null, id)).status).toBe("submitted");
  });
});
