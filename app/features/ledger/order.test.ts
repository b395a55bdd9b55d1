import { sql } from "drizzle-orm";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { FactDetails, FactKind } from "~/facts";
import type { MemberId, TopicId } from "~db/ids.ts";
import type { FactRow } from "~db/outbox.ts";
import { facts } from "~db/schema/facts.ts";
import { contributionScores, contributions, ledgerClaims, ledgerEntries, ledgerSubjects } from "~db/schema/ledger.ts";
import type { Store } from "~db/store.ts";
import { openTestStore, settle, type Town } from "../../../tests/support/town";
import { catchUpLedger } from "./clock.server";
import { enter } from "./entering.server";
import { ledgerFact } from "./facts-read";
import { recountLedger } from "./recounting.server";

let db: Store;
let town: Town;

beforeAll(async () => {
  db = await openTestStore();
  town = await settle(db);
});
afterAll(() => db.close());

const DAY = 86_400_000;
const START = Date.UTC(2026, 10, 28, 20); // a Saturday: weeks and days change on the way

// What may have been recorded, in any order a database can have it: also what no command would let happen twice.
const somebody = fc.integer({ min: 1, max: 4 });
const something = fc.integer({ min: 1, max: 3 });
const history = fc.array(
  fc.record({
    kind: fc.constantFrom(
      ...(["comment.added", "comment.hidden", "comment.shown", "comment.marked", "comment.unmarked"] as const),
      ...(["reply.accepted", "reply.unaccepted", "idea.moved", "topic.hidden", "topic.shown"] as const),
      ...(["report.decided", "member.suspended", "member.unsuspended", "level.changed"] as const),
      ...(["thread.started", "audit.decided", "audit.undone"] as const),
    ),
    by: somebody,
    other: somebody,
    thing: something,
    to: fc.constantFrom("qualified", "shortlisted", "accepted", "declined", "in_release"),
    after: fc.integer({ min: 0, max: 2 * DAY }),
  }),
  { minLength: 1, maxLength: 40 },
);
type Act = typeof history extends fc.Arbitrary<Array<infer One>> ? One : never;

function detailsOf({ kind, other, thing, to }: Act): Partial<FactDetails[FactKind]> {
  const [comment, member] = [thing as never, other as never];
  const written = { comment, commentAuthor: member };
  if (kind === "reply.accepted") return { ...written, before: null };
  if (/^(?:comment|reply)\./.test(kind)) return written;
  if (kind === "idea.moved") return { from: "submitted", to: to as never, reasonCode: null, reason: null };
  if (kind === "report.decided")
    return { report: 1 as never, comment: null, objector: null, reporter: member, isUpheld: true };
  if (kind === "level.changed") return { member, from: 1, to: 2 };
  if (kind === "thread.started") return { title: "", thread: "article" };
  if (/^audit\./.test(kind))
    return {
      audit: 1 as never,
      excluded: [other as MemberId],
      proven: [other as MemberId],
      readmitted: [other as MemberId],
    } as never;
  return { act: thing as never, member, until: 0 };
}

async function write(acts: readonly Act[]): Promise<FactRow[]> {
  let at = START;
  return db.write(async (tx) => {
    const rows = acts.map((act) => {
      at += act.after;
      return {
        ...{ kind: act.kind, at, by: act.by as MemberId, byWeight: 500 * (act.by % 3) },
        ...{ topicId: act.thing as TopicId, boardId: town.board, authorId: ((act.thing % 4) + 1) as MemberId },
        details: detailsOf(act) as Record<string, unknown>,
        settledAt: at,
      };
    });
    return tx.insert(facts).values(rows).returning();
  });
}

async function deliver(rows: readonly FactRow[]): Promise<void> {
  const enterOne = (row: FactRow) =>
    db.write(async (tx) => {
      const fact = ledgerFact(row);
      if (fact) await enter(tx, fact);
    });
  await Promise.all(rows.map(enterOne));
  await catchUpLedger(db);
}

async function empty(): Promise<void> {
  await db.write(async (tx) => {
    for (const table of [ledgerClaims, ledgerEntries, ledgerSubjects, contributions, contributionScores, facts])
      await tx.delete(table);
  });
}

/** Sums per member, kind and day, by entries; and the stored sums. */
async function sums(): Promise<unknown[]> {
  const { memberId, kind, day, points } = ledgerEntries;
  const entries = await db.read
    .select({ memberId, kind, day, sum: sql<number>`sum(${points})`.mapWith(Number) })
    .from(ledgerEntries)
    .groupBy(memberId, kind, day)
    .having(sql`sum(${points}) <> 0`);
  const totals = (await db.read.select().from(contributions)).filter((row) => row.points !== 0);
  return [...entries, ...totals].map((row) => JSON.stringify(row)).sort();
}

describe("facts in any order", () => {
  test("make one ledger, which is the one a rebuild makes", async () => {
    await catchUpLedger(db);
    await fc.assert(
      fc.asyncProperty(history, fc.infiniteStream(fc.nat()), async (acts, dice) => {
        await empty();
        const rows = await write(acts);
        for (const row of rows) await deliver([row]);
        const inOrder = await sums();
        expect(await recountLedger(db, false)).toEqual([]);
        await empty();
        await db.write((tx) => tx.insert(facts).values(rows));
        const shuffled = rows.map((row) => ({ row, place: dice.next().value ?? 0 })).sort((a, b) => a.place - b.place);
        await deliver([...shuffled.map(({ row }) => row), ...rows.slice(0, 5)]); // some twice
        expect(await sums()).toEqual(inOrder);
        expect(await recountLedger(db, false)).toEqual([]);
      }),
      { numRuns: 15 },
    );
  }, 120_000);
});
