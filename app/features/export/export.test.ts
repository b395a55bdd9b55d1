import { createHash } from "node:crypto";
import { parse } from "csv-parse/sync";
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { addComment } from "~/features/comments/comments.server";
import { markHelpful } from "~/features/comments/helpful.server";
import { answerIdea } from "~/features/ideas/answering.server";
import type { IdeaFilter } from "~/features/ideas/listing.server";
import { moveIdea } from "~/features/ideas/moving.server";
import { editIdea, propose } from "~/features/ideas/proposing.server";
import { slideTrends } from "~/features/ideas/trends.server";
import { addBoard, boards } from "~/features/topics/topics.server";
import { castVote } from "~/features/voting/voting.server";
import { clock } from "~/platform/clock";
import type { Locale } from "~/platform/i18n/locales";
import type { BoardId, CommentId, TopicId } from "~db/ids.ts";
import { ideas } from "~db/schema/ideas.ts";
import { topics } from "~db/schema/topics.ts";
import type { Store } from "~db/store.ts";
import {
  crowd,
  draft,
  hide,
  idea,
  NO_WORDS,
  newForm,
  openTestStore,
  proposal,
  settle,
  type Town,
} from "../../../tests/support/town";
import { COLUMNS, type DeskRequest, type PromisedRequest, type TopRequest } from "./columns";
import { defused, type Format, fileOf } from "./files.server";
import { ideaFilterOf, requestFilterFrom } from "./request-filter";
import { deskRequests, topRequests } from "./top-requests.server";

const DAY = 86_400_000;
const ORIGIN = "https://ideas.example";
const support = { kind: "support", reason: "" } as const;
let db: Store;
let town: Town;
let books: BoardId;
let liked: TopicId;

beforeAll(async () => {
  db = await openTestStore();
  town = await settle(db);
  books = await db.write((tx) => addBoard(tx, { name: "Books", slug: "books", description: "" }));
  const words = { title: '=HYPERLINK("x"), "liked"', problem: "Two\nlines, and\r\nmore", tags: "-Camera, 夜景" };
  liked = await propose(db, town.ann, proposal(town.board, words), { once: newForm(), asDraft: false });
  await idea(db, town.ann, books, "Quiet idea");
  for (const me of [town.ben, town.cleo, town.stella]) await castVote(db, me, liked, support);
  await castVote(db, town.max, liked, { kind: "problem", reason: "" });
  await castVote(db, town.max, liked, { kind: "objection", reason: "It drains the battery." });
  for (const text of ["First!", "+2", "Third", "Fourth"])
    await addComment(db, town.ben, liked, { text, parentId: null, once: newForm() });
  await moveIdea(db, town.stella, liked, "shortlisted", { ...NO_WORDS, ownerId: town.stella.id });
  for (const text of ["Perhaps.", "@all Yes, in March."])
    await answerIdea(db, town.stella, liked, { text, manner: "office", once: newForm() });
  await hide(db, await idea(db, town.ann, books, "Hidden idea"));
  await draft(db, town.ann, books);
});
afterAll(() => db.close());
afterEach(() => vi.restoreAllMocks());

const columnsOf = ({ promised_at: _, due_at: __, is_answered: ___, ...columns }: PromisedRequest): TopRequest =>
  columns;
async function requests(filter: IdeaFilter, limit?: number): Promise<TopRequest[]> {
  const found: TopRequest[] = [];
  for await (const row of topRequests(db, { filter, limit, origin: ORIGIN })) found.push(columnsOf(row));
  return found;
}
const answerOf = async (id: TopicId, filter: IdeaFilter) =>
  (await requests(filter)).find((row) => row.id === id)?.answer;
const titles = async (filter: IdeaFilter, limit?: number) => (await requests(filter, limit)).map(({ title }) => title);

