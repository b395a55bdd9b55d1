import { forgetPeople, forgetTopics, untilNobodyWrites } from "~/features/forgetting/taking-out.server";
import { lockIdea } from "~/features/ideas/tallies.server";
import { forgetEmptyBoards } from "~/features/topics/forgetting.server";
import { clock } from "~/platform/clock";
import type { BatchId, TopicId } from "~db/ids.ts";
import type { Store, Tx } from "~db/store.ts";
import { workOn } from "./batches.server";
import { type BatchRow, leaveBoards, loadBatch, moveBatch } from "./batches.store.server";
import { readingOf } from "./reading.server";
import { keptOf, needlessOf, placeholdersBehind, topicCount, topicsOfBatch, touchedOf } from "./undoing.store.server";
import { dropUpload } from "./upload-folders.server";

const TOPICS_A_SLICE = 20;
const PEOPLE_AT_ONCE = 500;

/** What undoing a batch would take away, and what it would leave, by reason. */
export async function foreseeUndoing(db: Store, id: BatchId): Promise<{ gone: number; kept: Record<string, number> }> {
  const kept = await keptOf(db.read, id);
  const staying = Object.values(kept).reduce((sum, count) => sum + count, 0);
  return { gone: (await topicCount(db.read, id)) - staying, kept };
}

interface Undoing {
  signal: AbortSignal;
  progress(looked: number): void;
}

/**
 * Takes away what a batch made, in slices: its ideas with all that came with them, people whom nothing names any more, and
 * its boards, where nothing stands on them. What people have touched since stays. Twice changes nothing; one that was
 * cut short goes on. False when another process is at it.
 */
export const undoBatch = (db: Store, batch: BatchRow, undoing: Undoing): Promise<boolean> =>
  workOn(db, batch, async ({ id, reading }) => {
    const { boards = [], upload } = readingOf(reading);
    let after = 0;
    let looked = 0;
    for (;;) {
      const slice = await topicsOfBatch(db.read, id, after, TOPICS_A_SLICE);
      const last = slice.at(-1);
      if (last === undefined) break;
      await untilNobodyWrites(() => db.write((tx) => takeAway(tx, id, slice)));
      after = last;
      looked += slice.length;
      undoing.progress(looked);
      if (undoing.signal.aborted) return letWait(db, id);
    }
    await untilNobodyWrites(() =>
      db.write(async (tx) => {
        await finish(tx, id);
        await leaveBoards(tx, boards);
        await forgetEmptyBoards(tx, boards);
      }),
    );
    if (upload) await dropUpload(upload);
  });

// Who votes or answers holds the idea's row while they do: either they come before this and are seen, or find nothing.
async function takeAway(tx: Tx, batchId: BatchId, slice: readonly TopicId[]): Promise<void> {
  for (const id of slice) await lockIdea(tx, id);
  const touched = await touchedOf(tx, slice);
  const gone = slice.filter((id) => !touched.has(id));
  if (gone.length) {
    const people = await placeholdersBehind(tx, gone);
    await forgetTopics(tx, gone);
    for (let start = 0; start < people.length; start += PEOPLE_AT_ONCE) {
      const needless = await needlessOf(tx, people.slice(start, start + PEOPLE_AT_ONCE));
      if (needless.length) await forgetPeople(tx, needless);
    }
  }
  await moveBatch(tx, batchId, ["undoing"], { movedAt: clock.now() });
}

async function finish(tx: Tx, id: BatchId): Promise<void> {
  const batch = await loadBatch(tx, id);
  const { runner: _, upload: __, ...reading } = batch?.reading ?? {};
  const kept = await keptOf(tx, id);
  await moveBatch(tx, id, ["undoing"], { state: "undone", kept, reading, path: null, movedAt: clock.now() });
}

async function letWait(db: Store, id: BatchId): Promise<void> {
  await db.write(async (tx) => {
    const batch = await loadBatch(tx, id);
    const { runner: _, ...reading } = batch?.reading ?? {};
    await moveBatch(tx, id, ["undoing"], { reading });
  });
}
