import { basename } from "node:path";
import { asc, eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { addComment } from "~/features/comments/comments.server";
import { markHelpful } from "~/features/comments/helpful.server";
import { addNote } from "~/features/desk/notes.server";
import { mergeIdeas, unmergeIdea } from "~/features/merging/merging.server";
import { hideComment } from "~/features/moderation/acts.server";
import { report } from "~/features/moderation/reports.server";
import { addPicture } from "~/features/pictures/pictures.server";
import { makeIdea } from "~/features/threads/origins.server";
import { recountTopics } from "~/features/topics/recounting.server";
import { follow } from "~/features/topics/topics.server";
import { recount } from "~/features/voting/recounting.server";
import { castVote } from "~/features/voting/voting.server";
import { draftsOf, saveDraft } from "~/features/writing/drafts.server";
import type { BatchId, CommentId, TopicId } from "~db/ids.ts";
import { comments } from "~db/schema/comments.ts";
import { ideas } from "~db/schema/ideas.ts";
import { members } from "~db/schema/members.ts";
import { merges } from "~db/schema/merging.ts";
import { topics } from "~db/schema/topics.ts";
import { votes } from "~db/schema/voting.ts";
import type { Store } from "~db/store.ts";
import { fileOf, said } from "../../../tests/support/exchange-file";
import { newFolder, removeFolders } from "../../../tests/support/folders";
import { freshPicture } from "../../../tests/support/picture";
import { idea, newForm, openTestStore, react, settle, type Town } from "../../../tests/support/town";
import { askToUndo, batchById, beginOrGoOn } from "./batches.server";
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

const quiet = { signal: new AbortController().signal, progress: () => {} };

interface Brought {
  id: BatchId;
  /** By what their source calls them. */
  topic(sourceId: string): TopicId;
  comment(sourceId: string): CommentId;
}

async function bring(source: string, rows: ReadonlyArray<Record<string, unknown>>): Promise<Brought> {
  const path = fileOf(rows.map((row) => ({ ...row, source })));
  const wanted = { source: "jsonl", file: basename(path), path, by: null, boardId: town.board };
  const { batch } = await beginOrGoOn(db, { ...wanted, reading: { name: "jsonl", ...tracesOf(path) } });
  await runBatch(db, batch, quiet);
  const made = await db.read.select().from(topics).where(eq(topics.source, source));
  const talk = await db.read.select().from(comments).where(eq(comments.source, source));
  const found = <Row extends { sourceId: string | null }>(rows: readonly Row[], sourceId: string): Row => {
    const row = rows.find((one) => one.sourceId === sourceId);
    if (!row) throw new Error(`${sourceId} did not come`);
    return row;
  };
  return {
    id: batch.id,
    topic: (sourceId) => found(made, sourceId).id,
    comment: (sourceId) => found(talk, `${sourceId}\nc`).id,
  };
}

async function undo(id: BatchId): Promise<void> {
  await askToUndo(db, id, "here");
  await undoBatch(db, await batchById(db.read, id), quiet);
}

const left = async (source: string): Promise<string[]> =>
  (await db.read.select().from(topics).where(eq(topics.source, source)).orderBy(asc(topics.id))).map(
    ({ sourceId }) => sourceId ?? "",
  );

async function expectTrueCounts(): Promise<void> {
  expect(await recount(db, false)).toEqual([]);
  expect(await recountTopics(db, false)).toEqual({ followers: [], comments: [] });
}

const talked = (id: string, more: Record<string, unknown> = {}) =>
  said(id, {
    author: `author of ${id}`,
    supporters: [`fan of ${id}`, "fan of all"],
    answer: "Thank you.",
    comments: [{ source_id: "c", author: `critic of ${id}`, text: "It is so.", created_at: "2019-06-01" }],
    ...more,
  });

describe("undoing an import", () => {
  test("keeps what people did in any room, takes the rest with all that hangs on it, and refers to nothing gone", async () => {
    const touched = ["merged", "into", "unmerged", "followed", "noted", "helpful", "origin", "reported", "hidden"];
    const others = ["pictured", "objected", "drafted", "unfollowed", "plain"];
    const { id, topic, comment } = await bring(
      "rooms",
      [...touched, ...others].map((name) => talked(name)),
    );
    const { ben, cleo, stella, max } = town;
    const native = await idea(db, ben, town.board, "Said here");
    await mergeIdeas(db, stella, { duplicateId: topic("merged"), targetId: topic("into"), reason: "The same" });
    await mergeIdeas(db, stella, { duplicateId: topic("unmerged"), targetId: native, reason: "The same" });
    await unmergeIdea(db, stella, topic("unmerged"));
    await follow(db, cleo, topic("followed"), true);
    await follow(db, cleo, topic("unfollowed"), true);
    await follow(db, cleo, topic("unfollowed"), false);
    await addNote(db, stella, topic("noted"), { text: "Ask the lab.", once: newForm() });
    await markHelpful(db, ben, comment("helpful"), true);
    await makeIdea(db, ben, { commentId: comment("origin") }, { title: "Made of it", boardId: town.board, tags: "" });
    await report(db, ben, { topicId: topic("reported") }, { what: "spam", note: "" });
    await hideComment(db, max, comment("hidden"), { rule: "spam", reason: "Not here" });
    const picture = await addPicture(db, newFolder(), ben, await freshPicture());
    const shown = { text: `Look: ![](${picture})`, parentId: null, once: newForm() };
    await addComment(db, ben, topic("pictured"), shown);
    await castVote(db, ben, topic("objected"), { kind: "objection", reason: "It would cost too much light." });
    const draft = {
      place: `/topics/${topic("drafted")}/comments`,
      known: null,
      fields: { text: "I think" },
      isLast: false,
    };
    await saveDraft(db, cleo, draft);
    await react(db);
    const kept = { merged: 3, edited: 1, reported: 1, noted: 1, commented: 2, voted: 2, followed: 1 };
    expect(await foreseeUndoing(db, id)).toEqual({ gone: 3, kept });
    await undo(id);
    expect(await batchById(db.read, id)).toMatchObject({ state: "undone", kept });
    expect(await left("rooms")).toEqual([...touched, "pictured", "objected"]);
    expect(await draftsOf(db, cleo)).toHaveLength(1); // somebody's own words stay theirs
    expect(await db.read.$count(members, eq(members.sourceId, "critic of plain"))).toBe(0);
    expect(await db.read.$count(members, eq(members.sourceId, "critic of origin"))).toBe(1);
    expect(await db.read.$count(members, eq(members.sourceId, "fan of all"))).toBe(1);
    await expectTrueCounts();
  });

  test("takes a merged pair apart where one of the two stays, and both where none does", async () => {
    const of = (id: string, original: string) => talked(id, { duplicate_of: original });
    const { id, topic } = await bring("pairs", [
      ...[talked("1"), of("2", "1"), of("3", "1")], // goes as a whole
      ...[talked("4"), of("5", "4")], // somebody comments on the duplicate
      ...[talked("6"), of("7", "6")], // somebody votes for the original
      ...Array.from({ length: 30 }, (_, n) => talked(`far ${n}`)),
      of("8", "far 0"), // in another slice than its original
    ]);
    expect(await db.read.$count(merges)).toBeGreaterThanOrEqual(5);
    await addComment(db, town.ben, topic("5"), { text: "Not quite the same", parentId: null, once: newForm() });
    await castVote(db, town.ben, topic("6"), { kind: "support", reason: "" });
    await react(db);
    await undo(id);
    expect(await left("pairs")).toEqual(["5", "6"]);
    const statuses = await db.read
      .select()
      .from(ideas)
      .where(eq(ideas.topicId, topic("5")));
    expect(statuses).toMatchObject([{ status: "submitted", supporters: 2 }]);
    const original = await db.read
      .select()
      .from(ideas)
      .where(eq(ideas.topicId, topic("6")));
    expect(original).toMatchObject([{ supporters: 3 }]);
    expect(await db.read.$count(merges, eq(merges.targetId, topic("6")))).toBe(0);
    expect(await db.read.$count(votes, eq(votes.root, topic("6")))).toBe(3);
    await expectTrueCounts();
  });
});
