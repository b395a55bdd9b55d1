import { hotness } from "~/features/ideas/rules";
import { loadTallies, lockIdea, repairTally, type StoredTally } from "~/features/ideas/tallies.server";
import type { TopicId } from "~db/ids.ts";
import type { Store } from "~db/store.ts";
import { type CountedVotes, countVotes, countVotesOf } from "./store.server";

interface TallyDrift {
  id: TopicId;
  /** Which number. */
  name: string;
  stored: number;
  counted: number;
}

const SLICE = 500;
const NONE = { supporters: 0, staffSupport: 0, problemHavers: 0, objections: 0, weightSum: 0, guestSum: 0 };

/** Where the stored tallies and orders of ideas differ from what their vote rows add up to; `repair` makes them equal. */
export async function recount(db: Store, repair: boolean): Promise<TallyDrift[]> {
  const drifts: TallyDrift[] = [];
  let after = 0;
  for (;;) {
    const stored = await loadTallies(db.read, after, SLICE);
    const last = stored.at(-1);
    if (!last) return drifts;
    const counted = new Map((await countVotes(db.read, after, last.id)).map((row) => [row.root, row]));
    for (const idea of stored) {
      const isSuspect = driftsOf(idea, counted.get(idea.id)).length > 0;
      if (isSuspect) drifts.push(...(await recountIdea(db, idea.id, repair)));
    }
    after = last.id;
  }
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
    return drifts;
  });

function driftsOf(stored: StoredTally, found: CountedVotes | undefined): TallyDrift[] {
  const counted = { ...NONE, ...found };
  const most = counted.supporters + stored.importedSupport;
  const expected = {
    supporters: counted.supporters,
    staffSupport: counted.staffSupport,
    problemHavers: counted.problemHavers,
    objections: counted.objections,
    weightSum: counted.weightSum,
    guestSum: counted.guestSum,
    most,
    net: most - counted.objections - stored.importedObjections,
    hot: hotness(counted.supporters, stored.importedSupport, stored.createdAt),
  };
  const kept: Record<string, number> = { ...stored };
  return Object.entries(expected).flatMap(([name, value]) => {
    const now = kept[name] ?? 0;
    // hot is a floating-point number: the engines may round its last digit
    return Math.abs(now - value) > 1e-9 * Math.abs(value) ? [{ id: stored.id, name, stored: now, counted: value }] : [];
  });
}
