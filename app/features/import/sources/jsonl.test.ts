import { writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, describe, expect, test } from "vitest";
import { fileOf, said, textOf } from "../../../../tests/support/exchange-file";
import { removeFolders } from "../../../../tests/support/folders";
import { instantOf } from "./instant";
import { jsonl } from "./jsonl.server";
import { type BrokenRow, ImportRefused, isBroken, type SourceIdea } from "./source";

afterAll(removeFolders);

async function read(file: string): Promise<Array<SourceIdea | BrokenRow>> {
  const rows: Array<SourceIdea | BrokenRow> = [];
  for await (const one of jsonl.rows(file)) rows.push(one);
  return rows;
}
const readOne = async (more: Record<string, unknown>) => (await read(fileOf([said("1", more)])))[0];
const goodOne = async (more: Record<string, unknown>): Promise<SourceIdea> => {
  const one = await readOne(more);
  if (!one || isBroken(one)) throw new Error(`skipped: ${one?.field}`);
  return one;
};

describe("a file of the exchange format", () => {
  test("says everything of an idea", async () => {
    const one = await goodOne({
      ...{ board: "Phones", status: "Accepted", tags: ["a", 7], supporters: ["ben", " ben", "cleo", ""] },
      ...{ imported_support: 5, imported_objections: 0, duplicate_of: "9", votes: { yes: [1] }, seen: null },
      answer: { text: "Soon.", author: "Stella", created_at: "2019-06-01" },
      comments: [{ source_id: 1, author: "cleo", text: "Yes", created_at: "2019-05-21" }],
    });
    expect(one).toEqual({
      ...{ line: 1, source: "elsewhere", sourceId: "1", title: "Idea 1", body: "Some **words**.", author: "ann" },
      ...{ createdAt: Date.UTC(2019, 4, 20, 10), board: "Phones", status: "accepted", tags: ["a", "7"] },
      ...{ supporters: ["ben", "cleo"], importedSupport: 5, importedObjections: 0 },
      answer: { text: "Soon.", author: "Stella", createdAt: Date.UTC(2019, 5, 1) },
      comments: [{ sourceId: "1\n1", author: "cleo", text: "Yes", createdAt: Date.UTC(2019, 4, 21) }],
      fields: [
        ["duplicate_of", "9"],
        ["votes", { yes: [1] }],
      ],
    });
  });

  test("needs little: an id, a date, and a title or a text", async () => {
    const [one] = await read(fileOf([{ source_id: 7, body: "It is slow。And loud.", created_at: "2019-05-20" }]));
    expect(one).toMatchObject({ sourceId: "7", title: "It is slow", author: "?", comments: [], tags: [], fields: [] });
    expect(one).not.toMatchObject({ status: expect.anything() });
    expect(one).toMatchObject({ source: undefined, supporters: undefined, board: undefined, answer: undefined });
    expect((await goodOne({ title: null, body: "!!! 。x" })).title).toBe("!!! 。x");
    expect(await goodOne({ body: null, answer: "Yes." })).toMatchObject({ body: "", answer: { author: "elsewhere" } });
  });

  test("is cut at line feeds only; byte order mark, blank lines, CRLF and packing don't matter", async () => {
    const rows = ["", said("1", { body: "A\u2028B" }), "  \r", said("2")];
    const file = fileOf([]);
    const text = `\ufeff${textOf(rows)}`.replace('{"source":"elsewhere","source_id":"2"', '{"source_id":"2"');
    writeFileSync(file, text.replaceAll("}\n", "}\r\n").trimEnd());
    expect(await jsonl.count(file)).toBe(2);
    expect(await read(file)).toMatchObject([
      { line: 2, body: "A\u2028B" },
      { line: 4, sourceId: "2" },
    ]);
    const packed = fileOf([], "ideas.jsonl.gz");
    writeFileSync(packed, gzipSync(text));
    expect(await jsonl.count(packed)).toBe(2);
    expect(await read(packed)).toHaveLength(2);
  });

  test("of lines far longer than a piece of the file is read whole", async () => {
    const body = "长".repeat(400_000);
    expect(await read(fileOf([said("1", { body }), said("2")]))).toMatchObject([{ body }, { line: 2 }]);
  });

  test.each<[string, object | string, Partial<BrokenRow>]>([
    ["no JSON", "{oops", { why: "import.row.json" }],
    ["a list", "[1]", { why: "import.row.object" }],
    ["null", "null", { why: "import.row.object" }],
    ["a nest", `{"source_id":"1","x":${"[".repeat(100_000)}${"]".repeat(100_000)}}`, { why: "import.row.deep" }],
    ["neither title nor text", said("1", { title: " \u200b", body: "" }), { why: "import.row.words" }],
    ["no id", said("1", { source_id: null }), { field: "source_id" }],
    ["an endless id", said("x".repeat(201)), { field: "source_id" }],
    ["an endless source", said("1", { source: "x".repeat(201) }), { field: "source" }],
    ["an endless name", said("1", { supporters: ["ben", "x".repeat(201)] }), { field: "supporters[1]" }],
    ["an endless unknown key", said("1", { ["x".repeat(201)]: 1 }), { field: `${"x".repeat(39)}…` }],
    ["an author who is a list", said("1", { author: ["ann"] }), { field: "author" }],
    ["no date", said("1", { created_at: undefined }), { why: "import.row.date", field: "created_at" }],
    ["a date in words", said("1", { created_at: "last week" }), { why: "import.row.date", field: "created_at" }],
    ["the 30th of February", said("1", { created_at: "2019-02-30" }), { why: "import.row.date", field: "created_at" }],
    [
      "a date before 1990",
      said("1", { created_at: "1989-12-31T23:59:59Z" }),
      { why: "import.row.date", field: "created_at" },
    ],
    ["a date to come", said("1", { created_at: "2999-01-01" }), { why: "import.row.date", field: "created_at" }],
    ["a negative count", said("1", { imported_support: -1 }), { field: "imported_support" }],
    ["half a vote", said("1", { imported_objections: 0.5 }), { field: "imported_objections" }],
    ["the sample's name", said("1", { source: " sample " }), { why: "import.row.sample" }],
    ["a board no board can be called", said("1", { board: "x".repeat(80) }), { field: "board" }],
    ["a comment without id", said("1", { comments: [{ text: "x" }] }), { field: "comments[0].source_id" }],
    [
      "a comment from before all time",
      said("1", { comments: [{ source_id: "1", text: "x", created_at: "0001-01-01" }] }),
      { why: "import.row.date", field: "comments[0].created_at" },
    ],
    [
      "two comments with one id",
      said("1", { comments: [1, 1].map((source_id) => ({ source_id, text: "x" })) }),
      { field: "comments" },
    ],
  ])("skips a line with %s, says why, and goes on", async (_, line, broken) => {
    const [before, bad, after] = await read(fileOf([said("a"), line, said("b")]));
    expect(bad).toEqual({ line: 2, why: "import.row.field", ...broken });
    expect([before, after]).toMatchObject([{ sourceId: "a" }, { sourceId: "b" }]);
  });

  test("skips a line that is no UTF-8", async () => {
    const file = fileOf([]);
    const gbk = Buffer.from([0x22, 0xca, 0xd6, 0xbb, 0xfa, 0x22, 10]);
    writeFileSync(file, Buffer.concat([gbk, Buffer.from(textOf([said("1")]))]));
    expect(await read(file)).toMatchObject([{ line: 1, why: "import.row.utf8" }, { sourceId: "1" }]);
  });

  test.each([
    ["merged", "merged"],
    ["draft", "draft"],
    ["Under review", "Under review"],
  ])("keeps the status %s, which ideas can't have here, as a field", async (status, kept) => {
    const one = await goodOne({ status });
    expect(one.status).toBeUndefined();
    expect(one.fields).toEqual([["status", kept]]);
  });

  test("keeps what is unknown, whatever it is called, without what no database holds", async () => {
    const odd = '"__proto__":{"x":1},"toString":[true,null],"a\\u0000b":"\\u0000\\ud800"';
    const [one] = await read(fileOf([`{"source_id":"1","title":"x","created_at":"2019-05-20",${odd}}`]));
    expect(one).toMatchObject({
      fields: [
        ["__proto__", { x: 1 }],
        ["ab", "\ufffd"],
        ["toString", [true, null]],
      ],
    });
  });

  test("brings comments to two levels, the answered ones first", async () => {
    const replies = [
      ["reply", "first"],
      ["first", undefined],
      ["deep", "reply"],
      ["lost", "nobody"],
      ["under lost", "lost"],
      ["egg", "hen"],
      ["hen", "egg"],
      ["self", "self"],
      ["empty", undefined],
    ].map(([source_id, reply_to]) => ({ source_id, reply_to, text: source_id === "empty" ? " " : "x" }));
    const { comments } = await goodOne({ comments: replies });
    const short = (id?: string) => id?.replace("1\n", "");
    expect(comments.map(({ sourceId, replyTo }) => [short(sourceId), short(replyTo)])).toEqual([
      ...[["first"], ["lost", "nobody"], ["egg"], ["hen"], ["self"]].map(([id, to]) => [id, to]),
      ...[
        ["reply", "first"],
        ["deep", "first"],
        ["under lost", "lost"],
      ],
    ]);
  });

  test("walks a long chain of replies once", async () => {
    const chain = Array.from({ length: 20_000 }, (_, n) => ({ source_id: n, reply_to: n + 1, text: "x" }));
    expect((await goodOne({ comments: chain })).comments.filter(({ replyTo }) => replyTo === "1\n19999")).toHaveLength(
      19_999,
    );
  });

  test("that is a folder, or empty, or cut short while packed is refused whole", async () => {
    await expect(jsonl.count(dirname(fileOf([])))).rejects.toThrow(ImportRefused);
    await expect(jsonl.count(fileOf(["", " "]))).rejects.toThrow("import.empty");
    const cut = fileOf([], "cut.jsonl.gz");
    writeFileSync(cut, gzipSync(textOf([said("1"), said("2")])).subarray(0, 60));
    await expect(jsonl.count(cut)).rejects.toThrow("import.not.text");
  });
});

test.each([
  ["2019-05-20", Date.UTC(2019, 4, 20)],
  ["2019-05-20T10:11", Date.UTC(2019, 4, 20, 10, 11)],
  ["2019-05-20 10:11:12", Date.UTC(2019, 4, 20, 10, 11, 12)],
  ["2019-05-20T10:11:12.345678Z", Date.UTC(2019, 4, 20, 10, 11, 12, 345)],
  ["2019-05-20T10:11:12,5+08:00", Date.UTC(2019, 4, 20, 2, 11, 12, 500)],
  ["2019-05-20T10:11:12-0330", Date.UTC(2019, 4, 20, 13, 41, 12)],
  ["2019-05-20 10:11 +08", Date.UTC(2019, 4, 20, 2, 11)],
  ["2020-02-29", Date.UTC(2020, 1, 29)],
  ["2019-02-29", Number.NaN],
  ["2019-13-01", Number.NaN],
  ["2019-05-20T25:00", Number.NaN],
  ["20 May 2019", Number.NaN],
  ["", Number.NaN],
])("%s is that instant", (text, at) => expect(instantOf(text)).toBe(at));
