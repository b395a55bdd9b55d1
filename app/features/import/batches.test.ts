import { rmSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { addComment } from "~/features/comments/comments.server";
import { answerIdea } from "~/features/ideas/answering.server";
import { moveIdea } from "~/features/ideas/moving.server";
import { recountTopics } from "~/features/topics/recounting.server";
import { boardCalled, follow } from "~/features/topics/topics.server";
import { recount } from "~/features/voting/recounting.server";
import { castVote } from "~/features/voting/voting.server";
import { type BatchId, type BoardId, isId, type TopicId } from "~db/ids.ts";
import { importBatches, importedTopics, importProblems } from "~db/schema/import.ts";
import { members } from "~db/schema/members.ts";
import { boards, topics } from "~db/schema/topics.ts";
import type { Store } from "~db/store.ts";
import { newFolder, removeFolders } from "../../../tests/support/folders";
import { stoppingAtOnce, table } from "../../../tests/support/table-file";
import { NO_WORDS, newForm, openTestStore, settle, type Town } from "../../../tests/support/town";
import { batchView } from "./batch-view.server";
import { addBatch, askToUndo, batchById, beginOrGoOn, discardBatch, goOn, startBatch, workOn } from "./batches.server";
import { runImports } from "./clock.server";
import { tracesOf } from "./reading.server";
import { runBatch } from "./running.server";
import { foreseeUndoing, undoBatch } from "./undoing.server";

let db: Store;
let town: Town;

beforeAll(async () => {
  db = await openTestStore();
  town = await settle(db);
});
afterAll(async () => {
  await db.close();
  removeFolders();
});

const never = (): AbortSignal => new AbortController().signal;
const quiet = { signal: never(), progress: () => {} };

const wanted = (path: string, board: BoardId | string = town.board) => ({
  ...{ source: "csv", file: basename(path), path, by: null, boardId: typeof board === "string" ? null : board },
  reading: { name: basename(path), ...tracesOf(path), ...(typeof board === "string" && { board }) },
});

async function bring(path: string, board?: BoardId | string) {
  const { batch, stoppedAt } = await beginOrGoOn(db, wanted(path, board));
  return { id: batch.id, stoppedAt, report: await runBatch(db, batch, quiet) };
}

/** Brings the first slices of it in, and then its process is gone. */
async function stopHalfWay(path: string, board?: BoardId | string) {
  const { batch } = await beginOrGoOn(db, wanted(path, board));
  await runBatch(db, batch, stoppingAtOnce());
  return batch.id;
}

const batch = (id: BatchId) => batchById(db.read, id);
const topicsIn = async (id: BatchId): Promise<TopicId[]> =>
  (
    await db.read.select().from(importedTopics).where(eq(importedTopics.batchId, id)).orderBy(importedTopics.topicId)
  ).map(({ topicId }) => topicId);
const undo = async (id: BatchId) => {
  await askToUndo(db, id, "here");
  return undoBatch(db, await batch(id), quiet);
};
const expectTrueCounts = async () => {
  expect(await recount(db, false)).toEqual([]);
  expect(await recountTopics(db, false)).toEqual({ followers: [], comments: [] });
};

describe("a batch", () => {
  test("is one import: how it ended, what it made, and each problem by its line", async () => {
    const { id, report } = await bring(table(250, "x,,never,,\n"));
    expect(report).toMatchObject({ read: 251, created: 250 });
    expect(await batch(id)).toMatchObject({
      ...{ state: "done", total: 251, read: 251, created: 250, updated: 0, unchanged: 0, skipped: 1, members: 8 },
      path: null,
    });
    expect(await topicsIn(id)).toHaveLength(250);
    expect(await db.read.select().from(importProblems).where(eq(importProblems.batchId, id))).toMatchObject([
      { line: 252, why: "import.row.date", field: "created_at" },
    ]);
  });

  test("stopped half-way goes on with the next run of the same file, and adds up", async () => {
    const path = table(450, "x,,never,,\n");
    const id = await stopHalfWay(path);
    expect(await batch(id)).toMatchObject({ state: "running", read: 200, created: 200 });
    const again = await bring(path);
    expect(again).toMatchObject({ id, stoppedAt: 200, report: { read: 451, created: 450, unchanged: 0 } });
    expect(await batch(id)).toMatchObject({ state: "done", read: 451, created: 450, skipped: 1 });
    expect(await topicsIn(id)).toHaveLength(450);
    await expectTrueCounts();
    const other = await bring(path);
    expect(other).toMatchObject({ stoppedAt: null, report: { created: 0, unchanged: 450 } });
    expect(other.id).not.toBe(id);
  });

  test("whose file has changed since is another one", async () => {
    const path = table(250);
    const id = await stopHalfWay(path);
    writeFileSync(path, "id,title,date\n1,Other,2019-05-20\n");
    expect(await bring(path)).toMatchObject({ stoppedAt: null });
    expect(await batch(id)).toMatchObject({ state: "running", read: 200 });
  });

  test("asked for another board is another one; without a word it goes on where it went", async () => {
    const path = table(250);
    const id = await stopHalfWay(path, "Where it began");
    const began = await boardCalled(db.read, "Where it began");
    if (!began) throw new Error("the board was not made");
    const { batch: same } = await beginOrGoOn(db, wanted(path, began.id));
    expect(same.id).toBe(id); // it was to be made, and is here by now
    await runBatch(db, same, stoppingAtOnce());
    const { batch: unsaid } = await beginOrGoOn(db, wanted(path), "not said");
    expect(unsaid.id).toBe(id);
    await runBatch(db, unsaid, stoppingAtOnce());
    const { batch: other, stoppedAt } = await beginOrGoOn(db, wanted(path));
    expect([other.id === id, stoppedAt]).toEqual([false, null]);
    expect(await runBatch(db, other, quiet)).toMatchObject({ unchanged: 250 });
    expect(await db.read.$count(topics, eq(topics.boardId, began.id))).toBe(250);
  });

  test("whose process went away is marked by the clock, and goes on when an admin says so", async () => {
    const path = table(250);
    const id = await stopHalfWay(path);
    const { reading } = await batch(id);
    const gone = { ...reading, runner: { host: "another", pid: 1 } };
    await db.write((tx) => tx.update(importBatches).set({ reading: gone, movedAt: 0 }).where(eq(importBatches.id, id)));
    await runImports(db, never());
    expect(await batch(id)).toMatchObject({ state: "stopped", why: "import.ended", read: 200 });
    await goOn(db, id);
    await goOn(db, id);
    await runImports(db, never());
    expect(await batch(id)).toMatchObject({ state: "done", read: 250, created: 250 });
    await expect(goOn(db, id)).rejects.toMatchObject({ code: "import.over" });
  });

  test("is tried out first: counts and problems, and nothing comes in", async () => {
    const path = table(120, "x,,never,,\n");
    const id = await db.write((tx) => addBatch(tx, wanted(path, "A new board"), "uploaded"));
    await startBatch(db, id, "check");
    await runImports(db, never());
    expect(await batch(id)).toMatchObject({ state: "checked", read: 121, created: 120, skipped: 1 });
    expect(await topicsIn(id)).toEqual([]);
    expect(batchView(await batch(id)).foreseen).toEqual(["A new board"]);
    await startBatch(db, id, "import");
    expect(batchView(await batch(id)).foreseen).toEqual([]);
    await startBatch(db, id, "import");
    await runImports(db, never());
    expect(await batch(id)).toMatchObject({ state: "done", read: 121, created: 120, skipped: 1 });
    expect(await db.read.$count(importProblems, eq(importProblems.batchId, id))).toBe(1);
    await expect(startBatch(db, id, "import")).rejects.toMatchObject({ code: "import.over" });
  });

  test("that breaks holds up none behind it", async () => {
    const broken = { ...wanted(table(1)), reading: {}, state: "running" as const, at: 1, movedAt: 1 };
    await db.write((tx) => tx.insert(importBatches).values(broken));
    const id = await db.write((tx) => addBatch(tx, wanted(table(1)), "running"));
    await runImports(db, never());
    expect(await batch(id)).toMatchObject({ state: "done", created: 1 });
    await db.write((tx) => tx.delete(importBatches).where(eq(importBatches.state, "running")));
  });

  test("that broke says so, and can be begun again, gone on with or undone, by how far it was", async () => {
    const breaks = async (id: BatchId) => {
      const work = workOn(db, await batch(id), () => Promise.reject(new Error("no space left")));
      await expect(work).rejects.toThrow("no space left");
      return batch(id);
    };
    const fresh = await db.write((tx) => addBatch(tx, wanted(table(1)), "checking"));
    expect(await breaks(fresh)).toMatchObject({ state: "failed", why: "import.broke" });
    const half = await stopHalfWay(table(250));
    expect(await breaks(half)).toMatchObject({ state: "stopped", why: "import.broke", created: 200 });
    await goOn(db, half);
    expect(await batch(half)).toMatchObject({ state: "running", why: null });
    await runImports(db, never());
    await askToUndo(db, half, "clock");
    expect(await breaks(half)).toMatchObject({ state: "done", why: "import.broke" });
    await undo(half);
    expect(await batch(half)).toMatchObject({ state: "undone", why: null });
  });

  test("whose file went away half-way keeps what came in, and can still be undone", async () => {
    const path = table(250);
    const id = await stopHalfWay(path);
    rmSync(path);
    await runImports(db, never());
    await goOn(db, id);
    await runImports(db, never());
    expect(await batch(id)).toMatchObject({ state: "stopped", why: "import.place.not.there", created: 200 });
    await expect(discardBatch(db, id)).rejects.toMatchObject({ code: "import.over" });
    await undo(id);
    expect(await batch(id)).toMatchObject({ state: "undone" });
  });

  test("of a file that can't be read failed, and says why", async () => {
    const path = join(newFolder(), "x.csv");
    writeFileSync(path, "a,b\n1,2\n");
    const id = await db.write((tx) => addBatch(tx, wanted(path), "uploaded"));
    await startBatch(db, id, "import");
    await runImports(db, never());
    expect(await batch(id)).toMatchObject({ state: "failed", why: "import.map.no.title" });
  });
});

describe("undoing an import", () => {
  test("takes away what it made: ideas, votes, people nobody names any more, and its empty board", async () => {
    const { id } = await bring(table(60), "Board to go");
    const source = (await batch(id)).file;
    expect(await db.read.$count(members, eq(members.source, source))).toBe(8);
    expect(await foreseeUndoing(db, id)).toEqual({ gone: 60, kept: {} });
    expect(await undo(id)).toBe(true);
    expect(await batch(id)).toMatchObject({ state: "undone", kept: {} });
    expect(await db.read.$count(topics, eq(topics.source, source))).toBe(0);
    expect(await db.read.$count(members, eq(members.source, source))).toBe(0);
    expect(await db.read.$count(boards, eq(boards.name, "Board to go"))).toBe(0);
    await askToUndo(db, id, "here"); // twice changes nothing
    expect((await batch(id)).state).toBe("undone");
    await expectTrueCounts();
  });

  test("keeps what people have touched since, and says how many and why", async () => {
    const { id } = await bring(table(12), "Board that stays");
    const [voted, commented, followed, answered, moved, edited] = await topicsIn(id);
    const at = (one: TopicId | undefined): TopicId => {
      if (!one || !isId<TopicId>(one)) throw new Error("too few");
      return one;
    };
    await castVote(db, town.ben, at(voted), { kind: "support", reason: "" });
    await addComment(db, town.ben, at(commented), { text: "Yes", parentId: null, once: newForm() });
    await follow(db, town.cleo, at(followed), true);
    await answerIdea(db, town.stella, at(answered), { text: "We look.", manner: "personally", once: newForm() });
    await moveIdea(db, town.stella, at(moved), "shortlisted", { ...NO_WORDS, ownerId: town.stella.id });
    await db.write((tx) =>
      tx
        .update(topics)
        .set({ editedAt: 1 })
        .where(eq(topics.id, at(edited))),
    );
    const kept = { voted: 1, commented: 1, followed: 1, answered: 1, moved: 1, edited: 1 };
    expect(await foreseeUndoing(db, id)).toEqual({ gone: 6, kept });
    await undo(id);
    expect(await batch(id)).toMatchObject({ state: "undone", kept });
    expect(await topicsIn(id)).toHaveLength(6);
    expect(await db.read.$count(boards, eq(boards.name, "Board that stays"))).toBe(1);
    await expectTrueCounts();
  });

  test("goes on where it was cut short", async () => {
    const { id } = await bring(table(70));
    await askToUndo(db, id, "here");
    const stopping = new AbortController();
    await undoBatch(db, await batch(id), { signal: stopping.signal, progress: () => stopping.abort() });
    expect(await batch(id)).toMatchObject({ state: "undoing" });
    expect(await topicsIn(id)).toHaveLength(50);
    await runImports(db, never());
    expect(await batch(id)).toMatchObject({ state: "undone" });
    expect(await topicsIn(id)).toEqual([]);
  });

  test("is refused while it runs, and leaves what an update changed", async () => {
    const path = table(250);
    const running = await stopHalfWay(path);
    await expect(askToUndo(db, running, "here")).rejects.toMatchObject({ code: "import.running" });
    const first = await bring(path);
    const text = `id,title,date,author,supporters\n0,Changed,2019-05-20,ann 0,\n`;
    writeFileSync(path, text);
    const second = await bring(path);
    expect(second.report).toMatchObject({ updated: 1, created: 0 });
    await undo(second.id);
    expect(await topicsIn(first.id)).toHaveLength(250);
    expect(await db.read.$count(topics, eq(topics.title, "Changed"))).toBe(1);
  });

  test("takes its board along although another import went there, unless one is still to", async () => {
    const [first, later] = [await bring(table(3), "Named twice"), await bring(table(3), "Named later")];
    const [named, kept] = [await boardCalled(db.read, "Named twice"), await boardCalled(db.read, "Named later")];
    if (!named || !kept) throw new Error("a board was not made");
    const other = await bring(table(1), named.id);
    await undo(other.id);
    await db.write((tx) => addBatch(tx, wanted(table(1), kept.id), "uploaded"));
    await undo(first.id);
    await undo(later.id);
    expect([(await batch(first.id)).state, (await batch(later.id)).state]).toEqual(["undone", "undone"]);
    expect(await db.read.$count(boards, eq(boards.id, named.id))).toBe(0);
    expect(await db.read.$count(boards, eq(boards.id, kept.id))).toBe(1);
    expect(await batch(other.id)).toMatchObject({ state: "undone", boardId: null });
  });

  test("makes room for the same file to come again", async () => {
    const path = table(30);
    const { id } = await bring(path);
    await undo(id);
    expect((await bring(path)).report).toMatchObject({ created: 30, members: 8 });
  });
});
