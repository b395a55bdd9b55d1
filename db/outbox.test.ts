import { count, eq, inArray, isNull } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openTestStore } from "../tests/support/town";
import type { FactId } from "./ids.ts";
import { appendFact, type FactRow, type Reaction, type ReactionTable, runReactions } from "./outbox.ts";
import { facts, reactions } from "./schema/facts.ts";
import type { Store } from "./store.ts";

let db: Store;
/** The same database as another process has it open. */
let elsewhere: Store;
beforeAll(async () => {
  [db, elsewhere] = await Promise.all([openTestStore(), openTestStore()]);
});
afterAll(() => Promise.all([db.close(), elsewhere.close()]));

const HOUR = 3_600_000;
const happen = (kind: string): Promise<FactId> => db.write((tx) => appendFact(tx, { kind, at: 1, details: { kind } }));
async function happenings(kind: string, times: number): Promise<FactId[]> {
  const ids = await Promise.all(Array.from({ length: times }, () => happen(kind)));
  return ids.sort((one, other) => one - other);
}

/** A reaction that leaves a row for each fact it answers. */
const echo =
  (kind: string): Reaction =>
  async (tx, fact) =>
    void (await appendFact(tx, { kind, at: fact.at, details: { of: fact.id } }));

async function echoes(kind: string): Promise<unknown[]> {
  const rows = await db.read.select().from(facts).where(eq(facts.kind, kind)).orderBy(facts.id);
  return rows.map(({ details }) => details.of).sort((one, other) => Number(one) - Number(other));
}

async function settledAt(ids: FactId[]): Promise<Array<number | null>> {
  const rows = await db.read.select().from(facts).where(inArray(facts.id, ids)).orderBy(facts.id);
  return rows.map((row) => row.settledAt);
}

const failures: string[] = [];
const run = (store: Store, table: ReactionTable, now: number) =>
  runReactions(store, table, now, (error, fact, name) => failures.push(`${fact.kind} ${name}: ${error}`));
const stuck = () => db.read.select().from(reactions).where(isNull(reactions.doneAt)).orderBy(reactions.nextAt);

async function runAll(table: ReactionTable, now: number): Promise<void> {
  while ((await run(db, table, now)) > 0);
}

describe("reactions", () => {
  test("answer each fact exactly once, though two processes run them at once", async () => {
    const ids = await happenings("vote.cast", 20);
    const table = { "vote.cast": { echo: echo("echo.once") } };
    await Promise.all([run(db, table, 10), run(elsewhere, table, 10), run(db, table, 10)]);
    await runAll(table, 20);
    expect(await echoes("echo.once")).toEqual(ids);
  });

  test("are given the fact as it was recorded", async () => {
    const seen: FactRow[] = [];
    const id = await happen("idea.edited");
    const note: Reaction = async (_tx, fact) => void seen.push(fact);
    await runAll({ "idea.edited": { note } }, 10);
    expect(seen).toMatchObject([{ id, kind: "idea.edited", at: 1, by: null, details: { kind: "idea.edited" } }]);
  });

  test("answer all that waits, however much, and leave facts nobody answers settled", async () => {
    const ids = await happenings("idea.moved", 120);
    const nobody = await happenings("nobody.cares", 120);
    await runAll({ "idea.moved": { echo: echo("echo.many") } }, 30);
    expect(await echoes("echo.many")).toEqual(ids);
    expect(new Set(await settledAt([...ids, ...nobody]))).toEqual(new Set([30]));
  });

  test("know nothing of a fact whose write was refused", async () => {
    const before = await db.read.select({ all: count() }).from(facts);
    const refused = db.write(async (tx) => {
      await appendFact(tx, { kind: "vote.cast", at: 1, details: {} });
      throw new Error("no");
    });
    await expect(refused).rejects.toThrow("no");
    expect(await db.read.select({ all: count() }).from(facts)).toEqual(before);
  });
});

