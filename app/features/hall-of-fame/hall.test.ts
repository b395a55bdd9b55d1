import { eq } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { forgetPeople } from "~/features/forgetting/taking-out.server";
import { ADOPTED } from "~/features/ideas/rules";
import { catchUpLedger } from "~/features/ledger/clock.server";
import { giveRoles } from "~/features/members/members.server";
import type { Member } from "~/features/members/rules";
import { clock, GRACE_MS } from "~/platform/clock";
import { record } from "~/platform/record.server";
import type { FactId } from "~db/ids.ts";
import { cursorOf, ForeignCursor } from "~db/pages.ts";
import { rankingOptOuts, seasonPlaces } from "~db/schema/hall-of-fame.ts";
import { ledgerEntries } from "~db/schema/ledger.ts";
import { members } from "~db/schema/members.ts";
import type { Store } from "~db/store.ts";
import { claim, counts } from "../../../tests/support/claims";
import { openTestStore, person, react, settle, stranger, type Town } from "../../../tests/support/town";
import { honoursOf } from "./honours.server";
import { optOut } from "./opting-out.server";
import { rankingNow } from "./ranking.server";
import type { RankingName } from "./rules";
import { closedSeason, closeSeasons, endOf, latestStars, pastSeasons, seasonAt } from "./seasons.server";

const DAY = 86_400_000;
const SHANGHAI = "Asia/Shanghai";
let db: Store;
let elsewhere: Store;
let town: Town;

beforeAll(async () => {
  [db, elsewhere] = await Promise.all([openTestStore(), openTestStore()]);
  town = await settle(db);
  await catchUpLedger(db); // a season waits until there is nothing left to catch up with
});
afterAll(() => Promise.all([db.close(), elsewhere.close()]));
afterEach(() => vi.restoreAllMocks());

const at = (moment: string): void => void vi.spyOn(clock, "now").mockReturnValue(Date.parse(moment));
const joined = (who: Member, date: string) =>
  db.write((tx) =>
    tx
      .update(members)
      .set({ createdAt: Date.parse(date) })
      .where(eq(members.id, who.id)),
  );
const closed = (season: string, ranking: RankingName = "all") => closedSeason(db, { season, ranking, after: null });
const lines = (people: ReadonlyArray<{ name: string; place: number }>) =>
  people.map(({ name, place }) => `${place} ${name}`);

