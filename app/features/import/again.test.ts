import { eq } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { addComment } from "~/features/comments/comments.server";
import { clock } from "~/platform/clock";
import { answers } from "~db/schema/ideas.ts";
import { topics } from "~db/schema/topics.ts";
import type { Store } from "~db/store.ts";
import { fileOf, said } from "../../../tests/support/exchange-file";
import { removeFolders } from "../../../tests/support/folders";
import { newForm, openTestStore, settle, type Town } from "../../../tests/support/town";
import { type ImportReport, importIdeas } from "./import.server";
import { csv } from "./sources/csv.server";
import { jsonl } from "./sources/jsonl.server";
import type { Source } from "./sources/source";

let db: Store;
let town: Town;

beforeAll(async () => {
  db = await openTestStore();
  town = await settle(db);
});
afterEach(() => vi.restoreAllMocks());
afterAll(async () => {
  await db.close();
  removeFolders();
});

const bring = (name: string, source: Source, place: string): Promise<ImportReport> =>
  importIdeas(db, { name, source, place, board: town.board, isDryRun: false, progress: () => {} });

describe("the same file again", () => {
  test("changes nothing, also where a table has answers and no dates; a new answer has its idea's", async () => {
    const answered = fileOf(["title,answer", "Louder,We look", "Lighter,"], "undated.csv");
    await bring("undated", csv({}), answered);
    const dates = () => db.read.select({ text: answers.text, at: answers.at }).from(answers);
    const [first] = await dates();
    vi.spyOn(clock, "now").mockReturnValue(Date.now() + 86_400_000);
    expect(await bring("undated", csv({}), answered)).toMatchObject({ unchanged: 2, updated: 0 });
    const changed = fileOf(["title,answer", "Louder,We still look", "Lighter,"], "undated.csv");
    expect(await bring("undated", csv({}), changed)).toMatchObject({ unchanged: 1, updated: 1 });
    expect(await dates()).toEqual([{ text: "We still look", at: first?.at }]);
  });

  test("with an old comment more sets no idea back that people talk about", async () => {
    const comments = [{ source_id: 1, author: "ben", text: "When?", created_at: "2019-05-21" }];
    await bring("talked", jsonl, fileOf([said("1", { source: "talked", comments })]));
    const row = async () => (await db.read.select().from(topics).where(eq(topics.source, "talked")))[0];
    const before = await row();
    if (!before) throw new Error("it did not come");
    expect(before.lastActivityAt).toBe(Date.UTC(2019, 4, 21));
    await addComment(db, town.ben, before.id, { text: "And now?", parentId: null, once: newForm() });
    const lively = await row();
    const more = [...comments, { source_id: 2, author: "ann", text: "Soon.", created_at: "2019-05-22" }];
    await bring("talked", jsonl, fileOf([said("1", { source: "talked", comments: more })]));
    expect(await row()).toMatchObject({ commentCount: 3, lastActivityAt: lively?.lastActivityAt });
  });
});
