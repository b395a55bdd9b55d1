import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openTestStore } from "../tests/support/town";
import { holdLease, releaseLease } from "./lease.ts";
import { appendFact, type Reaction, runReactions, stuckReactions } from "./outbox.ts";
import { cursorOf, ForeignCursor, readCursor } from "./pages.ts";
import type { Store } from "./store.ts";

let db: Store;
beforeAll(async () => {
  db = await openTestStore();
});
afterAll(() => db.close());

const happen = (kind: string) => db.write((tx) => appendFact(tx, { kind, at: 1, details: {} }));

describe("reactions", () => {
  test("answer each fact exactly once, though two processes run them at once", async () => {
    const seen: number[] = [];
    const note: Reaction = async (_tx, fact) => {
      seen.push(fact.id);
    };
    const ids = [await happen("vote.cast"), await happen("vote.cast"), await happen("nobody.cares")];
    await Promise.all([
      runReactions(db, { "vote.cast": { note } }, 10),
      runReactions(db, { "vote.cast": { note } }, 10),
    ]);
    expect(await runReactions(db, { "vote.cast": { note } }, 10)).toBe(0);
    expect(seen.sort()).toEqual(ids.slice(0, 2));
  });

  test("that fail are tried again later, without holding up the others", async () => {
    const calls: string[] = [];
    let isBroken = true;
    const fine: Reaction = async () => {
      calls.push("fine");
    };
    const shaky: Reaction = async () => {
      calls.push("shaky");
      if (isBroken) throw new Error("not now");
    };
    const table = { "comment.added": { fine, shaky } };
    await happen("comment.added");
    await runReactions(db, table, 1_000);
    expect(await runReactions(db, table, 1_500)).toBe(0);
    expect(await stuckReactions(db.read, 10)).toMatchObject([{ name: "shaky", attempts: 1, nextAt: 2_000 }]);
    await runReactions(db, table, 2_000);
    expect(await stuckReactions(db.read, 10)).toMatchObject([{ attempts: 2, nextAt: 4_000 }]);
    isBroken = false;
    await runReactions(db, table, 4_000);
    expect(await stuckReactions(db.read, 10)).toEqual([]);
    expect(calls.sort()).toEqual(["fine", "shaky", "shaky", "shaky"]);
  });
});

describe("a lease", () => {
  test("is one process's until it runs out or is given back", async () => {
    expect(await holdLease(db, "clock", "a", 0, 100)).toBe(true);
    expect(await holdLease(db, "clock", "b", 50, 100)).toBe(false);
    expect(await holdLease(db, "clock", "a", 90, 100)).toBe(true);
    expect(await holdLease(db, "clock", "b", 191, 100)).toBe(true);
    await releaseLease(db, "clock", "a");
    expect(await holdLease(db, "clock", "a", 200, 100)).toBe(false);
    await releaseLease(db, "clock", "b");
    expect(await holdLease(db, "clock", "a", 200, 100)).toBe(true);
  });
});

describe("a cursor", () => {
  test("comes back as it was, and only to its own list", () => {
    expect(readCursor("ideas.hot", cursorOf("ideas.hot", 2075.75, 3), 2)).toEqual([2075.75, 3]);
    for (const text of [
      cursorOf("ideas.new", 1, 2),
      cursorOf("ideas.hot", 1),
      cursorOf("ideas.hot", "1", 2),
      "%%%",
      "",
      "e30",
    ]) {
      expect(() => readCursor("ideas.hot", text, 2)).toThrow(ForeignCursor);
    }
  });
});
