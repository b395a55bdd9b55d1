import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { ideaPage } from "~/features/ideas/idea-page.server";
import { lockIdeas } from "~/features/ideas/tallies.server";
import { forgetVotesBy } from "~/features/voting/forgetting.server";
import { recount } from "~/features/voting/recounting.server";
import { castVote } from "~/features/voting/voting.server";
import type { TopicId } from "~db/ids.ts";
import { boards } from "~db/schema/topics.ts";
import type { Store, Tx } from "~db/store.ts";
import { idea, openTestStore, person, settle, type Town } from "../../../tests/support/town";
import { forgetMergesOf } from "./forgetting.server";
import { importMerge, mergeIdeas } from "./merging.server";

let db: Store;
let town: Town;

beforeAll(async () => {
  db = await openTestStore();
  town = await settle(db);
});
afterAll(() => db.close());

const lamp = (): Promise<TopicId> => idea(db, town.ann, town.board);
const merge = (duplicateId: TopicId, targetId: TopicId) =>
  mergeIdeas(db, town.max, { duplicateId, targetId, reason: "They say the same." });

const isSomebodyWaiting = async (): Promise<boolean> => {
  const waiting = sql<number>`(select count(*) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock')`;
  const [row] = await db.read.select({ waiting }).from(boards).limit(1);
  return Number(row?.waiting) > 0;
};

/** Begins `work` while somebody who merges holds these ideas, and says how often it ran until it was done. */
async function whileMerging(
  held: readonly TopicId[],
  merging: (tx: Tx) => Promise<unknown>,
  work: (tx: Tx) => Promise<void>,
): Promise<number> {
  let tries = 0;
  const { promise: isHeld, resolve: hold } = Promise.withResolvers<void>();
  const { promise: mayMerge, resolve: goOn } = Promise.withResolvers<void>();
  const merged = db.write(async (tx) => {
    await lockIdeas(tx, held);
    hold();
    await mayMerge;
    await merging(tx);
  });
  await isHeld;
  const done = db.write((tx) => {
    tries++;
    return work(tx);
  });
  await vi.waitUntil(isSomebodyWaiting, { timeout: 10_000 }); // it has looked
  goOn();
  await Promise.all([merged, done]);
  return tries;
}

describe("forgetting while somebody merges", () => {
  test("begins anew when the idea that others were merged into goes into another meanwhile", async () => {
    const [a, b, c] = [await lamp(), await lamp(), await lamp()];
    for (const id of [a, b, c]) await castVote(db, town.ben, id, { kind: "support", reason: "" });
    await merge(a, b);
    const tries = await whileMerging(
      [b, c],
      (tx) => importMerge(tx, b, c),
      (tx) => forgetMergesOf(tx, [a]),
    );
    expect(tries).toBe(2);
    expect([(await ideaPage(db, null, a)).supporters, (await ideaPage(db, null, c)).supporters]).toEqual([1, 1]);
    expect(await recount(db, false)).toEqual([]);
  });

  test("finds the votes of people who go where the merge has moved them", async () => {
    const fay = await person(db, "fay");
    const [a, b] = [await lamp(), await lamp()];
    for (const me of [fay, town.cleo]) await castVote(db, me, a, { kind: "support", reason: "" });
    const tries = await whileMerging(
      [a, b],
      (tx) => importMerge(tx, a, b),
      (tx) => forgetVotesBy(tx, [fay.id]),
    );
    expect(tries).toBe(2);
    expect((await ideaPage(db, null, b)).supporters).toBe(1);
    expect(await recount(db, false)).toEqual([]);
  });
});
