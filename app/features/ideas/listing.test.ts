import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { commentsOf } from "~/features/comments/comments.server";
import type { Viewer } from "~/features/members/rules";
import { tagKey } from "~/features/topics/rules";
import { addBoard } from "~/features/topics/topics.server";
import { castVote } from "~/features/voting/voting.server";
import { clock } from "~/platform/clock";
import type { BoardId, TopicId } from "~db/ids.ts";
import { cursorOf, ForeignCursor } from "~db/pages.ts";
import { ideas } from "~db/schema/ideas.ts";
import type { Store } from "~db/store.ts";
import { hide, idea, NO_WORDS, newForm, openTestStore, proposal, settle, type Town } from "../../../tests/support/town";
import { filterFrom, hrefOf } from "./board-filter";
import { ideaPage } from "./idea-page.server";
import { type IdeaCard, type IdeaFilter, listIdeas, myIdeas } from "./listing.server";
import { moveIdea } from "./moving.server";
import { propose } from "./proposing.server";
import { hotness, ORDERS } from "./rules";

const DAY = 86_400_000;
const WEEK = 7 * DAY;
const START = 1_790_000_000_000;
let db: Store;
let town: Town;
let books: BoardId;
const ids: TopicId[] = [];

/** Twenty-five ideas in five moments, with votes that tie again and again. */
beforeAll(async () => {
  db = await openTestStore();
  town = await settle(db);
  books = await db.write((tx) => addBoard(tx, { name: "Books", slug: "books", description: "" }));
  const voters = [town.ben, town.cleo, town.max];
  for (let n = 0; n < 25; n++) {
    vi.spyOn(clock, "now").mockReturnValue(START + (n % 5) * WEEK);
    const words = proposal(n % 2 ? books : town.board, {
      title: `Idea number ${n}`,
      tags: n % 3 ? "" : "Camera, 夜景",
    });
    const id = await propose(db, town.ann, words, { once: newForm(), asDraft: false });
    ids.push(id);
    for (const me of voters.slice(0, n % 4)) await castVote(db, me, id, { kind: "support", reason: "" });
    for (const me of voters.slice(n % 3)) await castVote(db, me, id, { kind: "problem", reason: "" });
    if (n % 4 === 1) await castVote(db, town.cleo, id, { kind: "objection", reason: "It drains the battery." });
    if (n % 6 === 2) await castVote(db, town.stella, id, { kind: "support", reason: "" });
    vi.restoreAllMocks();
  }
  const [first = 0 as TopicId, second = first] = ids;
  await db.write((tx) => tx.update(ideas).set({ importedSupport: 9, most: 9, net: 9 }).where(eq(ideas.topicId, first)));
  await db.write((tx) => tx.update(ideas).set({ importedObjections: 6, net: -6 }).where(eq(ideas.topicId, second)));
  for (const [n, id] of ids.entries())
    await db.write((tx) =>
      tx
        .update(ideas)
        .set({ trusted: (n % 4) * 1_000 })
        .where(eq(ideas.topicId, id)),
    );
});
afterAll(() => db.close());

async function walk(filter: IdeaFilter, limit: number, viewer: Viewer = null): Promise<IdeaCard[]> {
  const cards: IdeaCard[] = [];
  let after: string | null = null;
  do {
    const page: Awaited<ReturnType<typeof listIdeas>> = await listIdeas(db, viewer, filter, { limit, after });
    cards.push(...page.ideas);
    after = page.next;
  } while (after);
  return cards;
}
const titles = async (filter: IdeaFilter, viewer: Viewer = null) =>
  (await walk(filter, 100, viewer)).map(({ title }) => title);

const most = (card: IdeaCard): number => card.supporters + card.importedSupport;
const DOWN = ORDERS.filter((order) => order !== "waiting");
const KEY: Record<(typeof DOWN)[number], (card: IdeaCard) => number> = {
  hot: (card) => hotness(card.supporters, 0, card.createdAt), // imported support came after the fact here
  trusted: (card) => card.trusted,
  most,
  net: (card) => (card.importedObjections ? -6 : most(card) - card.objections),
  affected: (card) => card.problemHavers,
  new: (card) => card.createdAt,
  rising: (card) => card.trend,
};

