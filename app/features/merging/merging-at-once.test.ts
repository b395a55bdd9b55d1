import { sql } from "drizzle-orm";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Member } from "~/features/members/rules";
import { recountTopics } from "~/features/topics/recounting.server";
import { recount } from "~/features/voting/recounting.server";
import { VOTE_KINDS } from "~/features/voting/rules";
import { castVote, withdrawVote } from "~/features/voting/voting.server";
import { Refused } from "~/platform/refusals";
import type { TopicId } from "~db/ids.ts";
import { ideas } from "~db/schema/ideas.ts";
import { merges } from "~db/schema/merging.ts";
import { votes } from "~db/schema/voting.ts";
import type { Store } from "~db/store.ts";
import { idea, openTestStore, person, react, settle, type Town } from "../../../tests/support/town";
import { mergeIdeas, unmergeIdea } from "./merging.server";

const IDEAS = 6;
const PEOPLE = 8;
const PATIENCE = 120_000;
let db: Store;
let town: Town;
let people: Member[];

beforeAll(async () => {
  db = await openTestStore();
  town = await settle(db);
  const fans = await Promise.all(Array.from({ length: PEOPLE - 3 }, (_, n) => person(db, `fan${n}`)));
  people = [...fans, town.stella, town.max, town.ben];
});
afterAll(() => db.close());

const act = fc.record({
  what: fc.constantFrom("cast", "cast", "cast", "withdraw", "merge", "merge", "unmerge"),
  who: fc.nat(PEOPLE - 1),
  kind: fc.constantFrom(...VOTE_KINDS),
  one: fc.nat(IDEAS - 1),
  other: fc.nat(IDEAS - 1),
});
type Act = typeof act extends fc.Arbitrary<infer One> ? One : never;

/** Does it, or is refused as expected: anything else, a deadlock for one, ends the test. */
async function perform(lamps: readonly TopicId[], { what, who, kind, one, other }: Act): Promise<void> {
  const [me, id, target] = [people[who] ?? town.ben, lamps[one] ?? lamps[0], lamps[other] ?? lamps[0]];
  if (!id || !target) return;
  const done = {
    cast: () => castVote(db, me, id, { kind, reason: "It drains the battery." }),
    withdraw: () => withdrawVote(db, me, id, kind),
    merge: () => mergeIdeas(db, town.max, { duplicateId: id, targetId: target, reason: "The same." }),
    unmerge: () => unmergeIdea(db, town.stella, id),
  }[what];
  await done().catch((error: unknown) => {
    if (!(error instanceof Refused)) throw error;
    expect(["merge.itself", "merge.circle", "merge.already"]).toContain(error.code);
  });
}

/** Everything the tables must say of each other, counted here from the plain rows. */
async function expectExact(lamps: readonly TopicId[]): Promise<void> {
  const standing = (await db.read.select().from(merges)).filter(({ undoneAt }) => undoneAt === null);
  const next = new Map(standing.map(({ duplicateId, targetId }) => [duplicateId, targetId]));
  const endOf = (id: TopicId): TopicId => {
    const onward = next.get(id);
    return onward ? endOf(onward) : id;
  };
  const rows = (await db.read.select().from(votes)).filter(({ castOn }) => lamps.includes(castOn));
  expect(rows.filter(({ castOn, root }) => root !== endOf(castOn))).toEqual([]);
  const each = Map.groupBy(rows, ({ root, memberId, kind }) => `${root} ${memberId} ${kind}`);
  for (const some of each.values()) expect(some.filter(({ counts }) => counts)).toHaveLength(1);
  const counted = (id: TopicId, isOne: (row: (typeof rows)[number]) => boolean): number =>
    rows.filter((row) => row.root === id && row.counts && isOne(row)).length;
  const stored = await db.read
    .select()
    .from(ideas)
    .where(sql`${ideas.topicId} in ${[...lamps]}`);
  for (const { topicId, status, supporters, staffSupport, problemHavers, objections, most } of stored) {
    expect({ supporters, staffSupport, problemHavers, objections, most }).toEqual({
      supporters: counted(topicId, ({ kind, staff }) => kind === "support" && !staff),
      staffSupport: counted(topicId, ({ kind, staff }) => kind === "support" && staff),
      problemHavers: counted(topicId, ({ kind }) => kind === "problem"),
      objections: counted(topicId, ({ kind }) => kind === "objection"),
      most: supporters,
    });
    expect(status === "merged").toBe(next.has(topicId));
  }
  expect(await recount(db, false)).toEqual([]);
}

const newLamps = (): Promise<TopicId[]> =>
  Promise.all(Array.from({ length: IDEAS }, (_, n) => idea(db, town.ann, town.board, `Lamp number ${n}`)));

describe("however people vote, merge and unmerge", () => {
  test(
    "all at once, each counts once where merges lead, and every tally is what the rows say",
    async () => {
      await fc.assert(
        fc.asyncProperty(fc.array(act, { minLength: 20, maxLength: 60 }), async (acts) => {
          const lamps = await newLamps();
          await Promise.all(acts.map((one) => perform(lamps, one)));
          await expectExact(lamps);
        }),
        { numRuns: 4, endOnFailure: true },
      );
    },
    PATIENCE,
  );

  test(
    "one after the other, the same; and taking all merges out leaves each idea with its own votes and followers",
    async () => {
      await fc.assert(
        fc.asyncProperty(fc.array(act, { minLength: 10, maxLength: 40 }), async (acts) => {
          const lamps = await newLamps();
          for (const one of acts) await perform(lamps, one);
          await expectExact(lamps);
          for (const id of lamps) await unmergeIdea(db, town.max, id);
          await expectExact(lamps);
          const rows = (await db.read.select().from(votes)).filter(({ castOn }) => lamps.includes(castOn));
          expect(rows.filter(({ castOn, root, counts }) => castOn !== root || !counts)).toEqual([]);
          await react(db);
          expect(await recountTopics(db, false)).toEqual({ followers: [], comments: [] });
        }),
        { numRuns: 3, endOnFailure: true },
      );
    },
    PATIENCE,
  );
});
