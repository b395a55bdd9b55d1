import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { dayIn, halfLifeOf } from "~/features/ledger/calendar";
import { clock } from "~/platform/clock";
import type { MemberId } from "~db/ids.ts";
import { cursorOf, ForeignCursor } from "~db/pages.ts";
import { contributionScores } from "~db/schema/ledger.ts";
import { members } from "~db/schema/members.ts";
import { standings } from "~db/schema/trust.ts";
import type { Store } from "~db/store.ts";
import { openTestStore } from "../../../tests/support/town";
import { rankingNow } from "./ranking.server";

const NOW = Date.parse("2026-11-20T00:00:00Z");
// A score that says one thousandth of a point today.
const TODAY = halfLifeOf(dayIn("UTC", NOW));
let db: Store;

beforeAll(async () => {
  db = await openTestStore();
  vi.spyOn(clock, "now").mockReturnValue(NOW);
});
afterEach(() => db.write((tx) => tx.delete(contributionScores)));
afterAll(async () => {
  vi.restoreAllMocks();
  await db.close();
});

/** People with so many thousandths of points, of all time, each with a little more or less, as it was added up. */
async function people(points: readonly number[]): Promise<MemberId[]> {
  return db.write(async (tx) => {
    const rows = points.map((_, n) => ({ username: `p${n}x${Math.random()}`, displayName: `p${n}`, createdAt: 1 }));
    const added = await tx.insert(members).values(rows).returning({ id: members.id });
    const ids = added.map(({ id }) => id);
    await tx.insert(standings).values(ids.map((memberId) => ({ memberId, weight: 1000, isGuest: false })));
    await tx.insert(contributionScores).values(
      ids.map((memberId, n) => {
        const exact = (points[n] ?? 0) * TODAY;
        return { memberId, boardId: 0 as const, score: exact + ((n % 7) - 3) * (exact || 1e6) * Number.EPSILON };
      }),
    );
    return ids;
  });
}

const now = (after: string | null = null) => rankingNow(db, "UTC", { by: "all", boardId: null, after });

describe("the ranking of all time", () => {
  test("gives equal ones one place, on whichever page, however their points were added up", async () => {
    await people([...Array(45).fill(20_000), 10_000, 10_000, ...Array(15).fill(10_000)]);
    const first = await now();
    const second = await now(first.next);
    const third = await now(second.next);
    const all = [...first.people, ...second.people, ...third.people];
    expect(new Set(all.map(({ memberId }) => memberId)).size).toBe(62);
    expect(all.map(({ place, points }) => `${place} ${points}`)).toEqual([
      ...Array(45).fill("1 20000"),
      ...Array(17).fill("46 10000"),
    ]);
  });

  test("is of whoever has something left", async () => {
    const [one, , , , , , nobody] = await people([5_000, 0, 0, 0, 0, 0, 0]);
    const { people: shown } = await now();
    expect(shown.map(({ memberId, place }) => [memberId, place])).toEqual([[one, 1]]);
    await expect(now(cursorOf("hall.all.null.null", nobody as MemberId))).rejects.toThrow(ForeignCursor);
  });
});