async function file(format: Format, filter: IdeaFilter, filters = {}, locale: Locale = "en"): Promise<string> {
  let text = "";
  for await (const piece of fileOf(format, topRequests(db, { filter, origin: ORIGIN }), {
    filters,
    locale,
    timeZone: "UTC",
  }))
    text += piece;
  return text;
}

describe("the top requests", () => {
  test("of an idea that was declined carry the sentence it was declined with, until something else is said", async () => {
    const id = await idea(db, town.ann, books, "Declined idea");
    const at = vi.spyOn(clock, "now").mockReturnValue(1_000);
    await answerIdea(db, town.stella, id, { text: "We look at it.", manner: "office", once: newForm() });
    at.mockReturnValue(2_000);
    const reason = "Not now: the sensor of this model can't do it, next year's will.";
    await moveIdea(db, town.stella, id, "declined", { ...NO_WORDS, ownerId: town.stella.id, code: "later", reason });
    expect(await answerOf(id, { order: "new" })).toBe(reason);
    at.mockReturnValue(3_000);
    await answerIdea(db, town.stella, id, { text: "Next year, then.", manner: "office", once: newForm() });
    expect(await answerOf(id, { order: "new" })).toBe("Next year, then.");
    at.mockRestore();
    await moveIdea(db, town.stella, id, "submitted", { ...NO_WORDS, reason: "The sensor came early." });
    await moveIdea(db, town.ann, id, "withdrawn", NO_WORDS); // out of the lists of the tests below
  });

  test("of an idea that was declined and reopened say that nothing was answered, on the desk and in the meeting's file", async () => {
    const board = await db.write((tx) => addBoard(tx, { name: "Reopened", slug: "reopened", description: "" }));
    const id = await idea(db, town.ann, board, "Reopened idea");
    const said = async () => {
      const rows = deskRequests(db, { filter: { order: "new", boardId: board } });
      const { value: onDesk } = await rows.next();
      return [onDesk?.is_answered, /\n- Answered\n/.test(await file("md", { order: "new", boardId: board }))];
    };
    const reason = "Not now: the sensor of this model can't do it, next year's will.";
    await moveIdea(db, town.stella, id, "declined", { ...NO_WORDS, ownerId: town.stella.id, code: "later", reason });
    expect(await said()).toEqual([true, true]);
    await moveIdea(db, town.stella, id, "submitted", { ...NO_WORDS, reason: "The sensor came early." });
    expect(await said()).toEqual([false, false]);
    await moveIdea(db, town.ann, id, "withdrawn", NO_WORDS);
  });

  test("say of each idea what stands beside it", async () => {
    const [first] = await requests({ order: "most" });
    expect(first).toEqual({
      ...{ rank: 1, id: liked, source_id: null, url: `${ORIGIN}/ideas/${liked}`, title: '=HYPERLINK("x"), "liked"' },
      ...{ problem: "Two\nlines, and\nmore", board: "Phones 手机", tags: ["-Camera", "夜景"], status: "shortlisted" },
      ...{ owner: "stella", supporters: 2, trusted_support: null, audited_support: null, problem_havers: 1 },
      ...{ objections: 1, imported_support: 0, imported_objections: 0, comments: 4 },
      ...{ first_seen: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/), trend_28d: 2, merged_ids: [] },
      answer: "@all Yes, in March.",
      top_comments: ["First!", "+2", "Third"].map((text) => ({ author: "ben", text })),
      ...{ proxy_support: null, staff_support: 1, share_under_audit: 0, entry_groups: 2 },
    });
  });

  test("carry the three comments that helped most people, the earlier first of equals", async () => {
    const id = await idea(db, town.ann, books, "A discussion");
    const say = (text: string) => addComment(db, town.ben, id, { text, parentId: null, once: newForm() });
    const said = [await say("one"), await say("two"), await say("three"), await say("four")];
    for (const fan of [town.ann, town.cleo]) await markHelpful(db, fan, said[3] as CommentId, true);
    await markHelpful(db, town.ann, said[2] as CommentId, true);
    const found = (await requests({ order: "new" })).find((row) => row.id === id);
    expect(found?.top_comments.map(({ text }) => text)).toEqual(["four", "three", "one"]);
    await moveIdea(db, town.ann, id, "withdrawn", NO_WORDS); // out of the lists of the tests below
  });

  test("tell the trend: supporters of the last 28 days less those of the 28 before", async () => {
    const id = await idea(db, town.ann, books, "A trend");
    const now = Date.now();
    const at = (days: number) => vi.spyOn(clock, "now").mockReturnValue(now - days * DAY);
    for (const [n, fan] of (await crowd(db, 7)).entries()) {
      at([1, 27, 29, 40, 55, 57, 200][n] ?? 0);
      await castVote(db, fan, id, support);
    }
    at(0);
    await slideTrends(db, now); // as the clock does
    const [row] = (await requests({ order: "new" })).filter((one) => one.id === id);
    expect(row).toMatchObject({ supporters: 7, trend_28d: 2 - 3, entry_groups: 7 });
  });

  test("show what visitors may see, filtered, in order, up to a limit", async () => {
    const all = await titles({ order: "new" });
    expect(all).not.toContain("Hidden idea");
    expect(all).not.toContain("A secret draft");
    expect(await titles({ order: "most" }, 1)).toEqual(["A trend"]);
    expect(await titles({ order: "affected" }, 1)).toEqual(['=HYPERLINK("x"), "liked"']);
    expect(await titles({ order: "new", boardId: books })).toEqual(["A trend", "Quiet idea"]);
    expect(await titles({ order: "new", tag: "夜景" })).toHaveLength(1);
    expect(await titles({ order: "new", status: "shortlisted" })).toHaveLength(1);
    expect(await titles({ order: "new", since: Date.now() + DAY })).toEqual([]);
    expect(await titles({ order: "new" }, 0)).toEqual([]);
  });

  test("go on from slice to slice without loss or repetition, however many tie", async () => {
    const many = await db.write((tx) => addBoard(tx, { name: "Many", slug: "many", description: "" }));
    const rest = { boardId: many, authorId: town.ann.id, createdAt: 1, lastActivityAt: 1 };
    const rows = Array.from(
      { length: 1_003 },
      (_, n) => ({ ...rest, title: `Idea ${n}`, kind: "idea", visibility: "open" }) as const,
    );
    await db.write(async (tx) => {
      const made = await tx.insert(topics).values(rows).returning({ id: topics.id });
      const body = { status: "submitted", statusAt: 1, problem: "x", problemHtml: "x", hot: 1 / 3 } as const;
      await tx.insert(ideas).values(made.map(({ id }, n) => ({ ...body, topicId: id, most: n % 2, net: -(n % 3) })));
    });
    for (const order of ["hot", "net", "most"] as const) {
      const found = await requests({ order, boardId: many });
      expect(found.map(({ rank }) => rank)).toEqual(Array.from({ length: 1_003 }, (_, n) => n + 1));
      expect(new Set(found.map(({ id }) => id)).size).toBe(1_003);
    }
    for (const limit of [499, 500, 501, 1_000])
      expect(await requests({ order: "hot", boardId: many }, limit)).toHaveLength(limit);
  });
});