describe("a list of ideas", () => {
  test.each(DOWN)("by %s is in that order, the later of two equals first", async (order) => {
    const cards = await walk({ order }, 100);
    const sorted = cards.toSorted((a, b) => KEY[order](b) - KEY[order](a) || b.id - a.id);
    expect(cards.map(({ id }) => id)).toEqual(sorted.map(({ id }) => id));
    expect(new Set(cards.map(KEY[order])).size).toBeLessThan(25); // there are ties to break
  });

  test.each(DOWN)("by %s shows each idea once, however small the pages", async (order) => {
    const whole = (await walk({ order }, 100)).map(({ id }) => id);
    expect([...whole].sort((a, b) => a - b)).toEqual(ids);
    for (const limit of [1, 4, 24, 25]) expect((await walk({ order }, limit)).map(({ id }) => id)).toEqual(whole);
  });

  test("by waiting shows what waits for an answer, what was due first first, however small the pages", async () => {
    const due = new Map(ids.slice(3, 12).map((id, n) => [id, 1_700_000_000_000 + ((n * 5) % 7) * DAY]));
    for (const [id, dueAt] of due) await db.write((tx) => tx.update(ideas).set({ dueAt }).where(eq(ideas.topicId, id)));
    const wanted = [...due].sort(([a, one], [b, other]) => one - other || a - b).map(([id]) => id);
    for (const limit of [1, 4, 9, 100])
      expect((await walk({ order: "waiting" }, limit)).map(({ id }) => id)).toEqual(wanted);
    const overdue = await walk({ order: "waiting", overdueAt: 1_700_000_000_000 + DAY }, 100);
    expect(overdue.map(({ id }) => id)).toEqual(wanted.slice(0, 2));
  });

  test.each(ORDERS)("by %s refuses a cursor of another order, or made by hand", async (order) => {
    const at = (after: string) => listIdeas(db, null, { order }, { limit: 5, after });
    const { next } = await listIdeas(db, null, { order: order === "hot" ? "most" : "hot" }, { limit: 5, after: null });
    const list = `ideas.${order}`;
    const foreign = [
      ...[
        next ?? "",
        "",
        "%%",
        "null",
        cursorOf(list),
        cursorOf(list, 1),
        cursorOf(list, "1", 5),
        cursorOf(list, 1, -5),
      ],
      ...[cursorOf(list, 1, 1.5), cursorOf(list, 1, 99_999_999_999), cursorOf("comments", 1, 5)],
      ...(order === "hot" ? [] : [cursorOf(list, 1.5, 5), cursorOf(list, 1e300, 5)]),
    ];
    for (const after of foreign) await expect(at(after)).rejects.toBeInstanceOf(ForeignCursor);
  });

  test("filters by board, by tag in any letter case and width, and by day", async () => {
    expect(await titles({ order: "new", boardId: books })).toHaveLength(12);
    for (const written of ["camera", "CAMERA", "Ｃａｍｅｒａ"])
      expect(await titles({ order: "new", tag: tagKey(written) })).toHaveLength(9);
    expect(await titles({ order: "most", tag: tagKey("夜景"), boardId: books })).toHaveLength(4);
    expect(await titles({ order: "new", tag: "nothing" })).toEqual([]);
    expect(await titles({ order: "hot", since: START + 3 * WEEK })).toHaveLength(10); // that very moment too
    expect(await titles({ order: "hot", since: START + 3 * WEEK + 1 })).toHaveLength(5);
    expect(await walk({ order: "net", boardId: books, tag: "camera" }, 2)).toHaveLength(4);
  });

  test("shows what is withdrawn when asked for it, and drafts never", async () => {
    const id = await idea(db, town.ben, books, "Withdrawn idea");
    await moveIdea(db, town.ben, id, "withdrawn", NO_WORDS);
    expect(await titles({ order: "new" })).not.toContain("Withdrawn idea");
    expect(await titles({ order: "new", status: "withdrawn" })).toEqual(["Withdrawn idea"]);
    expect(await titles({ order: "new", status: "submitted" })).toHaveLength(25);
    expect(await titles({ order: "new", status: "draft" }, town.ann)).toEqual([]);
  });

  test("shows a hidden idea to its author and to moderators, and so does its page", async () => {
    const id = await idea(db, town.ben, books, "Hidden idea");
    await hide(db, id);
    for (const viewer of [null, town.ann, town.stella]) {
      expect(await titles({ order: "new" }, viewer)).not.toContain("Hidden idea");
      await expect(ideaPage(db, viewer, id)).rejects.toMatchObject({ code: "not.found" });
    }
    for (const viewer of [town.ben, town.max, town.alma]) {
      expect(await titles({ order: "new" }, viewer)).toContain("Hidden idea");
      expect((await ideaPage(db, viewer, id)).visibility).toBe("hidden");
    }
  });

  test("knows what the reader supports, and nobody else's", async () => {
    const supported = async (viewer: Viewer) =>
      (await walk({ order: "new" }, 100, viewer)).filter(({ isSupported }) => isSupported).length;
    expect([await supported(null), await supported(town.ben), await supported(town.cleo)]).toEqual([0, 18, 12]);
    const [, , , id = 0 as TopicId] = ids;
    expect(await ideaPage(db, town.cleo, id)).toMatchObject({
      isSupported: true,
      hasProblem: true,
      hasObjected: false,
    });
    expect(await ideaPage(db, null, id)).toMatchObject({ isSupported: false, isFollowed: false });
  });

  test("of one's own ideas has the latest first", async () => {
    const own = await myIdeas(db, town.ann, null, 3);
    expect(own.ideas.map(({ title }) => title)).toEqual(["Idea number 24", "Idea number 23", "Idea number 22"]);
    const more = await myIdeas(db, town.ann, own.next, 1000);
    expect(more.ideas[0]?.title).toBe("Idea number 21");
    expect(more.next).toBeNull();
  });
});