describe("a reaction that fails", () => {
  test("is told of, tried again later and later, and holds up nobody", async () => {
    const calls: string[] = [];
    let isBroken = true;
    const fine: Reaction = async () => void calls.push("fine");
    const shaky: Reaction = async () => {
      calls.push("shaky");
      if (isBroken) throw new Error("not now");
    };
    const table = { "comment.added": { fine, shaky } };
    const id = await happen("comment.added");
    await run(db, table, 1_000);
    expect(await run(db, table, 1_999)).toBe(0);
    expect(await stuck()).toMatchObject([{ factId: id, name: "shaky", attempts: 1, nextAt: 2_000, error: "not now" }]);
    await run(db, table, 2_000);
    expect(await stuck()).toMatchObject([{ attempts: 2, nextAt: 4_000 }]);
    expect(await settledAt([id])).toEqual([null]);
    isBroken = false;
    await run(db, table, 4_000);
    expect(await stuck()).toEqual([]);
    expect(calls.sort()).toEqual(["fine", "shaky", "shaky", "shaky"]);
    expect(failures).toEqual(Array(2).fill("comment.added shaky: Error: not now"));
    expect(await settledAt([id])).toEqual([4_000]);
  });

  test("leaves nothing of what it did, until it is done once", async () => {
    let isBroken = true;
    const halfway: Reaction = async (tx, fact) => {
      await echo("echo.half")(tx, fact);
      if (isBroken) throw new Error("half-way");
    };
    const id = await happen("idea.answered");
    await runAll({ "idea.answered": { halfway } }, 0);
    expect(await echoes("echo.half")).toEqual([]);
    isBroken = false;
    await runAll({ "idea.answered": { halfway } }, HOUR);
    await runAll({ "idea.answered": { halfway } }, 2 * HOUR);
    expect(await echoes("echo.half")).toEqual([id]);
  });

  test("leaves the facts beside it answered and settled, and itself waiting", async () => {
    const ids = await happenings("idea.declined", 12);
    const shaky: Reaction = async (tx, fact) => {
      if (fact.id === ids[3]) throw new Error("not this one");
      await echo("echo.beside")(tx, fact);
    };
    await run(db, { "idea.declined": { shaky } }, 50);
    expect(await settledAt(ids)).toEqual(ids.map((_, n) => (n === 3 ? null : 50)));
    expect(await echoes("echo.beside")).toEqual(ids.toSpliced(3, 1));
    await runAll({ "idea.declined": { shaky: echo("echo.beside") } }, HOUR);
    expect(await echoes("echo.beside")).toEqual(ids);
  });

  test("is tried again at once when the clock is set back a year", async () => {
    let isBroken = true;
    const shaky: Reaction = async (tx, fact) => {
      if (isBroken) throw new Error("not now");
      await echo("echo.back")(tx, fact);
    };
    const id = await happen("idea.merged");
    const table = { "idea.merged": { shaky } };
    await runAll(table, 365 * 24 * HOUR);
    isBroken = false;
    await runAll(table, HOUR);
    expect(await echoes("echo.back")).toEqual([id]);
  });

  test("waits an hour at most, and meanwhile what happened later is answered", async () => {
    const never: Reaction = async () => {
      throw new Error("never");
    };
    const table = { "vote.withdrawn": { never }, "member.joined": { echo: echo("echo.later") } };
    await happen("vote.withdrawn");
    let now = 0;
    for (let tries = 1; tries <= 14; tries++) {
      await runAll(table, now);
      const [waiting] = await stuck();
      expect(waiting).toMatchObject({ attempts: tries, nextAt: now + Math.min(1_000 * 2 ** (tries - 1), HOUR) });
      now = waiting?.nextAt ?? now;
    }
    const later = await happen("member.joined");
    await runAll(table, now - 1);
    expect(await echoes("echo.later")).toEqual([later]);
  });
});
