import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { addComment } from "~/features/comments/comments.server";
import { discardDraftIdea, draftIdeasOf } from "~/features/ideas/drafts.server";
import { propose, submitDraft } from "~/features/ideas/proposing.server";
import type { Member } from "~/features/members/rules";
import { clock } from "~/platform/clock";
import type { DraftId } from "~db/ids.ts";
import { ideas } from "~db/schema/ideas.ts";
import type { Store } from "~db/store.ts";
import { draft, idea, newForm, openTestStore, person, proposal, settle, type Town } from "../../../tests/support/town";
import { forgetOldDrafts } from "./clock.server";
import { discardDraft, draftsAt, draftsOf, saveDraft } from "./drafts.server";
import { fieldsIn } from "./drafts-form.server";
import { forgetDraftsBy } from "./forgetting.server";
import { type Draft, draftName, isPlace, restoredOf } from "./rules";

let db: Store;
let town: Town;
let fay: Member;
let people = 0;

beforeAll(async () => {
  db = await openTestStore();
  town = await settle(db);
});
afterAll(() => db.close());
beforeEach(async () => {
  fay = await person(db, `fay${++people}`);
});

const PLACE = "/ideas/new";
const save = (problem: string, known: Pick<Draft, "id" | "version"> | null = null, isLast = false, place = PLACE) =>
  saveDraft(db, fay, { place, known, fields: { problem, board: "1" }, isLast });
const texts = async (): Promise<string[]> => (await draftsAt(db, fay, PLACE)).map(({ fields }) => fields.problem ?? "");

/** Begins a draft. */
async function begun(problem = "Too bright"): Promise<Draft> {
  const { draft: kept } = await save(problem);
  if (!kept) throw new Error("nothing was kept");
  return kept;
}

describe("what is being written", () => {
  test("is kept, goes on, and waits where it was written", async () => {
    const first = await begun();
    const { draft: second } = await save("Too bright at night", first);
    expect(second).toMatchObject({ id: first.id, version: 2 });
    expect(await texts()).toEqual(["Too bright at night"]);
    expect(await draftsAt(db, fay, "/threads/new")).toEqual([]);
    expect(await draftsAt(db, town.ann, PLACE)).toEqual([]);
  });

  test("by a window that knows an older version becomes a second draft; neither is lost", async () => {
    const first = await begun();
    await save("One window", first);
    const { draft: mine, others } = await save("Another window", first);
    expect(mine?.id).not.toBe(first.id);
    expect(others).toMatchObject([{ id: first.id, version: 2, fields: { problem: "One window" } }]);
    expect((await texts()).sort()).toEqual(["Another window", "One window"]);
  });

  test("by two windows that both began is two drafts; the same form sent twice is one", async () => {
    await begun("One");
    await Promise.all([save("Two"), save("Three")]);
    expect((await texts()).sort()).toEqual(["One", "Three", "Two"]);
    expect((await save("Two")).others).toHaveLength(2);
    expect(await texts()).toHaveLength(3);
  });

  test("by two windows at once that knew the same is kept twice, whoever came first", async () => {
    const first = await begun();
    await Promise.all([save("Left", first), save("Right", first)]);
    expect((await texts()).sort()).toEqual(["Left", "Right"]);
  });

  test("does not come back when it was sent or thrown away meanwhile, unless its window closes", async () => {
    const first = await begun();
    await discardDraft(db, fay, first.id);
    expect(await save("Still here", first)).toEqual({ draft: null, others: [] });
    expect(await texts()).toEqual([]);
    await save("Last words", first, true);
    expect(await texts()).toEqual(["Last words"]);
  });

  test("stays when a window that knows an older version is emptied, thrown away or sent", async () => {
    const first = await begun();
    const { draft: newer } = await save("Too bright, and too blue", first);
    expect(await save("", first)).toMatchObject({ draft: null, others: [{ id: first.id, version: 2 }] });
    const form = { once: newForm(), asDraft: false };
    await propose(db, fay, proposal(town.board), { ...form, draft: draftName(first) });
    expect(await texts()).toEqual(["Too bright, and too blue"]);
    await propose(db, fay, proposal(town.board), { ...form, draft: newer ? draftName(newer) : "" });
    expect(await texts()).toEqual([]);
  });

  test("is kept without what no database can hold", async () => {
    const fields = { text: "So\u0000 it \ud800is" };
    const { draft } = await saveDraft(db, town.cleo, { place: "/threads/new", known: null, fields, isLast: false });
    expect(draft?.fields).toEqual({ text: "So it \ufffdis" });
  });

  test("and was emptied again is nothing to keep", async () => {
    const first = await begun();
    expect(await save("  \n", first)).toEqual({ draft: null, others: [] });
    await save(" ");
    expect(await texts()).toEqual([]);
  });

  test("is not kept for other places, nor beyond what a form can hold, nor in more than fifty drafts", async () => {
    for (const place of ["/me", "https://evil.example", "/topics/0/comments", "/ideas/new?x=1", ""])
      await expect(save("x", null, false, place)).rejects.toMatchObject({ code: "not.found" });
    await expect(save("x".repeat(20_001))).rejects.toMatchObject({ code: "draft.long" });
    for (let n = 0; n < 50; n++) await save(`Draft ${n}`);
    await expect(save("One more")).rejects.toMatchObject({ code: "drafts.many" });
    const [latest] = await draftsAt(db, fay, PLACE);
    expect((await save("Going on", latest)).draft).not.toBeNull();
  });

  test("is read out of the form as text and nothing else", () => {
    expect(fieldsIn('{"problem":"a\\u0000b","n":1,"__proto__":"x","bad name":"y"}')).toEqual({ problem: "ab" });
    for (const broken of ["", "null", "[", '"x"']) expect(() => fieldsIn(broken)).toThrow();
    expect(isPlace("/topics/418/comments?parent=7")).toBe(true);
  });
});

