import { setImmediate as nextTick } from "node:timers/promises";
import {
  loadTallies,
  lockIdea,
  lockIdeas,
  ordersOf,
  repairTally,
  type StoredTally,
} from "~/features/ideas/tallies.server";
import type { TopicId } from "~db/ids.ts";
import type { Store } from "~db/store.ts";
import { touch } from "~db/unit.ts";
import { moveVotes } from "./merging.server";
import { elect, misplacedVotes } from "./roots.store.server";
import { type CountedVotes, countVotes, countVotesOf, unevenRoots } from "./store.server";

interface TallyDrift {
  id: TopicId;
  /** Which number. */
  name: string;
  stored: number;
  counted: number;
}

const SLICE = 500;
const NONE = { supporters: 0, staffSupport: 0, problemHavers: 0, objections: 0, weightSum: 0, guestSum: 0 };

/**
 * Where votes count for another idea than merges say, where not exactly one counts of all that somebody has of a kind,
 * and where the stored tallies and orders of ideas differ from what the rows add up to; `repair` makes them equal. Orders of
 * ideas whose votes are looked at stand still, and are not asked about.
 */
export async function recount(db: Store, repair: boolean): Promise<TallyDrift[]> {
  const drifts: TallyDrift[] = [];
  for await (const { after, upTo } of slices(db)) drifts.push(...(await recountRoots(db, after, upTo, repair)));
  for await (const { after, upTo, stored } of slices(db)) {
    drifts.push(...(await recountCounting(db, after, upTo, repair)));
    const counted = new Map((await countVotes(db.read, after, upTo)).map((row) => [row.root, row]));
    for (const idea of stored) {
      const isSuspect = driftsOf(idea, counted.get(idea.id)).length > 0;
      if (isSuspect) drifts.push(...(await recountIdea(db, idea.id, repair)));
    }
  }
  return drifts;
}

/** All ideas, some at a time: others are answered in between. */
async function* slices(db: Store): AsyncGenerator<{ after: number; upTo: number; stored: StoredTally[] }> {
  let after = 0;
  for (;;) {
    const stored = await loadTallies(db.read, after, SLICE);
    const last = stored.at(-1);
    if (!last) return;
    yield { after, upTo: last.id, stored };
    after = last.id;
    await nextTick();
  }
}

// Votes and merges may come while this reads: what is seen is asked for again with the roots held.
async function recountRoots(db: Store, after: number, upTo: number, repair: boolean): Promise<TallyDrift[]> {
  const drifts: TallyDrift[] = [];
  for (const seen of await misplacedVotes(db.read, after, upTo)) {
    const found = await db.write(async (tx) => {
      await lockIdeas(tx, [seen.stored, seen.counted]);
      const drift = (await misplacedVotes(tx, seen.id - 1, seen.id)).find(({ stored }) => stored === seen.stored);
      if (!drift || drift.counted !== seen.counted) return [];
      if (repair) await moveVotes(tx, seen.id, drift.stored, drift.counted);
      return [{ ...drift, name: "root" }];
    });
    drifts.push(...found);
  }
  return drifts;
}

async function recountCounting(db: Store, after: number, upTo: number, repair: boolean): Promise<TallyDrift[]> {
  const drifts: TallyDrift[] = [];
  for (const { id } of await unevenRoots(db.read, after, upTo)) {
    const found = await db.write(async (tx) => {
      await lockIdea(tx, id);
      const uneven = await unevenRoots(tx, id - 1, id);
      if (repair && uneven.length) await elect(tx, id);
      return uneven.map((drift) => ({ ...drift, name: "counting" }));
    });
    drifts.push(...found);
  }
  return drifts;
}

// Read again under the idea's lock: votes and imports may have come since.
const recountIdea = (db: Store, id: TopicId, repair: boolean): Promise<TallyDrift[]> =>
  db.write(async (tx) => {
    await lockIdea(tx, id);
    const [stored] = await loadTallies(tx, id - 1, 1);
    if (!stored) return [];
    const found = await countVotesOf(tx, id);
    const drifts = driftsOf(stored, found);
    const { root: _, ...counted } = found ?? { root: id, ...NONE };
    if (repair && drifts.length) await repairTally(tx, id, counted, stored);
    touch(tx, `topic:${id}`);
    return drifts;
  });

function driftsOf(stored: StoredTally, found: CountedVotes | undefined): TallyDrift[] {
  const counted = { ...NONE, ...found };
  const expected = {
    supporters: counted.supporters,
    staffSupport: counted.staffSupport,
    problemHavers: counted.problemHavers,
    objections: counted.objections,
    weightSum: counted.weightSum,
    guestSum: counted.guestSum,
    ...ordersOf(counted, stored),
  };
  const kept: Record<string, number | null> = { ...stored };
  return Object.entries(expected).flatMap(([name, value]) => {
    const now = kept[name] ?? 0;
    // hot is a floating-point number: the engines may round its last digit
    return Math.abs(now - value) > 1e-9 * Math.abs(value) ? [{ id: stored.id, name, stored: now, counted: value }] : [];
  });
}
