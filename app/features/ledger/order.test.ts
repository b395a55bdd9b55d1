import { sql } from "drizzle-orm";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { FactDetails, FactKind } from "~/facts";
import type { MemberId, TopicId } from "~db/ids.ts";
import type { FactRow } from "~db/outbox.ts";
import { facts } from "~db/schema/facts.ts";
import { contributionScores, contributions, ledgerClaims, ledgerEntries, ledgerSubjects } from "~db/schema/ledger.ts";
import { merges } from "~db/schema/merging.ts";
import type { Store } from "~db/store.ts";
import { idea, openTestStore, settle, type Town } from "../../../tests/support/town";
import { catchUpLedger } from "./clock.server";
import { enter } from "./entering.server";
import { ledgerFact } from "./facts-read";
import { recountLedger } from "./recounting.server";
import { isAnythingAsked } from "./recounting.store.server";

let db: Store;
let town: Town;
/** By the numbers 1 to 3. */
let ideas: TopicId[];

beforeAll(async () => {
  db = await openTestStore();
  town = await settle(db);
  ideas = [0 as TopicId];
  for (const title of ["A first idea", "A second idea", "A third idea"])
    ideas.push(await idea(db, town.ann, town.board, title));
  // Facts say which of them stand; here is what was ever merged into what.
  const undone = { reason: "", statusBefore: "submitted" as const, statusBeforeAt: 0, at: 0, undoneBy: 1, undoneAt: 0 };
  const rows = MERGES.map(({ of, into }) => ({ ...undone, duplicateId: topic(of), targetId: topic(into) }));
  await db.write((tx) => tx.insert(merges).values(rows as Array<typeof merges.$inferInsert>));
});
afterAll(() => db.close());

const DAY = 86_400_000;
const START = Date.UTC(2026, 10, 28, 20); // a Saturday: weeks and days change on the way

// What may have been recorded, in any order a database can have it: also what no command would let happen twice.
const topic = (n: number): TopicId => ideas[n] as TopicId;
/** By the numbers 1 to 3, too; they make no circles. */
const MERGES = [
  { of: 1, into: 2 },
  { of: 1, into: 3 },
  { of: 2, into: 3 },
] as const;
const mergeOf = (n: number) => MERGES[n - 1] ?? MERGES[0];
const isMerging = (kind: FactKind): boolean => kind === "idea.merged" || kind === "idea.unmerged";
const somebody = fc.integer({ min: 1, max: 4 });
const something = fc.integer({ min: 1, max: 3 });
const history = fc.array(
  fc.record({
    kind: fc.constantFrom(
      ...(["comment.added", "comment.hidden", "comment.shown", "comment.marked", "comment.unmarked"] as const),
      ...(["reply.accepted", "reply.unaccepted", "idea.moved", "topic.hidden", "topic.shown"] as const),
      ...(["report.decided", "member.suspended", "member.unsuspended", "level.changed"] as const),
      ...(["thread.started", "audit.decided", "audit.undone", "audit.answered"] as const),
      ...(["idea.merged", "idea.unmerged", "objection.shown"] as const),
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
  if (kind === "reply.accepted") return { ...written, before: other < 4 ? (other as never) : null };
  if (/^(?:comment|reply)\./.test(kind)) return written;
  if (kind === "idea.moved") return { from: "submitted", to: to as never, reasonCode: null, reason: null };
  if (kind === "report.decided")
    return { report: 1 as never, comment: null, objector: other % 2 ? member : null, reporter: member, isUpheld: true };
  if (kind === "objection.shown") return { objector: member } as never;
  if (isMerging(kind)) return { merge: thing as never, target: topic(mergeOf(thing).into) };
  if (kind === "level.changed") return { member, from: 1, to: 2 };
  if (kind === "thread.started") return { title: "", thread: "article" };
  if (/^audit\./.test(kind))
    return {
      audit: 1 as never,
      ...{ excluded: [other], proven: [other], readmitted: [other] },
      ...{ cleared: thing > 1 ? [other] : [], member, isLifted: true, isCleared: thing > 1 },
    } as never;
  return { act: thing as never, member, until: 0 };
}

async function write(acts: readonly Act[]): Promise<FactRow[]> {
  let at = START;
  return db.write(async (tx) => {
    const rows = acts.map((act) => {
      at += act.after;
      const about = isMerging(act.kind) ? mergeOf(act.thing).of : act.thing;
      return {
        ...{ kind: act.kind, at, by: act.by as MemberId, byWeight: 500 * (act.by % 3) },
        ...{ topicId: topic(about), boardId: town.board, authorId: ((about % 4) + 1) as MemberId },
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
  await Promise.all([...rows.map(enterOne), catchUpLedger(db)]);
  while (await isAnythingAsked(db.read)) await catchUpLedger(db);
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
      { numRuns: 15, endOnFailure: true }, // a race is seen once; looking for a smaller one would take for ever
    );
  }, 120_000);
});
