import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { TopicId } from "~db/ids.ts";
import { ideas } from "~db/schema/ideas.ts";
import { reports } from "~db/schema/moderation.ts";
import { votes } from "~db/schema/voting.ts";
import type { Store } from "~db/store.ts";
import { crowd, idea, openTestStore, settle, type Town, weigh } from "../../../tests/support/town";
import { reweighVotes } from "../voting/reweighing.server";
import { castVote } from "../voting/voting.server";
import { qualifyIdeas, stallIdeas } from "./clock.server";
import { ideaPage } from "./idea-page.server";
import { type IdeaStatus, MOVES } from "./rules";
import { freezeOrders, thawOrders } from "./tallies.server";

const DAY = 86_400_000;
let db: Store;
let town: Town;

beforeAll(async () => {
  db = await openTestStore();
  town = await settle(db);
});
afterAll(() => db.close());

const pageOf = (id: TopicId) => ideaPage(db, town.ann, id);

async function ideaIn(status: IdeaStatus): Promise<TopicId> {
  const id = await idea(db, town.ann, town.board);
  await db.write((tx) => tx.update(ideas).set({ status }).where(eq(ideas.topicId, id)));
  return id;
}

describe("the clock of ideas", () => {
  test("decides nothing that binds: it opens the gate and lets rest, all else is done by somebody", () => {
    const byItself = MOVES.filter(({ who, missing }) => who === "clock" && !missing);
    expect(byItself.map(({ to }) => to)).toEqual(["qualified", "stalled"]);
  });

  const fansOf = async (id: TopicId, count: number) => {
    const fans = await crowd(db, count, `gate${id}x`);
    for (const fan of fans) await castVote(db, fan, id, { kind: "support", reason: "" });
  };

  test("qualifies an idea at five fans, once, though it runs twice at once; not at four, and staff don't count", async () => {
    const id = await ideaIn("submitted");
    await fansOf(id, 4);
    await castVote(db, town.stella, id, { kind: "support", reason: "" });
    await qualifyIdeas(db, Date.now());
    expect((await pageOf(id)).status).toBe("submitted");
    await castVote(db, town.ben, id, { kind: "support", reason: "" });
    await Promise.all([qualifyIdeas(db, Date.now()), qualifyIdeas(db, Date.now())]);
    expect((await pageOf(id)).history).toMatchObject([{ to: "qualified", by: null, reason: null }]);
  });

  test("wants trust: many whom nobody knows do not do it, nor many who weigh little", async () => {
    const id = await ideaIn("submitted");
    const fans = await crowd(db, 9, `light${id}x`);
    for (const fan of fans) await weigh(db, fan.id, 50);
    for (const fan of fans) await castVote(db, fan, id, { kind: "support", reason: "" });
    await qualifyIdeas(db, Date.now());
    expect((await pageOf(id)).status).toBe("submitted");
    for (const fan of fans) await weigh(db, fan.id, 560);
    await reweighVotes(db);
    await qualifyIdeas(db, Date.now());
    expect((await pageOf(id)).status).toBe("qualified"); // 9 × 0.56
  });

  test("qualifies nothing that was rightly reported, or whose votes are looked at", async () => {
    const [reported, looked] = [await ideaIn("submitted"), await ideaIn("submitted")];
    for (const id of [reported, looked]) await fansOf(id, 6);
    const report = {
      topicId: reported,
      reporterId: town.cleo.id,
      what: "spam",
      at: 1,
      decidedBy: town.max.id,
      decidedAt: 2,
    };
    await db.write((tx) => tx.insert(reports).values({ ...report, outcome: "upheld" }));
    await db.write((tx) => freezeOrders(tx, looked));
    await qualifyIdeas(db, Date.now());
    expect([(await pageOf(reported)).status, (await pageOf(looked)).status]).toEqual(["submitted", "submitted"]);
    await db.write((tx) => tx.update(reports).set({ outcome: "rejected" }).where(eq(reports.topicId, reported)));
    await db.write((tx) => thawOrders(tx, looked));
    await qualifyIdeas(db, Date.now());
    expect([(await pageOf(reported)).status, (await pageOf(looked)).status]).toEqual(["qualified", "qualified"]);
  });

  test("wants them to have come by three ways", async () => {
    const id = await ideaIn("submitted");
    await fansOf(id, 6);
    const cameBy = (entryGroup: number) =>
      db.write((tx) => tx.update(votes).set({ entryGroup }).where(eq(votes.root, id)));
    await cameBy(1);
    await castVote(db, town.ben, id, { kind: "support", reason: "" });
    await qualifyIdeas(db, Date.now());
    expect((await pageOf(id)).status).toBe("submitted");
    await castVote(db, town.cleo, id, { kind: "support", reason: "" });
    await qualifyIdeas(db, Date.now());
    expect((await pageOf(id)).status).toBe("qualified");
  });

  test("lets a submitted idea rest after sixty days, and no other", async () => {
    const waiting = await ideaIn("submitted");
    const listed = await ideaIn("shortlisted");
    await stallIdeas(db, Date.now() + 59 * DAY);
    expect((await pageOf(waiting)).status).toBe("submitted");
    await Promise.all([stallIdeas(db, Date.now() + 61 * DAY), stallIdeas(db, Date.now() + 61 * DAY)]);
    expect((await pageOf(waiting)).history).toMatchObject([{ to: "stalled", by: null }]);
    expect((await pageOf(listed)).status).toBe("shortlisted");
    await fansOf(waiting, 5);
    await qualifyIdeas(db, Date.now());
    expect((await pageOf(waiting)).status).toBe("stalled");
  });

  test("no longer qualifies what has waited sixty days", async () => {
    const id = await ideaIn("submitted");
    await fansOf(id, 5);
    await qualifyIdeas(db, Date.now() + 60 * DAY + 1_000);
    expect((await pageOf(id)).status).toBe("submitted");
  });
});
