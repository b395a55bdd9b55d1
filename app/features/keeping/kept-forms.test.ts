import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { clock } from "~/platform/clock";
import { kindCalled, kindOf } from "~/web/kept-kinds";
import { keptForms as table } from "~db/schema/keeping.ts";
import type { Store } from "~db/store.ts";
import { openTestStore } from "../../../tests/support/town";
import { forgetKeptForms } from "./clock.server";
import { forgetForm, keepForm, keptForms } from "./kept-forms.server";

const DAY = 86_400_000;
let db: Store;

beforeAll(async () => {
  db = await openTestStore();
});
afterAll(() => db.close());
afterEach(() => vi.restoreAllMocks());

const idea = { path: "/ideas/new", fields: { problem: "太亮。\r\n每晚都是。", as: "open", once: "a" } };
const vote = (id: number) => ({ path: `/ideas/${id}/votes`, fields: { kind: "support", wish: "cast" } });
const rows = () => db.read.$count(table);

describe("a form somebody sent while signed out", () => {
  test("is there word by word for the browser that has its token, and stands under a hash", async () => {
    const tokens = (await keepForm(db, [], idea)) ?? [];
    expect(tokens).toHaveLength(1);
    const [kept] = await keptForms(db, tokens);
    expect(kept).toMatchObject(idea);
    expect(JSON.stringify(await db.read.select().from(table))).not.toContain(tokens[0]);
    expect(await keptForms(db, [kept?.id ?? "", "x".repeat(32)])).toEqual([]); // a stolen hash opens nothing
    expect(await keptForms(db, [])).toEqual([]);
  });

  test("is forgotten once it was sent or thrown away, twice too, and by no other browser", async () => {
    const mine = (await keepForm(db, [], idea)) ?? [];
    const theirs = (await keepForm(db, [], idea)) ?? [];
    const [{ id } = { id: "" }] = await keptForms(db, mine);
    expect(await forgetForm(db, theirs, id)).toEqual(theirs);
    expect(await keptForms(db, mine)).toHaveLength(1);
    for (let n = 0; n < 2; n++) expect(await forgetForm(db, mine, id)).toEqual([]);
    expect(await keptForms(db, mine)).toEqual([]);
    expect(await keptForms(db, theirs)).toHaveLength(1);
  });

  test("stands beside others: the same twice is one, the sixth takes the place of the first", async () => {
    let tokens: string[] = [];
    for (const id of [1, 2, 2, 3, 2]) tokens = (await keepForm(db, tokens, vote(id))) ?? [];
    expect((await keptForms(db, tokens)).map(({ path }) => path)).toEqual([1, 3, 2].map((id) => vote(id).path));
    const before = await rows();
    for (const id of [4, 5, 6]) tokens = (await keepForm(db, tokens, vote(id))) ?? [];
    expect(tokens).toHaveLength(5);
    expect((await keptForms(db, tokens)).map(({ path }) => path)).not.toContain(vote(1).path);
    expect(await rows()).toBe(before + 2);
  });

  test("is not kept with a password, nor when it is longer than 64 KB; what is there stays", async () => {
    const tokens = (await keepForm(db, [], idea)) ?? [];
    const tooMuch: Array<Record<string, string>> = [
      { newPassword: "" },
      { problem: "x".repeat(65_536) },
      { problem: "亮".repeat(22_000) },
    ];
    for (const fields of tooMuch) expect(await keepForm(db, tokens, { path: "/ideas/new", fields })).toBeNull();
    expect(await keptForms(db, tokens)).toHaveLength(1);
    const odd = (await keepForm(db, [], { path: "/x", fields: { "a\u0000": "b\u0000c" } })) ?? [];
    expect(await keptForms(db, odd)).toMatchObject([{ fields: { a: "bc" } }]);
  });

  test("waits for a day", async () => {
    const start = Date.now();
    const tokens = (await keepForm(db, [], idea)) ?? [];
    vi.spyOn(clock, "now").mockReturnValue(start + DAY - 60_000);
    expect(await keptForms(db, tokens)).toHaveLength(1);
    vi.spyOn(clock, "now").mockReturnValue(start + DAY + 60_000);
    expect(await keptForms(db, tokens)).toEqual([]);
    await forgetKeptForms(db, start + DAY + 60_000);
    expect(await rows()).toBe(0);
  });
});

test.each([
  ["/ideas/new", {}, "idea"],
  ["/threads/new", {}, "thread"],
  ["/ideas/5/votes", { wish: "cast", kind: "support" }, "support"],
  ["/ideas/5/votes", { wish: "cast", kind: "problem" }, "problem"],
  ["/ideas/5/votes", { wish: "withdraw", kind: "problem" }, "withdrawal"],
  ["/ideas/5/objections", { wish: "cast" }, "objection"],
  ["/ideas/5/objections", { wish: "withdraw" }, "withdrawal"],
  ["/topics/5/comments", {}, "comment"],
  ["/topics/5/follow", { wish: "follow" }, "follow"],
  ["/topics/5/follow", { wish: "stop" }, "unfollow"],
  ["/report/topic/5", {}, "report"],
  ["/report/comment/5", {}, "report.comment"],
  ["/report/objection/5/7", {}, "report.objection"],
])("what was sent to %s with %o is called a kept %s", (path, fields, kind) => {
  expect(kindOf(path, fields)).toBe(kind);
  expect(kindCalled(kind)).toBe(kind);
});