describe("the ranking", () => {
  const now = (wish: Partial<Parameters<typeof rankingNow>[2]> = {}) =>
    rankingNow(db, SHANGHAI, { by: "season", boardId: null, after: null, ...wish });

  test("puts those with most first, with the acts behind each place; equal ones share a place", async () => {
    at("2026-11-20T00:00:00Z");
    const [ann, ben, cleo] = [town.ann, town.ben, town.cleo];
    await claim(db, ann, "idea.shipped", { date: "2026-11-02", points: 200_000, boardId: town.board });
    await claim(db, ben, "reply.accepted", { date: "2026-11-03", points: 15_000 });
    await claim(db, ben, "reply.accepted", { date: "2026-10-01", points: 15_000 });
    await claim(db, cleo, "idea.shortlisted", { date: "2026-12-31", points: 30_000 });
    await claim(db, town.max, "merge.done", { date: "2026-11-05", points: 5_000 });
    await claim(db, cleo, "idea.shipped", { date: "2026-09-30", points: 200_000 });
    const { people } = await now();
    expect(lines(people)).toEqual(["1 ann", "2 cleo", "2 ben", "4 max"]);
    expect(people.map(({ points, evidence }) => [points, evidence])).toEqual([
      [200_000, { "idea.shipped": 1 }],
      [30_000, { "idea.shortlisted": 1 }],
      [30_000, { "reply.accepted": 2 }],
      [5_000, { "merge.done": 1 }],
    ]);
  });

  test("is of a year, of a board, and of all time, where half a year halves", async () => {
    at("2026-11-20T00:00:00Z");
    expect(lines((await now({ by: "year" })).people)).toEqual(["1 cleo", "2 ann", "3 ben", "4 max"]);
    expect(lines((await now({ boardId: town.board })).people)).toEqual(["1 ann"]);
    const old = await person(db, "olga");
    await claim(db, old, "idea.shipped", { date: "2026-05-24", points: 400_000 });
    const all = (await now({ by: "all" })).people;
    const olga = all.find(({ name }) => name === "olga");
    expect(olga?.points).toBeCloseTo(200_000, 3);
    const before = all.find(({ name }) => name === "max")?.evidence;
    await claim(db, town.max, "merge.done", { date: "2020-11-05", points: 1_000 }); // weighs less than a thousandth by now
    const after = (await now({ by: "all" })).people.find(({ name }) => name === "max")?.evidence;
    expect(after).toEqual(before);
    expect(lines(all).slice(0, 2)).toEqual(["1 olga", "2 cleo"]);
  });

  test("leaves out staff, placeholders and who left it, at once; they come back with all their points", async () => {
    at("2026-11-20T00:00:00Z");
    const gone = await stranger(db, "elsewhere", "imported");
    await claim(db, town.stella, "idea.shipped", { date: "2026-11-02", points: 900_000 });
    await claim(db, gone, "idea.shipped", { date: "2026-11-02", points: 900_000 });
    expect(lines((await now()).people)).toEqual(["1 ann", "2 cleo", "2 ben", "4 max"]);
    await optOut(db, town.ann, true);
    await optOut(db, town.ann, true);
    expect(lines((await now()).people)).toEqual(["1 cleo", "1 ben", "3 max"]);
    await optOut(db, town.ann, false);
    await optOut(db, town.ann, false);
    expect(lines((await now()).people)[0]).toBe("1 ann");
  });

  test("has one of its own for whoever was here for less than a year when the season began", async () => {
    at("2026-11-20T00:00:00Z");
    await joined(town.ann, "2025-09-30T15:59:00Z");
    await joined(town.ben, "2025-09-30T16:00:00Z");
    expect(lines((await now({ by: "newcomers" })).people)).not.toContain("1 ann");
    expect(lines((await now({ by: "newcomers" })).people)).toEqual(["1 cleo", "1 ben", "3 max"]);
    const marked = (await now()).people.map(({ name, isNew }) => `${name} ${isNew}`);
    expect(marked).toEqual(["ann false", "cleo true", "ben true", "max true"]);
  });

  test("goes on page by page, also through people who share a place", async () => {
    at("2024-02-01T00:00:00Z");
    const crowd: Member[] = [];
    for (let n = 0; n < 65; n++) crowd.push(await person(db, `walker${n}`));
    for (const [n, one] of crowd.entries())
      await claim(db, one, "idea.shipped", { date: "2024-01-05", points: n < 5 ? 50_000 : n < 40 ? 20_000 : 10_000 });
    const seen: string[] = [];
    let after: string | null = null;
    do {
      const page: Awaited<ReturnType<typeof now>> = await now({ after });
      seen.push(...page.people.map(({ memberId, place }) => `${place} ${memberId}`));
      after = page.next;
    } while (after);
    expect(new Set(seen).size).toBe(65);
    const places = seen.map((line) => Number(line.split(" ")[0]));
    expect([places.filter((p) => p === 1), places.filter((p) => p === 6), places.filter((p) => p === 41)]).toEqual([
      Array(5).fill(1),
      Array(35).fill(6),
      Array(25).fill(41),
    ]);
    await expect(now({ after: "x" })).rejects.toThrow(ForeignCursor);
  });
});

describe("where a page of the ranking ends", () => {
  const now = (after: string | null) => rankingNow(db, SHANGHAI, { by: "season", boardId: null, after });
  const cursorBehind = ({ id }: Member): string => cursorOf("hall.season.2024-Q1.null", id);

  test("is said by a person, not by what they have", async () => {
    at("2024-02-01T00:00:00Z");
    const { people, next } = await now(null);
    expect(Buffer.from(next ?? "", "base64url").toString()).toBe(
      `["hall.season.2024-Q1.null",${people.at(-1)?.memberId}]`,
    );
  });

  test("tells nothing of people who don't stand in it, when somebody makes one by hand", async () => {
    at("2024-02-01T00:00:00Z");
    const [shy, fallen] = [await person(db, "shy"), await person(db, "fallen")];
    await claim(db, shy, "idea.shipped", { date: "2024-01-05", points: 15_000 });
    await claim(db, fallen, "topic.removed", { date: "2024-01-05", points: -20_000 });
    expect((await now(cursorBehind(shy))).people).toHaveLength(25);
    await optOut(db, shy, true);
    for (const who of [shy, fallen, town.stella]) await expect(now(cursorBehind(who))).rejects.toThrow(ForeignCursor);
  });
});

