import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Store } from "~db/store.ts";
import { idea, openTestStore, settle, type Town } from "../../../tests/support/town";
import { answerIdea } from "./answering.server";
import { ideaPage, listIdeas, revisionsOf } from "./listing.server";
import { moveIdea } from "./moving.server";
import { editIdea, type Proposal, propose, submitDraft } from "./proposing.server";

let db: Store;
let town: Town;
let forms = 0;

beforeAll(async () => {
  db = await openTestStore();
  town = await settle(db);
});
afterAll(() => db.close());

const words = (more: Partial<Proposal> = {}): Proposal => ({
  title: "Charge to 80%",
  problem: "The battery ages.",
  proposal: "",
  tags: "",
  boardId: town.board,
  ...more,
});
const send = (more: Partial<Proposal> = {}, once = `test-${++forms}`, asDraft = false) =>
  propose(db, town.ann, words(more), { once, asDraft });

describe("proposing an idea", () => {
  test("takes the first sentence as a title when nobody wrote one", async () => {
    const zh = await send({ title: "", problem: "晚上充电，电池衰减快。只能自己盯着拔。" });
    const en = await send({ title: "", problem: "It is too bright. Every night.\nReally." });
    expect((await ideaPage(db, null, zh)).title).toBe("晚上充电，电池衰减快");
    expect((await ideaPage(db, null, en)).title).toBe("It is too bright");
  });

  test("makes one idea of a form posted twice, and another of other words", async () => {
    const sent = await Promise.all([send({}, "same"), send({}, "same"), send({}, "same")]);
    const again = await send({}, "same");
    expect(sent).toEqual([again, again, again]);
    expect(await send({ problem: "Something else goes wrong." }, "same")).not.toBe(again);
  });

  test("says what is wrong with each field, and stores nothing", async () => {
    const refused = (more: Partial<Proposal>, fields: Record<string, string>) =>
      expect(send(more)).rejects.toMatchObject({ fields });
    await refused({ title: "abc" }, { title: "title.short" });
    await refused({ title: "省" }, { title: "title.short" });
    await refused({ title: "x".repeat(121) }, { title: "title.long" });
    await refused({ problem: " \u0000 " }, { problem: "problem.missing" });
    await refused({ problem: "x".repeat(60_000) }, { problem: "text.long" });
    await refused({ proposal: "x".repeat(20_001) }, { proposal: "text.long" });
    await refused({ tags: "a,b,c,d,e,f,g,h,i,j,k" }, { tags: "tags.many" });
    await refused({ tags: "x".repeat(31) }, { tags: "tag.long" });
    await refused({ boardId: null }, { board: "board.missing" });
  });

  test("keeps a draft to its author until it is published", async () => {
    const id = await send({ title: "A secret draft" }, "draft", true);
    await expect(ideaPage(db, null, id)).rejects.toMatchObject({ code: "not.found" });
    await expect(ideaPage(db, town.max, id)).rejects.toMatchObject({ code: "not.found" });
    expect((await ideaPage(db, town.ann, id)).status).toBe("draft");
    const titles = async () =>
      (await listIdeas(db, town.ann, { order: "new" }, { limit: 100, after: null })).ideas.map(({ title }) => title);
    expect(await titles()).not.toContain("A secret draft");
    await submitDraft(db, town.ann, id);
    await submitDraft(db, town.ann, id);
    expect(await titles()).toContain("A secret draft");
  });
});

describe("editing an idea", () => {
  test("keeps the former words, and folds tags", async () => {
    const id = await send();
    await editIdea(db, town.ann, id, words({ title: "Charge to 90%", tags: "#Battery，battery, 电池" }));
    expect(await ideaPage(db, null, id)).toMatchObject({ title: "Charge to 90%", tags: ["Battery", "电池"] });
    expect(await revisionsOf(db, id)).toMatchObject([{ title: "Charge to 80%" }]);
  });

  test("is refused to others, and when the idea is closed", async () => {
    const id = await send();
    await expect(editIdea(db, town.ben, id, words())).rejects.toMatchObject({ code: "not.author" });
    const none = { ownerId: null, teamId: null, week: "", noDate: false, code: "", reason: "" };
    await moveIdea(db, town.ann, id, "withdrawn", none);
    await expect(editIdea(db, town.ann, id, words())).rejects.toMatchObject({ code: "edit.not.open" });
  });
});

describe("answering officially", () => {
  const answer = { text: "We do it in **March**.", manner: "personally", once: "answer-1" } as const;

  test("signs with name, team and title, once however often the form is posted", async () => {
    const id = await idea(db, town.ann, town.board);
    const stella = { ...town.stella, team: "Power", title: "Engineer" };
    await answerIdea(db, stella, id, answer);
    await answerIdea(db, stella, id, answer);
    const { answers } = await ideaPage(db, null, id);
    expect(answers).toMatchObject([{ name: "stella", team: "Power", title: "Engineer", manner: "personally" }]);
    expect(answers[0]?.html).toContain("<strong>March</strong>");
  });

  test("is for staff, and needs words", async () => {
    const id = await idea(db, town.ann, town.board);
    await expect(answerIdea(db, town.ben, id, answer)).rejects.toMatchObject({ code: "not.staff" });
    await expect(answerIdea(db, town.stella, id, { ...answer, text: " " })).rejects.toMatchObject({
      fields: { text: "text.missing" },
    });
    expect((await ideaPage(db, null, id)).answers).toEqual([]);
  });
});
