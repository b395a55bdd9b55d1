import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { moveIdea } from "~/features/ideas/moving.server";
import { saveCommunity } from "~/features/members/settings.server";
import { ledgerClaims, ledgerRules } from "~db/schema/ledger.ts";
import type { Store } from "~db/store.ts";
import { claim } from "../../../tests/support/claims";
import { idea, NO_WORDS, openTestStore, react, settle, type Town } from "../../../tests/support/town";
import { changeRules } from "./changing.server";
import { pointsPage } from "./ledger.server";
import { FIRST_RULES } from "./rules";
import { rulebook } from "./ruling.server";
import { typedOf } from "./ruling-form";

let db: Store;
let town: Town;
const typed = typedOf(FIRST_RULES);

beforeAll(async () => {
  db = await openTestStore();
  town = await settle(db);
});
afterAll(() => db.close());

const qualify = async (title: string): Promise<void> => {
  const id = await idea(db, town.ann, town.board, title);
  await moveIdea(db, town.max, id, "qualified", { ...NO_WORDS, reason: "It is clear enough." });
  await react(db);
};

describe("other rules", () => {
  test("hold from then on, for what happens from then on", async () => {
    const wish = { typed: { ...typed, "points.idea.accepted": "70" }, reason: "Decisions are worth more.", seen: 1 };
    await changeRules(db, town.alma, wish);
    await changeRules(db, town.alma, wish); // twice
    const late = { ...wish, typed: { ...typed, "points.idea.accepted": "80" } };
    await expect(changeRules(db, town.alma, late)).rejects.toMatchObject({ code: "rules.overtaken" });
    const book = await rulebook(db.read);
    expect([book.latest.version, book.latest.rules.kinds["idea.accepted"].points]).toEqual([2, 70_000]);
    expect(book.at(book.latest.since - 1).version).toBe(1);
    await changeRules(db, town.alma, { ...wish, typed: { ...wish.typed, "points.report.against": "0" }, seen: 2 });
    await changeRules(db, town.alma, { ...wish, typed: { ...wish.typed, "points.report.against": "0" }, seen: 2 }); // twice
    expect((await rulebook(db.read)).latest.version).toBe(3);
  });

  test.each([
    ["points.idea.qualified", "-3", "points.range"],
    ["points.idea.qualified", "many", "points.range"],
    ["points.idea.qualified", "", "points.range"],
    ["aDay.idea.qualified", "0", "cap.range"],
    ["aDay.idea.qualified", "1.5", "cap.range"],
    ["dailyCeiling", "99999", "points.range"],
    ["aWeekFromOne", "", "count.range"],
  ])("are refused where %s is “%s”, and nothing changes", async (field, value, code) => {
    const before = (await rulebook(db.read)).latest;
    const wrong = { ...typed, [field]: value };
    const refusal = { code: "form.invalid", fields: { [field]: code } };
    await expect(changeRules(db, town.alma, { typed: wrong, reason: "Because.", seen: 2 })).rejects.toMatchObject(
      refusal,
    );
    expect((await rulebook(db.read)).latest).toEqual(before);
  });

  test("of two at once the first hold", async () => {
    const seen = (await rulebook(db.read)).latest.version;
    const change = (points: string) =>
      changeRules(db, town.alma, { typed: { ...typed, "points.idea.shipped": points }, reason: "At once.", seen });
    const outcomes = await Promise.allSettled([change("210"), change("220")]);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    expect((await rulebook(db.read)).latest.version).toBe(seen + 1);
  });

  test("need a reason", async () => {
    await expect(changeRules(db, town.alma, { typed, reason: " ", seen: 2 })).rejects.toMatchObject({
      fields: { reason: "reason.missing" },
    });
  });

  test("come with another time zone: days are the new one's from then on", async () => {
    await db.write((tx) => saveCommunity(tx, { timeZone: "America/New_York" }));
    const versions = (await db.read.select().from(ledgerRules)).length;
    await qualify("A lamp from elsewhere");
    const rows = await db.read.select().from(ledgerRules);
    expect(rows).toHaveLength(versions + 1);
    expect(rows.at(-1)).toMatchObject({ timeZone: "America/New_York", by: null });
    await qualify("Another from there");
    expect(await db.read.select().from(ledgerRules)).toHaveLength(versions + 1);
  });
});

describe("why somebody has their points", () => {
  test("is listed page by page, each once, the latest first", async () => {
    for (const n of [1, 2, 3]) await qualify(`Lamp number ${n}`);
    const all = await pointsPage(db, town.ann, town.ann.id);
    const pages: number[] = [];
    for (let after: string | null = null; ; ) {
      const page: Awaited<ReturnType<typeof pointsPage>> = await pointsPage(db, town.ann, town.ann.id, {
        after,
        limit: 2,
      });
      pages.push(...page.claims.map(({ factId }) => factId));
      after = page.next;
      if (!after) break;
    }
    expect(pages).toEqual(all.claims.map(({ factId }) => factId));
    expect(pages.length).toBeGreaterThan(4);
    expect(all.groups).toEqual([{ group: "product", points: all.all }]);
  });

  test("is listed for one season, too, with what that brought and nothing of others", async () => {
    await claim(db, town.ann, "reply.accepted", { date: "2024-05-06", points: 15_000 });
    const all = await pointsPage(db, null, town.ann.id);
    const { claims, groups, next } = await pointsPage(db, null, town.ann.id, { season: "2024-Q2" });
    expect([claims.map(({ kind }) => kind), groups, next]).toEqual([
      ["reply.accepted"],
      [{ group: "help", points: 15_000 }],
      null,
    ]);
    expect((await pointsPage(db, null, town.ann.id, { season: all.seasonId })).claims).toHaveLength(
      all.claims.length - 1,
    );
    expect((await pointsPage(db, null, town.ann.id, { season: "2024-Q3" })).claims).toEqual([]);
  });

  test("leaves out for others what is theirs alone, and hidden titles; sums say all", async () => {
    await db.write((tx) =>
      tx.insert(ledgerClaims).values({
        ...{ factId: 900_001 as never, kind: "report.upheld", memberId: town.ann.id, subject: "reported:topic:1" },
        ...{ stands: true, points: 3_000, at: Date.now(), day: 20_500, ruleVersion: 1 },
      }),
    );
    const kinds = async (viewer: Parameters<typeof pointsPage>[1]) =>
      (await pointsPage(db, viewer, town.ann.id)).claims.map(({ kind }) => kind);
    expect(await kinds(town.ann)).toContain("report.upheld");
    expect(await kinds(town.max)).toContain("report.upheld");
    expect(await kinds(town.ben)).not.toContain("report.upheld");
    expect(await kinds(null)).not.toContain("report.upheld");
    const groups = async (viewer: Parameters<typeof pointsPage>[1]) =>
      (await pointsPage(db, viewer, town.ann.id)).groups.map(({ group }) => group);
    expect(await groups(town.ann)).toContain("stewardship");
    expect(await groups(null)).not.toContain("stewardship");
    await db.write((tx) => tx.delete(ledgerClaims).where(eq(ledgerClaims.factId, 900_001 as never)));
  });
});