describe("a season", () => {
  test("is a quarter of the calendar, in the community's time zone", () => {
    const edge = Date.parse("2026-09-30T16:00:00Z"); // midnight in Shanghai
    expect(seasonAt(edge - 1, SHANGHAI)).toBe("2026-Q3");
    expect(seasonAt(edge, SHANGHAI)).toBe("2026-Q4");
    expect(seasonAt(edge, "UTC")).toBe("2026-Q3");
    expect(endOf("2026-Q3", SHANGHAI)).toBe(edge);
    expect(endOf("2026-Q4", "America/New_York")).toBe(Date.parse("2027-01-01T05:00:00Z"));
  });

  const entryOf = (
    who: Member,
    { factId, points, at: moment }: { factId: number; points: number; at: number },
  ): typeof ledgerEntries.$inferInsert => ({
    ...{ factId: factId as FactId, kind: "idea.shipped", memberId: who.id, points, subject: "topic:1000001" },
    ...{ at: moment, day: Date.parse("2026-11-02") / DAY, ruleVersion: 1, causeId: 6 as FactId },
  });

  test("is closed by the clock once it is over, with those before it; twice, and by two at once, it is one", async () => {
    await react(db);
    const edge = endOf("2026-Q3", SHANGHAI) + GRACE_MS; // whoever is late by their clock
    await closeSeasons(db, edge - 1);
    expect((await pastSeasons(db)).map(({ id }) => id)[0]).toBe("2026-Q2");
    await Promise.all([closeSeasons(db, edge), closeSeasons(elsewhere, edge), closeSeasons(db, edge)]);
    const ids = (await pastSeasons(db)).map(({ id }) => id);
    expect(ids.slice(0, 3)).toEqual(["2026-Q3", "2026-Q2", "2026-Q1"]);
    expect(ids.at(-1)).toBe("2020-Q4");
    expect(new Set(ids).size).toBe(ids.length);
    expect(await closed("2026-Q3")).toMatchObject({
      closedAt: edge,
      places: [{ name: "cleo", place: 1, points: 200_000, evidence: { "idea.shipped": 1 } }],
    });
    expect((await closed("2024-Q1")).places).toHaveLength(30);
    await expect(closed("2026-Q4")).rejects.toMatchObject({ code: "not.found" });
    await expect(closed("nonsense")).rejects.toMatchObject({ code: "not.found" });
  });

  test("waits for what happened in it and is not answered yet, a day at most", async () => {
    const end = endOf("2026-Q4", SHANGHAI);
    await db.write((tx) =>
      tx.insert(ledgerEntries).values(entryOf(town.ann, { factId: 5, points: 200_000, at: end + 5 })),
    );
    at("2026-12-31T15:59:00Z");
    await db.write((tx) => record(tx, { kind: "member.admitted", by: null, details: { member: town.ann.id } }));
    await closeSeasons(db, end + GRACE_MS);
    expect((await pastSeasons(db))[0]?.id).toBe("2026-Q3");
    await closeSeasons(db, end + DAY + 1);
    expect((await pastSeasons(db))[0]?.id).toBe("2026-Q4");
  });

  test("shows the first of each group on the carpet, and newcomers and boards have rankings of their own", async () => {
    const { rankings, stars } = await closed("2026-Q4");
    expect([...rankings].sort()).toEqual(
      ["all", `board:${town.board}`, "group:help", "group:product", "group:stewardship", "newcomers"].sort(),
    );
    expect(stars.map(({ ranking, name }) => `${ranking} ${name}`)).toEqual([
      "group:help ben",
      "group:product ann",
      "group:stewardship max",
    ]);
    expect(await latestStars(db)).toMatchObject({ season: "2026-Q4" });
    expect(lines((await closed("2026-Q4", "newcomers")).places)).toEqual(["1 ben", "1 cleo", "3 max"]);
    expect(lines((await closed("2026-Q4", `board:${town.board}`)).places)).toEqual(["1 ann"]);
  });

  test("stays as it was: what is taken back later is a footnote, and who leaves is hidden, not forgotten", async () => {
    const before = await db.read.select().from(seasonPlaces).where(eq(seasonPlaces.seasonId, "2026-Q4"));
    const { closedAt } = await closed("2026-Q4");
    await counts(db, town.ann, "idea.shipped", { subject: "topic:1000001", stands: false });
    // It arrives behind the close, and says that it happened before.
    await db.write((tx) =>
      tx.insert(ledgerEntries).values(entryOf(town.ann, { factId: 7, points: -200_000, at: closedAt - 5 })),
    );
    // Neither does who can't stand there, nor what is less than a point.
    await db.write((tx) =>
      tx
        .insert(ledgerEntries)
        .values([
          entryOf(town.stella, { factId: 8, points: -200_000, at: closedAt + 5 }),
          entryOf(town.max, { factId: 9, points: -600, at: closedAt + 5 }),
        ]),
    );
    await optOut(db, town.ben, true);
    const { footnotes, places, stars } = await closed("2026-Q4");
    expect(footnotes).toMatchObject([{ name: "ann", kind: "idea.shipped", points: -200_000 }]);
    expect(lines(places)).toEqual(["1 ann", "2 cleo", "4 max"]);
    expect(stars.map(({ name }) => name)).toEqual(["ann", "max"]);
    expect(await db.read.select().from(seasonPlaces).where(eq(seasonPlaces.seasonId, "2026-Q4"))).toEqual(before);
    await optOut(db, town.ben, false);
    expect(lines((await closed("2026-Q4")).places)).toEqual(["1 ann", "2 ben", "2 cleo", "4 max"]);
  });

  test("is told on a person's page, with their points; not of whoever left", async () => {
    at("2027-01-03T00:00:00Z");
    await claim(db, town.ben, "reply.accepted", { date: "2027-01-02", points: 7_000 });
    const honours = await honoursOf(db, town.ben.id, { timeZone: SHANGHAI, adopted: ADOPTED });
    expect(honours).toMatchObject({
      season: "2027-Q1",
      seasonPoints: 7_000,
      allPoints: 37_000,
      badges: [{ key: "replies", step: 1 }],
    });
    expect(honours.places).toEqual([
      { season: "2026-Q4", ranking: "group:help", place: 1 },
      { season: "2026-Q4", ranking: "newcomers", place: 1 },
      { season: "2026-Q4", ranking: "all", place: 2 },
    ]);
    await optOut(db, town.ben, true);
    expect(await honoursOf(db, town.ben.id, { timeZone: SHANGHAI, adopted: ADOPTED })).toMatchObject({
      places: [],
      allPoints: 37_000,
    });
    await optOut(db, town.ben, false);
  });

  test("keeps who became an employee afterwards; whoever goes for good leaves a gap", async () => {
    await db.write((tx) => giveRoles(tx, town.cleo.id, ["staff"], null));
    expect(lines((await closed("2026-Q4")).places)).toContain("2 cleo");
    const dora = await person(db, "dora");
    await db.write(async (tx) => {
      const place = { ranking: "all" as const, memberId: dora.id, place: 9, points: 1, evidence: {} };
      await tx.insert(seasonPlaces).values({ seasonId: "2026-Q4", ...place });
    });
    await optOut(db, dora, true);
    await db.write((tx) => forgetPeople(tx, [dora.id]));
    expect(await db.read.$count(seasonPlaces, eq(seasonPlaces.memberId, dora.id))).toBe(0);
    expect(await db.read.$count(rankingOptOuts, eq(rankingOptOuts.memberId, dora.id))).toBe(0);
    await db.write((tx) => tx.delete(seasonPlaces).where(eq(seasonPlaces.ranking, "group:stewardship")));
    await db.write((tx) =>
      tx.insert(seasonPlaces).values({
        ...{ seasonId: "2026-Q4", ranking: "group:stewardship", memberId: town.ann.id, place: 2 },
        ...{ points: 1_000, evidence: {} },
      }),
    );
    expect((await closed("2026-Q4", "group:stewardship")).rankings).toContain("group:stewardship");
    await expect(closed("2026-Q4", "board:999")).rejects.toMatchObject({ code: "not.found" });
  });
});
