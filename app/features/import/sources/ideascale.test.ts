import { tmpdir } from "node:os";
import { gzipSync } from "node:zlib";
import { afterAll, describe, expect, test } from "vitest";
import { removeFolders } from "../../../../tests/support/folders";
import { comment, folderOf, HEADER, lines, row } from "../../../../tests/support/ideascale-folder";
import { ideascale } from "./ideascale.server";
import { type BrokenRow, ImportRefused, isBroken, type SourceIdea } from "./source";

const DAY = 86_400_000;
afterAll(removeFolders);

async function read(folder: string): Promise<Array<SourceIdea | BrokenRow>> {
  const rows: Array<SourceIdea | BrokenRow> = [];
  for await (const one of ideascale.rows(folder)) rows.push(one);
  return rows;
}
const good = async (folder: string): Promise<SourceIdea[]> =>
  (await read(folder)).flatMap((one) => (isBroken(one) ? [] : [one]));
const bodyOf = async (body: string): Promise<string | undefined> =>
  (await good(folderOf([row("1", { body })])))[0]?.body;

describe("an IdeaScale folder", () => {
  test("is counted and read, with its comments and tags", async () => {
    const folder = folderOf([row("1-a", { author: "" }), row("2-a", { votesFor: 2, against: 5 })], {
      "comments.jsonl": lines(comment("1-a", { comment_id: 7, text: "Yes\u2028please" }), comment("2-a")),
      "tags.jsonl": '{"idea_id": "1-a", "category": "Food", "tags": ["coffee", ""]}\n',
    });
    expect(await ideascale.count(folder)).toBe(2);
    expect(await read(folder)).toEqual([
      {
        line: 2,
        sourceId: "1-a",
        title: "Idea 1-a",
        body: "Text",
        author: "?",
        createdAt: Date.UTC(2009, 4, 20),
        tags: ["Food", "coffee"],
        importedSupport: 3,
        importedObjections: 1,
        comments: [{ sourceId: "7", author: "user-2", text: "Yes\u2028please", createdAt: Date.UTC(2009, 4, 18) }],
      },
      expect.objectContaining({ line: 3, importedSupport: 2, importedObjections: 5, tags: [] }),
    ]);
  });

  test("may be packed, begin with a byte order mark and end its lines the other way", async () => {
    const folder = folderOf([], {
      "ideas.csv": `\ufeff${[HEADER, row("1"), row("2"), ""].join("\r\n")}`,
      "comments.jsonl.gz": gzipSync(lines(comment("1"), comment("1"))),
      "tags.jsonl.gz": gzipSync('{"idea_id": "2", "tags": ["x"]}\n'),
    });
    expect((await good(folder)).map(({ comments, tags }) => [comments.length, tags])).toEqual([
      [2, []],
      [0, ["x"]],
    ]);
  });

  test("dates comments back from its newest idea's day", async () => {
    const ages = ["3 minutes ago", "an hour ago", "a day ago", "2 weeks ago", "1 month ago", "once", ""];
    const folder = folderOf([row("1"), row("2", { created: "2009-06-30 12:00:00" })], {
      "comments.jsonl": lines(...ages.map((relative_time) => comment("1", { relative_time }))),
    });
    const [first] = await good(folder);
    const back = first?.comments.map(({ createdAt }) => (Date.UTC(2009, 5, 30, 12) - createdAt) / DAY);
    expect(back).toEqual([3 / 1_440, 1 / 24, 1, 14, 30.4375, 0, 0]);
  });

  test.each<[string, string, string]>([
    ["columns missing", "2\tOnly two", "import.row.columns"],
    ["nothing on it", "", "import.row.columns"],
    ["no id", row(""), "import.row.values"],
    ["no title", row("2", { title: "" }), "import.row.title"],
    ["a title of markup alone", row("2", { title: "<b> \u0001</b>" }), "import.row.title"],
    ["votes in words", row("2", { votesFor: "many" }), "import.row.values"],
    ["half a vote", row("2", { votesFor: "1.5" }), "import.row.values"],
    ["less than no votes", row("2", { against: "-1" }), "import.row.values"],
    ["more votes than people", row("2", { votesFor: "99999999999" }), "import.row.values"],
    ["a day that never was", row("2", { created: "2009-13-45 00:00:00" }), "import.row.values"],
    ["no day", row("2", { created: "" }), "import.row.values"],
    ["a tab too many", row("2", { title: "A\tB" }), "import.row.values"],
    ["an endless id", row("2".repeat(3_000)), "import.row.values"],
    ["an endless author", row("2", { author: "user".repeat(1_000) }), "import.row.values"],
    ["a body nested without end", row("2", { body: `${"<div>".repeat(2_000)}x` }), "import.row.body"],
  ])("says of a row with %s why, by its line, and goes on", async (_, broken, why) => {
    const rows = await read(folderOf([row("1"), broken, row("3")]));
    expect(rows).toEqual([
      expect.objectContaining({ sourceId: "1" }),
      { line: 3, why },
      expect.objectContaining({ sourceId: "3", line: 4 }),
    ]);
  });

  test("that is half there gives its whole rows: cut inside a row, and inside a character", async () => {
    const whole = Buffer.from(lines(HEADER, row("1"), row("2", { body: "中文字" })));
    const end = whole.indexOf("字");
    for (const cut of [whole.indexOf("\t", whole.indexOf("Idea 2")), end + 1, end + 2, end + 3]) {
      const rows = await read(folderOf([], { "ideas.csv": whole.subarray(0, cut) }));
      expect(rows).toEqual([expect.objectContaining({ sourceId: "1" }), { line: 3, why: "import.row.columns" }]);
    }
  });

  test("gives names and keys without NULs, on one line", async () => {
    const folder = folderOf([row("1\u0000", { author: "Ann\u0000\u2028Lee" })], {
      "comments.jsonl": lines(comment("1\u0000", { comment_id: "c\u0000", author: "B\u0000en" })),
      "tags.jsonl": lines(JSON.stringify({ idea_id: "1", tags: ["x".repeat(5_000)] })),
    });
    expect(await good(folder)).toMatchObject([
      { sourceId: "1", author: "Ann Lee", comments: [{ sourceId: "c", author: "Ben" }], tags: ["x".repeat(200)] },
    ]);
  });

  test("leaves out comments and tags that can't be read", async () => {
    const folder = folderOf([row("1")], {
      "comments.jsonl": lines("{", "null", "[]", '{"idea_id": "1"}', comment("1", { text: "" }), "", comment("1")),
      "tags.jsonl": lines("{", '{"idea_id": 1}', '{"idea_id": "1", "tags": "x"}', '{"idea_id": "1", "tags": ["y"]}'),
    });
    expect(await good(folder)).toMatchObject([{ tags: ["y"], comments: [{ author: "user-2" }] }]);
  });

  test.each<[string, Record<string, string | Buffer>, string]>([
    ["binary ideas", { "ideas.csv": Buffer.from([0xff, 0xfe, 0x00, 0x80, 0xff]) }, "import.not.text"],
    [
      "ideas that turn binary",
      { "ideas.csv": Buffer.concat([Buffer.from(lines(HEADER, row("1"))), Buffer.from([0xff, 0x0a])]) },
      "import.not.text",
    ],
    ["binary comments", { "comments.jsonl": Buffer.from([0xff, 0xff]) }, "import.not.text"],
    [
      "comments packed and cut",
      { "comments.jsonl.gz": gzipSync(comment("1").repeat(50)).subarray(0, 60) },
      "import.not.text",
    ],
    ["comments said to be packed", { "comments.jsonl.gz": comment("1") }, "import.not.text"],
    ["another header", { "ideas.csv": "a,b,c\n1,2,3\n" }, "import.ideascale.header"],
  ])("with %s is refused in a sentence", async (_, files, why) => {
    const refused = read(folderOf([row("1")], files));
    await expect(refused).rejects.toBeInstanceOf(ImportRefused);
    await expect(refused).rejects.toMatchObject({ why });
  });

  test("is refused before anything is read when it is empty, binary, or no such folder", async () => {
    const binary = folderOf([], { "ideas.csv": Buffer.from([0xff, 0xfe, 0x00, 0x80, 0xff]) });
    await expect(ideascale.count(binary)).rejects.toMatchObject({ why: "import.not.text" });
    const empty = folderOf([], { "ideas.csv": "" });
    await expect(ideascale.count(empty)).rejects.toMatchObject({ why: "import.empty" });
    await expect(ideascale.count(tmpdir())).rejects.toMatchObject({ why: "import.ideascale.missing", place: tmpdir() });
    await expect(read(tmpdir())).rejects.toMatchObject({ why: "import.ideascale.missing" });
  });
});

