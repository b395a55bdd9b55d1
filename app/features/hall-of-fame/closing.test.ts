import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { catchUpLedger } from "~/features/ledger/clock.server";
import { saveCommunity } from "~/features/members/settings.server";
import { clock, GRACE_MS } from "~/platform/clock";
import type { Store } from "~db/store.ts";
import { claim } from "../../../tests/support/claims";
import { openTestStore, person, react, settle, type Town } from "../../../tests/support/town";
import { optOut } from "./opting-out.server";
import { rankingNow } from "./ranking.server";
import { closedSeason, closeSeasons, endOf, pastSeasons, runningSeason } from "./seasons.server";

const DAY = 86_400_000;
const SHANGHAI = "Asia/Shanghai";
const NEW_YORK = "America/New_York";
let db: Store;
let town: Town;

beforeAll(async () => {
  db = await openTestStore();
  town = await settle(db);
  await catchUpLedger(db);
});
afterAll(() => db.close());
afterEach(() => vi.restoreAllMocks());

const closed = (season: string) => closedSeason(db, { season, ranking: "all", after: null });
const inZone = (timeZone: string): Promise<void> => db.write((tx) => saveCommunity(tx, { timeZone }));
const ids = async (): Promise<string[]> => (await pastSeasons(db)).map(({ id }) => id);

describe("closing a season", () => {
  test("gives places among those who stand there: whoever left before takes none", async () => {
    const [ann, ben, cleo] = [town.ann, town.ben, town.cleo];
    const shy = await person(db, "shy");
    await claim(db, shy, "idea.shipped", { date: "2026-08-01", points: 300_000 });
    await claim(db, ann, "idea.shipped", { date: "2026-08-02", points: 200_000 });
    await claim(db, ben, "reply.accepted", { date: "2026-08-03", points: 15_000 });
    await claim(db, cleo, "reply.accepted", { date: "2026-08-03", points: 15_000 });
    await react(db);
    await optOut(db, shy, true);
    await closeSeasons(db, endOf("2026-Q3", SHANGHAI) + GRACE_MS);
    const places = async () => (await closed("2026-Q3")).places.map(({ name, place }) => `${place} ${name}`);
    expect(await places()).toEqual(["1 ann", "2 ben", "2 cleo"]);
    await optOut(db, shy, false);
    expect(await places()).toEqual(["1 ann", "2 ben", "2 cleo"]);
    await optOut(db, ann, true);
    expect(await places()).toEqual(["2 ben", "2 cleo"]);
    await optOut(db, ann, false);
  });

  test("is done once, though the community moves to a zone where the season is not over", async () => {
    const shut = endOf("2026-Q3", SHANGHAI);
    await inZone(NEW_YORK);
    vi.spyOn(clock, "now").mockReturnValue(shut + 3_600_000); // still September in New York
    const before = await closed("2026-Q3");
    await closeSeasons(db, clock.now());
    expect(await ids()).toEqual(["2026-Q3"]);
    expect(await closed("2026-Q3")).toEqual(before);
    expect(await runningSeason(db, NEW_YORK)).toBe("2026-Q4");
    expect((await rankingNow(db, NEW_YORK, { by: "season", boardId: null, after: null })).people).toEqual([]);
  });

  test("is done when the new zone says that it is over, not when the one before would have", async () => {
    await closeSeasons(db, endOf("2026-Q4", SHANGHAI) + GRACE_MS);
    expect(await ids()).toEqual(["2026-Q3"]);
    await closeSeasons(db, endOf("2026-Q4", NEW_YORK) + DAY);
    expect(await ids()).toEqual(["2026-Q4", "2026-Q3"]);
  });
});
