import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ideaPage } from "~/features/ideas/idea-page.server";
import { editIdea, type Proposal } from "~/features/ideas/proposing.server";
import { importIdeas } from "~/features/import/import.server";
import { jsonl } from "~/features/import/sources/jsonl.server";
import type { Member } from "~/features/members/rules";
import { topicsBySource } from "~/features/topics/importing.server";
import { heldOf } from "~/features/topics/moderating.server";
import { addBoard } from "~/features/topics/topics.server";
import type { ActId, BoardId, TopicId } from "~db/ids.ts";
import type { Store } from "~db/store.ts";
import { fileOf, said } from "../../../tests/support/exchange-file";
import { removeFolders } from "../../../tests/support/folders";
import { ideaRevisionsOf } from "../../../tests/support/revisions";
import { idea, openTestStore, person, proposal, settle, type Town } from "../../../tests/support/town";
import { moveTopic, retitleTopic } from "./acts.server";
import { actLog } from "./log.server";
import { topicThing } from "./rules";
import { undoAct } from "./undoing.server";

const OWN = "Dark mode at night";
const GIVEN = "Dark mode after ten";
let db: Store;
let town: Town;
let mia: Member;
let books: BoardId;

beforeAll(async () => {
  db = await openTestStore();
  town = await settle(db);
  mia = await person(db, "mia", ["moderator"]);
  books = await db.write((tx) => addBoard(tx, { name: "Books", slug: "books", description: "" }));
});
afterAll(async () => {
  await db.close();
  removeFolders();
});

const talk = () => idea(db, town.ann, town.board, OWN);
const retitle = (id: TopicId, title = GIVEN) => retitleTopic(db, town.max, id, { title, reason: "Says what it is" });
const move = (id: TopicId, boardId = books) => moveTopic(db, town.max, id, { boardId, reason: "Belongs there" });
const edit = (id: TopicId, more: Partial<Proposal> = {}) =>
  editIdea(db, town.ann, id, proposal(town.board, { title: "Mine again", ...more }));
const stands = async (id: TopicId) => {
  const { title, boardId } = await ideaPage(db, null, id);
  return [title, boardId];
};
const undoLast = async (id: TopicId) =>
  undoAct(
    db,
    mia,
    (await actLog(db, mia, { thing: topicThing(id) })).acts.find((act) => !act.undoneAt)?.id ?? (0 as ActId),
  );

describe("while a moderator's title or board stands", () => {
  test("its author changes the rest, and both again once they are undone", async () => {
    const dark = await talk();
    await retitle(dark);
    await edit(dark, { problem: "It blinds me every night, really.", tags: "night" });
    expect(await stands(dark)).toEqual([GIVEN, town.board]);
    expect(await ideaPage(db, null, dark)).toMatchObject({
      problem: expect.stringContaining("blinds"),
      tags: ["night"],
    });
    await move(dark);
    await edit(dark, { title: "", boardId: null }); // as a form posts that greys them
    expect(await stands(dark)).toEqual([GIVEN, books]);
    expect(await heldOf(db.read, dark)).toEqual({ title: true, board: true });
    await undoLast(dark);
    expect(await heldOf(db.read, dark)).toEqual({ title: true, board: false });
    await undoLast(dark);
    expect(await stands(dark)).toEqual([OWN, town.board]);
    await edit(dark, { boardId: books });
    expect(await stands(dark)).toEqual(["Mine again", books]);
    expect(await ideaRevisionsOf(db, dark)).toHaveLength(5);
  });

  test("the second of two still holds when it is the latest that is undone", async () => {
    const dark = await talk();
    await retitle(dark);
    await retitle(dark, "Dark mode after eleven");
    await undoLast(dark);
    await edit(dark);
    expect((await stands(dark))[0]).toBe(GIVEN);
    await undoLast(dark);
    await edit(dark);
    expect((await stands(dark))[0]).toBe("Mine again");
  });

  test("an edit at the same moment does not win over it", async () => {
    for (let n = 0; n < 5; n++) {
      const dark = await talk();
      await Promise.all([edit(dark), move(dark), edit(dark), retitle(dark), edit(dark)]);
      expect(await stands(dark)).toEqual([GIVEN, books]);
    }
  });

  test("an import that brings a changed line keeps both, and brings them once they are undone", async () => {
    const bring = (title: string) => {
      const place = fileOf([said("1", { source: "held", title, board: "phones", body: title })]);
      return importIdeas(db, { name: "jsonl", source: jsonl, place, board: town.board, isDryRun: false, progress });
    };
    await bring("First");
    const id = (await topicsBySource(db.read, "held", ["1"])).get("1")?.id ?? (0 as TopicId);
    await retitle(id);
    await move(id);
    expect(await bring("Second")).toMatchObject({ updated: 1 });
    expect(await stands(id)).toEqual([GIVEN, books]);
    expect((await ideaPage(db, null, id)).problem).toBe("Second");
    await undoLast(id);
    await undoLast(id);
    await bring("Third");
    expect(await stands(id)).toEqual(["Third", town.board]);
  });
});

const progress = (): void => {};
