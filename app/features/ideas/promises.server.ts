import { boards, touchTopic } from "~/features/topics/topics.server";
import { clock } from "~/platform/clock";
import { record } from "~/platform/record.server";
import { remembered } from "~/platform/remembered.server";
import type { BoardId, TopicId } from "~db/ids.ts";
import type { Store, Tx } from "~db/store.ts";
import { touch } from "~db/unit.ts";
import {
  countWaiting,
  forgetAnswered,
  fulfil,
  lapse,
  loadWaits,
  markTold,
  mostSupported,
  overdueUntold,
  type PromisedIn,
  promise,
  type Ranked,
  unpromisedAbove,
} from "./promises.store.server";
import { AWAITED, type IdeaStatus } from "./rules";

const AT_ONCE = 200;

/** Promises an answer to whatever has come above its board's number of supporters. Twice changes nothing. */
export async function promiseWhatIsAbove(db: Store, now: number): Promise<void> {
  const some = async () => promiseThem(db, await unpromisedAbove(db.read, AT_ONCE), { now, promisedIn: "promiseDays" });
  while ((await some()) === AT_ONCE);
}

const SLICE = 500;

/**
 * Promises an earlier answer to the most supported of each board. Looked through in slices from the top of all, until
 * every board has had its own: ranking each board in one statement held up everybody else for half a second.
 * Answered ones keep their place: the promise is to the first ten, not to ten more whenever ten are answered.
 */
export async function promiseTheTop(db: Store, now: number): Promise<void> {
  const left = new Map(
    (await boards(db)).flatMap(
      ({ id, promiseTop }): Array<[BoardId, number]> => (promiseTop > 0 ? [[id, promiseTop]] : []),
    ),
  );
  for (let after: Ranked | null = null; left.size > 0; ) {
    const slice: Ranked[] = await mostSupported(db.read, now, after, SLICE);
    const top = slice.filter(({ boardId }) => takePlace(left, boardId)).filter(({ isUnpromised }) => isUnpromised);
    const ids = top.map(({ id }) => id);
    for (let n = 0; n < ids.length; n += AT_ONCE)
      await promiseThem(db, ids.slice(n, n + AT_ONCE), { now, promisedIn: "promiseTopDays" });
    after = slice.at(-1) ?? null;
    if (slice.length < SLICE) return;
  }
}

/** Whether a board has a place left; then it has one less. */
function takePlace(left: Map<BoardId, number>, boardId: BoardId): boolean {
  const places = left.get(boardId);
  if (places === undefined) return false;
  if (places === 1) left.delete(boardId);
  else left.set(boardId, places - 1);
  return true;
}

// Looked for outside the write, which others wait for, and mostly nothing is found.
async function promiseThem(
  db: Store,
  ids: readonly TopicId[],
  on: { now: number; promisedIn: PromisedIn },
): Promise<number> {
  if (ids.length)
    await db.write(async (tx) => {
      const promised = await promise(tx, ids, on);
      touch(tx, "promises", ...promised.map((id) => `topic:${id}`));
    });
  return ids.length;
}

/** An official answer, or a decline with its reason, keeps the promise. In the write that brings it. */
export async function keepPromise(tx: Tx, id: TopicId, at: number = clock.now()): Promise<void> {
  await fulfil(tx, id, at);
  touch(tx, "promises");
}

/** These ideas lost an answer. Where it was all that was said to them, they count as unanswered again. */
export async function retractAnswers(tx: Tx, ids: readonly TopicId[]): Promise<void> {
  if (!ids.length) return;
  await forgetAnswered(tx, ids);
  touch(tx, "promises", ...ids.map((id) => `topic:${id}`));
}

/**
 * What a move makes of the promise: a decline keeps it, and nothing is due once an idea rests or has come to its end.
 * Reopening takes the decline's word back, so that an answer may be promised anew. A merge leaves it as it is, counted
 * nowhere until the merge is undone.
 */
export async function promiseAfter(tx: Tx, id: TopicId, from: IdeaStatus, to: IdeaStatus): Promise<void> {
  touch(tx, "promises");
  if (from === "merged" || to === "merged") return;
  if (from === "declined") return forgetAnswered(tx, [id]);
  if (AWAITED.includes(to)) return;
  if (to === "declined") return keepPromise(tx, id);
  await lapse(tx, id);
}

/** Tells of what has come overdue, once. */
export async function tellOverdue(db: Store, now: number): Promise<void> {
  const late = await overdueUntold(db.read, now, AT_ONCE);
  if (!late.length) return;
  const ids = late.map(({ id }) => id);
  await db.write(async (tx) => {
    const told = new Set(await markTold(tx, ids, now)); // another process may tell the same
    for (const { due, team, lead, ...topic } of late.filter(({ id }) => told.has(id))) {
      await record(tx, { kind: "promise.overdue", by: null, topic, details: { due, team, lead } });
      touchTopic(tx, topic.id, topic.boardId);
    }
    touch(tx, "promises");
  });
}

/** How a board keeps its promise. */
export interface Keeping {
  /** Ideas that wait for a promised answer. */
  waiting: number;
  overdue: number;
  /** When the first of them was due, or is; UTC milliseconds. */
  since: number;
  /** The median from promise to first answer, in whole days; null when too few were answered lately. */
  usualDays: number | null;
}

const DAY = 86_400_000;
const LATELY_MS = 90 * DAY;
const MOST_WAITS = 2_000;
const MOST_OF_A_BOARD = 100;
const FEWEST_WAITS = 3;

const NOTHING: Keeping = { waiting: 0, overdue: 0, since: 0, usualDays: null };

/** By board; in memory, as lists say how many wait. Days are all it says, so a minute late is soon enough. */
export const promises: (db: Store) => Promise<ReadonlyMap<BoardId, Keeping>> = remembered(
  ["promises", "boards"],
  async ({ read }) => {
    const now = clock.now();
    const [rows, waits] = await Promise.all([countWaiting(read, now), loadWaits(read, now - LATELY_MS, MOST_WAITS)]);
    const known = new Map(rows.map(({ boardId, ...row }) => [boardId, { ...NOTHING, ...row }]));
    for (const [boardId, ofBoard] of Map.groupBy(waits, (row) => row.boardId)) {
      const usualDays = medianDays(ofBoard.slice(0, MOST_OF_A_BOARD).map(({ wait }) => wait));
      known.set(boardId, { ...NOTHING, ...known.get(boardId), usualDays });
    }
    return known;
  },
);

/** The median of milliseconds in whole days, begun days counted; null when there are too few to speak of. */
export function medianDays(waits: readonly number[]): number | null {
  if (waits.length < FEWEST_WAITS) return null;
  const sorted = waits.toSorted((one, other) => one - other);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? 0;
  const median = sorted.length % 2 ? upper : ((sorted[middle - 1] ?? 0) + upper) / 2;
  return Math.max(Math.ceil(median / DAY), 1);
}

/** Of one board, or of all together; only boards say what is usual. */
export function keepingOf(all: ReadonlyMap<BoardId, Keeping>, board: BoardId | undefined): Keeping {
  if (board) return all.get(board) ?? NOTHING;
  const each = [...all.values()].filter(({ waiting }) => waiting > 0);
  return {
    waiting: each.reduce((sum, { waiting }) => sum + waiting, 0),
    overdue: each.reduce((sum, { overdue }) => sum + overdue, 0),
    since: Math.min(...each.map(({ since }) => since), Number.MAX_SAFE_INTEGER),
    usualDays: null,
  };
}