describe("a page", () => {
  /** How many statements reach the database. */
  async function statementsOf(work: () => Promise<unknown>): Promise<number> {
    const session: { prepareQuery(): unknown } = Reflect.get(db.read, "session");
    const asked = vi.spyOn(session, "prepareQuery");
    await work();
    const { length } = asked.mock.calls;
    asked.mockRestore();
    return length;
  }

  test("asks the database as often for twenty-five ideas as for one", async () => {
    const list = (limit: number) =>
      statementsOf(() => listIdeas(db, town.ben, { order: "hot", tag: undefined }, { limit, after: null }));
    expect(await list(1)).toBe(2);
    expect(await list(25)).toBe(2);
  });

  test("asks no more than six times for an idea with all that stands under it", async () => {
    const [id = 0 as TopicId] = ids;
    const page = () => Promise.all([ideaPage(db, town.ben, id), commentsOf(db, null, id, {})]);
    expect(await statementsOf(page)).toBeLessThanOrEqual(6);
  });
});

describe("a list's address", () => {
  test("says what it shows, and leaves out what nobody knows", () => {
    const filter = filterFrom(new URLSearchParams("order=net&board=books&tag=Camera&status=declined&x=1"));
    expect(filter).toEqual({ order: "net", board: "books", tag: "Camera", status: "declined" });
    expect(hrefOf(filter, { status: null }, "next")).toBe("/?order=net&board=books&tag=Camera&after=next");
    const unknown = filterFrom(new URLSearchParams("order=best&status=draft&board="));
    expect(unknown).toEqual({ order: "hot", board: null, tag: null, status: null });
    expect(hrefOf(unknown)).toBe("/");
  });
});