describe("a draft", () => {
  test("goes in the write that sends it, and with nobody else's", async () => {
    const first = await begun();
    await propose(db, town.ann, proposal(town.board), { once: newForm(), asDraft: false, draft: draftName(first) });
    expect(await texts()).toHaveLength(1);
    await propose(db, fay, proposal(town.board), { once: newForm(), asDraft: false, draft: draftName(first) });
    expect(await texts()).toEqual([]);
    const topic = await idea(db, town.ann, town.board);
    const place = `/topics/${topic}/comments`;
    const { draft: comment } = await saveDraft(db, fay, { place, known: null, fields: { text: "Hm" }, isLast: false });
    const form = { text: "Hm", parentId: null, once: newForm(), draft: comment ? draftName(comment) : "" };
    await addComment(db, fay, topic, form);
    await addComment(db, fay, topic, form);
    expect(await draftsAt(db, fay, place)).toEqual([]);
  });

  test("stays when what was sent is refused", async () => {
    const first = await begun();
    const wanted = proposal(town.board, { problem: "" });
    await expect(
      propose(db, fay, wanted, { once: newForm(), asDraft: false, draft: draftName(first) }),
    ).rejects.toMatchObject({ code: "form.invalid" });
    expect(await texts()).toHaveLength(1);
  });

  test("thrown away says what it was, once; nobody throws away another's", async () => {
    const first = await begun();
    expect(await discardDraft(db, town.ann, first.id)).toBeNull();
    expect(await discardDraft(db, fay, first.id)).toMatchObject({ place: PLACE, fields: { problem: "Too bright" } });
    expect(await discardDraft(db, fay, first.id)).toBeNull();
  });

  test("is forgotten after ninety days untouched", async () => {
    const first = await begun();
    await forgetOldDrafts(db, first.at + 90 * 86_400_000 - 1);
    expect(await texts()).toHaveLength(1);
    const later = first.at + 90 * 86_400_000 + 1;
    const now = vi.spyOn(clock, "now").mockReturnValue(later - 1);
    await save("Touched", first);
    now.mockRestore();
    await forgetOldDrafts(db, later);
    expect(await texts()).toEqual(["Touched"]);
    await forgetOldDrafts(db, later + 91 * 86_400_000);
    expect(await texts()).toEqual([]);
  });

  test("is listed with what it is about, as far as its writer may see that", async () => {
    const secret = await draft(db, town.ann, town.board, "Ann's secret");
    const topic = await idea(db, town.ann, town.board, "A dimmer lamp");
    await begun();
    for (const [id, text] of [
      [topic, "On the lamp"],
      [secret, "On the secret"],
    ] as const)
      await saveDraft(db, fay, { place: `/topics/${id}/comments`, known: null, fields: { text }, isLast: false });
    const listed = (await draftsOf(db, fay)).map(({ title, fields }) => [fields.text ?? fields.problem, title]);
    expect(listed.sort()).toEqual([
      ["On the lamp", "A dimmer lamp"],
      ["On the secret", null],
      ["Too bright", null],
    ]);
    await db.write((tx) => forgetDraftsBy(tx, [fay.id]));
    expect(await draftsOf(db, fay)).toEqual([]);
  });

  test("is what a form opens with, unless something stands there", () => {
    const [one, two] = [1, 2].map((id) => ({ id: id as DraftId, version: 1, fields: {}, at: 0 }));
    if (!one || !two) throw new Error("two");
    expect(restoredOf([one, two])).toBe(one);
    expect(restoredOf([one, two], null, true)).toBeNull();
    expect(restoredOf([one, two], { draft: "2.1" })).toEqual(two);
    expect(restoredOf([one, { ...two, version: 3 }], { draft: "2.1" })).toEqual(two); // what it says is older
    for (const none of ["", "2", "2.x", "x.1", "2.1.1", "9999999999.1"])
      expect(restoredOf([one, two], { draft: none })).toBeNull();
  });
});

describe("an idea kept as a draft", () => {
  test("is listed, and thrown away for good with what it said", async () => {
    const words = proposal(town.board, { title: "A dimmer screen", tags: "night, screen" });
    const id = await propose(db, fay, words, { once: newForm(), asDraft: true });
    expect((await draftIdeasOf(db, fay, null)).ideas).toMatchObject([{ id, title: "A dimmer screen" }]);
    expect(await discardDraftIdea(db, town.ann, id)).toBeNull();
    expect(await discardDraftIdea(db, fay, id)).toMatchObject({ problem: words.problem, tags: ["night", "screen"] });
    expect(await discardDraftIdea(db, fay, id)).toBeNull();
    expect((await draftIdeasOf(db, fay, null)).ideas).toEqual([]);
  });

  test("that is published stays, also when both happen at once", async () => {
    const id = await draft(db, fay, town.board);
    const [published, gone] = await Promise.allSettled([submitDraft(db, fay, id), discardDraftIdea(db, fay, id)]);
    const isGone = gone.status === "fulfilled" && gone.value !== null;
    expect(isGone).toBe(published.status === "rejected");
    const rows = await db.read.select({ id: ideas.topicId }).from(ideas);
    expect(rows.some((row) => row.id === id)).toBe(!isGone);
  });

  test("comes in pages", async () => {
    for (let n = 0; n < 5; n++) await draft(db, fay, town.board, `Draft number ${n}`);
    const first = await draftIdeasOf(db, fay, null, 3);
    const second = await draftIdeasOf(db, fay, first.next, 3);
    expect([first.ideas.length, second.ideas.length, second.next]).toEqual([3, 2, null]);
  });
});
