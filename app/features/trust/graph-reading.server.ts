import { setImmediate as nextTick } from "node:timers/promises";
import type { MemberId } from "~db/ids.ts";
import type { Store } from "~db/store.ts";
import { standingCheats } from "./fraud.store.server";
import { decayed } from "./graph/ties";
import type { Graph, Seeds } from "./graph/weighing";
import { staffWhoAnswered, type TieRow, tiesAfter } from "./runs.store.server";

const TIES_A_LOOK = 500;
const BEFORE_ALL = { lowId: 0, highId: 0, kind: "", subject: "" };
const ANSWERED_MS = 30 * 86_400_000;

/** Everybody a run looks at, by their place in its arrays. */
export interface TiedPeople {
  /** Whose place it is. */
  ids: MemberId[];
  graph: Graph;
  seeds: Seeds;
  /** How many employees each is tied to. */
  staffMet: Int32Array;
  /** Who is tied to one of the seeds. */
  friends: Set<MemberId>;
}

/** Who is tied to whom just now, and from whom trust comes: employees who answered somebody within thirty days. */
export async function readTied(db: Store, now: number): Promise<TiedPeople> {
  const staff = await staffWhoAnswered(db.read, now - ANSWERED_MS);
  const places = new Map<MemberId, number>();
  const placeOf = (id: MemberId): number => {
    const place = places.get(id) ?? places.size;
    places.set(id, place);
    return place;
  };
  const seeds = staff.filter(({ hasAnswered }) => hasAnswered).map(({ id }) => placeOf(id));
  const pairs: Array<[one: number, other: number, weight: number]> = [];
  const cheats = await standingCheats(db.read);
  for await (const { lowId, highId, weight } of pairsIn(db, now))
    if (!cheats.has(lowId) && !cheats.has(highId)) pairs.push([placeOf(lowId), placeOf(highId), weight]);
  const employees = new Set(staff.map(({ id }) => id));
  const ids = [...places.keys()];
  return {
    ids,
    graph: {
      people: ids.length,
      from: Int32Array.from(pairs, ([one]) => one),
      to: Int32Array.from(pairs, ([, other]) => other),
      weight: Float64Array.from(pairs, ([, , weight]) => weight),
    },
    seeds: { ids: Int32Array.from(seeds), share: new Float64Array(seeds.length).fill(1 / seeds.length) },
    ...neighboursOf(pairs, { ids, employees, seeds: new Set(seeds) }),
  };
}

interface Pair {
  lowId: MemberId;
  highId: MemberId;
  /** All their ties, as they are today. 1 is a tie on its first day. */
  weight: number;
}

async function* pairsIn(db: Store, now: number): AsyncGenerator<Pair> {
  const open: Pair[] = []; // the pair whose ties are being added up
  for await (const { lowId, highId, weight, at } of tiesIn(db)) {
    if (weight <= 0) continue; // a second thanks within a year
    const today = decayed(weight / 1000, now - at);
    const pair = open[0];
    if (pair?.lowId === lowId && pair.highId === highId) {
      pair.weight += today;
      continue;
    }
    yield* open.splice(0);
    open.push({ lowId, highId, weight: today });
  }
  yield* open;
}

/** All ties, in the order of their pairs. Some at a time: others are answered in between. */
export async function* tiesIn(db: Store): AsyncGenerator<TieRow> {
  let last: Parameters<typeof tiesAfter>[1] = BEFORE_ALL;
  for (;;) {
    const rows: TieRow[] = await tiesAfter(db.read, last, TIES_A_LOOK);
    yield* rows;
    last = rows.at(-1) ?? last;
    if (rows.length < TIES_A_LOOK) return;
    await nextTick();
  }
}

function neighboursOf(
  pairs: ReadonlyArray<[number, number, number]>,
  { ids, employees, seeds }: { ids: readonly MemberId[]; employees: ReadonlySet<MemberId>; seeds: ReadonlySet<number> },
): Pick<TiedPeople, "staffMet" | "friends"> {
  const staffMet = new Int32Array(ids.length);
  const friends = new Set<MemberId>();
  const meet = (one: number, other: number): void => {
    const [id, them] = [ids[one], ids[other]];
    if (them !== undefined && employees.has(them)) staffMet[one] = (staffMet[one] ?? 0) + 1;
    if (id !== undefined && seeds.has(other)) friends.add(id);
  };
  for (const [one, other] of pairs) {
    meet(one, other);
    meet(other, one);
  }
  return { staffMet, friends };
}
