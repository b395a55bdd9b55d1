import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { pictureUses } from "~db/schema/pictures.ts";
import type { Store } from "~db/store.ts";
import { newForm, openTestStore, proposal, settle, type Town } from "../../../tests/support/town";
import { discardDraftIdea, draftIdeasOf } from "./drafts.server";
import { propose } from "./proposing.server";

let db: Store;
let town: Town;

beforeAll(async () => {
  db = await openTestStore();
  town = await settle(db);
});
afterAll(() => db.close());

describe("throwing a draft away", () => {
  test("takes what it shows along, and gives back its words", async () => {
    const picture = `/pictures/${"a".repeat(43)}-40x30.webp`;
    const problem = `Too bright: ![the screen](${picture})`;
    const words = proposal(town.board, { problem, tags: "night" });
    const id = await propose(db, town.ann, words, { once: newForm(), asDraft: true });
    const uses = () => db.read.$count(pictureUses, eq(pictureUses.topicId, id));
    expect(await uses()).toBe(1);
    expect(await discardDraftIdea(db, town.ann, id)).toMatchObject({ problem, tags: ["night"] });
    expect(await uses()).toBe(0);
    expect((await draftIdeasOf(db, town.ann, null)).ideas).toEqual([]);
  });
});