describe("the file", () => {
  test("as CSV is RFC 4180 with a byte order mark, its columns in order, formulas defused", async () => {
    const text = await file("csv", { order: "affected" });
    expect(COLUMNS).toEqual(
      `rank,id,source_id,url,title,problem,board,tags,status,owner,supporters,trusted_support,audited_support,problem_havers,objections,imported_support,imported_objections,comments,first_seen,trend_28d,merged_ids,answer,top_comments,proxy_support,staff_support,share_under_audit,entry_groups`.split(
        ",",
      ),
    );
    expect(text.startsWith(`\ufeff${COLUMNS.join(",")}\r\n1,${liked},,${ORIGIN}/ideas/${liked},`)).toBe(true);
    expect(text).toContain(`,"'=HYPERLINK(""x""), ""liked""","Two\nlines, and\nmore",Phones 手机,"'-Camera, 夜景",`);
    const [first] = parse(text, { bom: true, columns: true, record_delimiter: "\r\n" });
    expect(first).toMatchObject({
      problem: "Two\nlines, and\nmore",
      trusted_support: "",
      answer: "'@all Yes, in March.",
    });
    expect(first).toMatchObject({ top_comments: expect.stringMatching(/^\[\{"author":"ben","text":"First!"\}/) });
  });

  test("as CSV quotes whatever would end a row or a cell, and nothing more", async () => {
    const id = await idea(db, town.ann, books, "Edges");
    for (const [problem, cell] of [
      ["one\ntwo", '"one\ntwo"'],
      ['a "b"', '"a ""b"""'],
      ["a,b", '"a,b"'],
      ["plain; text", "plain; text"],
      ["=1+1", "'=1+1"],
    ] as const) {
      await editIdea(db, town.ann, id, proposal(books, { title: "Edges", problem }));
      expect(await file("csv", { order: "new", boardId: books })).toContain(`,Edges,${cell},Books,`);
    }
  });

  test("defuses every sign a spreadsheet would run", () => {
    for (const sign of ["=", "+", "-", "@", "\t", "\r", " =", "\t=", "\u00a0=", "＝", "＋", "－", "＠"])
      expect(defused(`${sign}1`)).toBe(`'${sign}1`);
    for (const harmless of ["a=1", "1-2", "", "中文", "'=1", "(=1)"]) expect(defused(harmless)).toBe(harmless);
  });

  test("as JSON says when it was made, by which filters, and a checksum over its lines", async () => {
    vi.spyOn(clock, "now").mockReturnValue(Date.UTC(2026, 10, 25));
    const text = await file("json", { order: "most", boardId: books }, { board: "books" });
    const made = JSON.parse(text);
    expect(made).toMatchObject({ made_at: "2026-11-25T00:00:00.000Z", filters: { board: "books" } });
    const between = text.split("\n").filter((line) => line.startsWith('{"rank"'));
    const sum = createHash("sha256");
    for (const line of between) sum.update(`${line.replace(/,$/, "")}\n`);
    expect(made.sha256).toBe(sum.digest("hex"));
    expect(made.requests).toEqual(await requests({ order: "most", boardId: books }));
    expect(Object.keys(made.requests[0])).toEqual([...COLUMNS]);
  });

  test("is whole when nothing matches", async () => {
    const nothing: IdeaFilter = { order: "new", status: "declined" };
    expect(await file("csv", nothing)).toBe(`\ufeff${COLUMNS.join(",")}\r\n`);
    const empty = createHash("sha256").digest("hex");
    expect(JSON.parse(await file("json", nothing))).toMatchObject({ requests: [], sha256: empty });
  });

  test("holds the very rows of the desk, which gets no more of them than it shows", async () => {
    const filter = requestFilterFrom(new URLSearchParams("order=net&board=books&limit=2"));
    const wanted = ideaFilterOf(filter, await boards(db), { me: null, now: 0, timeZone: "UTC" });
    const onDesk: DeskRequest[] = [];
    for await (const row of deskRequests(db, { filter: wanted, limit: 2 })) onDesk.push(row);
    expect(onDesk).toHaveLength(2);
    const { requests: inFile } = JSON.parse(await file("json", wanted)) as { requests: TopRequest[] };
    for (const [n, { promised_at: _, due_at: __, is_answered: ___, ...row }] of onDesk.entries())
      expect(inFile[n]).toMatchObject(row);
    const notShown = ["problem", "url", "source_id", "answer"];
    expect(onDesk.flatMap((row) => notShown.filter((column) => column in row))).toEqual([]);
  });
});