describe("IdeaScale's HTML", () => {
  test.each([
    ["One<br />two <b>bold</b> &amp; <i>more</i>", "One\ntwo **bold** & _more_"],
    ["<ul><li>a</li><li>b</li></ul>", "-   a\n-   b"],
    ['<a href="https://x.example/?a=1&amp;b=2">x</a>', "[x](https://x.example/?a=1&b=2)"],
    ["x\u2028y\u0000z &#8232; &nbsp;!", "x\u2028yz \u2028 \u00a0!"],
    ["2 * 3 * 4 and _so_ on", "2 \\* 3 \\* 4 and \\_so\\_ on"],
    ["<p>unclosed <b>tags", "unclosed **tags**"],
    ["", ""],
  ])("%j becomes markdown", async (html, markdown) => {
    expect(await bodyOf(html)).toBe(markdown);
  });

  test("keeps 60,000 characters, and a title of 300 with its entities", async () => {
    expect(await bodyOf("word ".repeat(12_000))).toHaveLength(59_999);
    const [bold] = await good(folderOf([row("1", { title: "<p>Some <b>bold</b> <code>words</code></p><p>here</p>" })]));
    expect(bold?.title).toBe("Some bold words here");
    const [long] = await good(folderOf([row("1", { title: `Caf&eacute; &lt;b&gt; ${"x".repeat(300)}` })]));
    expect(long?.title).toBe(`Café <b> ${"x".repeat(300)}`);
  });
});
