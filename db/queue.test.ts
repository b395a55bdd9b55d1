import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openTestStore } from "../tests/support/town";
import type { FactId } from "./ids.ts";
import { appendFact, type Reaction, type ReactionTable, runReactions } from "./outbox.ts";
import { failingReactions, queueState, retryReactions } from "./queue.ts";
import { facts, reactions } from "./schema/facts.ts";
import type { Store } from "./store.ts";

const MINUTE = 60_000;
let db: Store;
let isBroken = true;
const brittle: Reaction = async () => {
  if (isBroken) throw new Error("the index is gone");
};
const fine: Reaction = async () => {};
const TABLE: ReactionTable = { "comment.added": { brittle, fine, alsoBrittle: brittle } };

const happen = (at: number): Promise<FactId> =>
  db.write((tx) => appendFact(tx, { kind: "comment.added", at, details: {} }));
const run = (now: number) => runReactions(db, TABLE, now, () => {});
const state = (now: number) => queueState(db.read, now - MINUTE);

beforeAll(async () => {
  db = await openTestStore();
});
afterAll(() => db.close());

describe("the queue of reactions", () => {
  let first: FactId;

  test("is empty where nothing happened, and then waits from the oldest fact on", async () => {
    expect(await state(0)).toEqual({ waiting: 0, oldestAt: null, stuck: 0 });
    first = await happen(1_000);
    await happen(2_000);
    expect(await state(3_000)).toEqual({ waiting: 2, oldestAt: 1_000, stuck: 0 });
  });

  test("names what fails, how often and why; it is stuck once its fact is a minute old", async () => {
    await run(3_000);
    expect(await state(3_000)).toEqual({ waiting: 2, oldestAt: null, stuck: 0 });
    expect(await state(1_000 + MINUTE)).toMatchObject({ stuck: 2 });
    expect(await state(2_000 + MINUTE)).toMatchObject({ stuck: 4 });
    const failing = await failingReactions(db.read, 3);
    expect(failing.map(({ name }) => name)).toEqual(["alsoBrittle", "brittle", "alsoBrittle"]);
    expect(failing[0]).toEqual({
      ...{ factId: first, kind: "comment.added", at: 1_000, name: "alsoBrittle" },
      ...{ topicId: null, topicKind: null, attempts: 1, nextAt: 4_000, error: "the index is gone" },
    });
  });

  test("tries one fact's again when it is told to, all of its reactions, and no other's", async () => {
    isBroken = false;
    expect(await run(3_500)).toBe(0); // not due yet
    expect(await db.write((tx) => retryReactions(tx, first, 3_500))).toBe(2);
    await run(3_500);
    expect(await state(3_500)).toMatchObject({ waiting: 1 });
    expect((await failingReactions(db.read, 9)).map(({ factId }) => factId)).not.toContain(first);
  });

  test("tries everything again when it is told to, and is empty afterwards", async () => {
    expect(await db.write((tx) => retryReactions(tx, null, 3_600))).toBe(2);
    await run(3_600);
    expect(await state(3_600 + MINUTE)).toEqual({ waiting: 0, oldestAt: null, stuck: 0 });
    expect(await db.write((tx) => retryReactions(tx, null, 3_700))).toBe(0);
  });

  test("doesn't name a reaction that was renamed after its fact was settled", async () => {
    isBroken = true;
    const id = await happen(5_000);
    await run(5_000);
    await runReactions(db, { "comment.added": { fine } }, 7_000, () => {}); // brittle has another name now
    const [fact] = await db.read.select().from(facts).where(eq(facts.id, id));
    expect(fact?.settledAt).toBe(7_000);
    expect(await failingReactions(db.read, 9)).toEqual([]);
    expect(await state(7_000 + MINUTE)).toEqual({ waiting: 0, oldestAt: null, stuck: 0 });
  });

  test("keeps nothing of what a statement was sent with: it is what people wrote", async () => {
    const twice: Reaction = async (tx, fact) => {
      for (const n of [1, 2]) await tx.insert(reactions).values({ factId: fact.id, name: "secret words", attempts: n });
    };
    await happen(9_000);
    await runReactions(db, { "comment.added": { twice } }, 9_000, () => {});
    const [failing] = await failingReactions(db.read, 9);
    expect(failing?.error).toMatch(/unique/i);
    expect(failing?.error).not.toContain("secret words");
  });
});

describe("a database", () => {
  test("says how much it was asked, what it takes on disk, and that nobody waits", async () => {
    const before = db.load();
    await db.read.select().from(facts).limit(1);
    await happen(10_000);
    expect(db.load()).toMatchObject({ reads: before.reads + 1, writes: before.writes + 1, waiting: 0 });
    const writing = Promise.all(Array.from({ length: 30 }, () => happen(11_000)));
    expect(db.load().waiting).toBeGreaterThan(0);
    await writing;
    expect(await db.size()).toBeGreaterThan(10_000);
  });
});
