import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { newFolder, removeFolders } from "../../../../tests/support/folders";
import { csv, type Reading, tableOf } from "./csv.server";
import { ImportRefused, isBroken } from "./source";

afterAll(removeFolders);

const fileOf = (content: string | Uint8Array, name = "ideas.csv"): string => {
  const file = join(newFolder(), name);
  writeFileSync(file, content);
  return file;
};

async function rowsOf(content: string | Uint8Array, reading: Reading = {}) {
  const rows = [];
  for await (const row of csv(reading).rows(fileOf(content))) rows.push(row);
  return rows;
}

const ideasIn = async (content: string | Uint8Array, reading?: Reading) =>
  (await rowsOf(content, reading)).flatMap((row) => (isBroken(row) ? [] : [row]));

const refusalOf = async (content: string | Uint8Array, reading: Reading = {}) => {
  const error: unknown = await csv(reading)
    .count(fileOf(content))
    .catch((why: unknown) => why);
  return error instanceof ImportRefused ? { why: error.why, ...error.values } : error;
};

// "标题,日期\n屏幕太亮,2024-05-20\n…" in GBK
const GBK = Buffer.from(
  "b1eacce22cc8d5c6da0ac6c1c4bbccabc1c12c323032342d30352d32300ac9f9d2f4cca8d0a12c323032342d30352d32310a",
  "hex",
);
const LATIN = Buffer.from(
  "Títol;Date\r\nMés bancs al carrer;2024-05-20\r\nÀrees per a gossos;2024-05-21\r\n",
  "latin1",
);
const utf16 = (text: string): Buffer => Buffer.from(`\ufeff${text}`, "utf16le");

describe("the encoding of a table", () => {
  test.each([
    ["utf-8", "title,date\nCafé,2024-05-20\n", "Café"],
    ["utf-8", "\ufefftitle,date\nCafé,2024-05-20\n", "Café"],
    ["utf-16le", utf16("title\tdate\n屏幕太亮\t2024-05-20\n"), "屏幕太亮"],
    ["utf-16le", Buffer.from("title,date\nBright screen,2024-05-20\n", "utf16le"), "Bright screen"],
    ["gb18030", GBK, "屏幕太亮"],
    ["windows-1252", LATIN, "Més bancs al carrer"],
  ])("is found: %s", async (encoding, content, title) => {
    expect((await tableOf(fileOf(content), {})).encoding).toBe(encoding);
    expect((await ideasIn(content))[0]?.title).toBe(title);
  });

  test("is taken as it is said to be, where the file can be that", async () => {
    expect((await tableOf(fileOf(LATIN), { encoding: "windows-1252" })).encoding).toBe("windows-1252");
    expect((await tableOf(fileOf("title\nplain\n"), { encoding: "gb18030" })).encoding).toBe("gb18030");
  });

  test.each([
    ["utf-8", LATIN, "windows-1252"],
    ["windows-1252", "title\nCafé\n", "utf-8"],
    ["utf-16le", "title\nplain\n", "utf-8"],
    ["gb18030", LATIN, "windows-1252"],
    ["windows-1252", GBK, "gb18030"],
  ] as const)("is refused as %s, saying what it looks like", async (encoding, content, found) => {
    expect(await refusalOf(content, { encoding })).toEqual({ why: "import.wrong.encoding", wanted: encoding, found });
  });

  test("is none where the file is a picture or a workbook", async () => {
    const picture = Buffer.from(Array.from({ length: 3_000 }, (_, n) => (n * 7919) % 256));
    expect(await refusalOf(picture)).toEqual({ why: "import.binary" });
    const workbook = Buffer.concat([Buffer.from("PK\u0003\u0004"), picture]);
    expect(await refusalOf(workbook)).toEqual({ why: "import.binary" });
    expect(await refusalOf(workbook, { encoding: "windows-1252" })).toEqual({ why: "import.binary" });
  });

  test("lets a few control characters pass, as people's texts have them", async () => {
    const [idea] = await ideasIn("title,date\nA\u0000 b\u0007,2024-05-20\n");
    expect(idea?.sourceId).toBeTruthy();
  });
});

describe("how a table is divided", () => {
  test.each([
    [",", 'title,date\n"One, two",2024-05-20\n'],
    [";", "title;date;list\nOne, two;2024-05-20;a,b,c\nThree;2024-05-21;d,e\n"],
    ["\t", "title\tdate\nOne, two\t2024-05-20\n"],
    ["|", "title|date\nOne, two|2024-05-20\n"],
  ])("is found: %j", async (delimiter, content) => {
    expect((await tableOf(fileOf(content), {})).dialect.delimiter).toBe(delimiter);
    expect((await ideasIn(content))[0]?.title).toBe("One, two");
  });

  test("is refused when it is said wrongly, with what was found instead", async () => {
    expect(await refusalOf("title;date\nOne;2024-05-20\n", { delimiter: "," })).toEqual({
      ...{ why: "import.wrong.delimiter", wanted: ",", found: ";", count: 2 },
    });
  });

  test("without a row is refused before anything is read", async () => {
    expect(await refusalOf("title,body\n")).toEqual({ why: "import.empty" });
    expect(await refusalOf("title,body\r\n\r\n")).toEqual({ why: "import.empty" });
  });

  test("divides people as Chinese and other lists do, and no name at its comma", async () => {
    const [idea, other] = await ideasIn("title\tsupporters\nOne\t小安、小本，小可\nTwo\tDoe, Jane; Roe, Jim\n");
    expect(idea?.supporters).toEqual(["小安", "小本", "小可"]);
    expect(other?.supporters).toEqual(["Doe, Jane", "Roe, Jim"]);
  });

  test("may end its lines with a return alone", async () => {
    expect((await ideasIn("title,body\rOne,a\rTwo,b\r")).map(({ title, line }) => [line, title])).toEqual([
      [2, "One"],
      [3, "Two"],
    ]);
  });

  test("may be not at all: one column is a table, too", async () => {
    expect((await ideasIn("title\nOne\nTwo, three\n")).map(({ title }) => title)).toEqual(["One", "Two, three"]);
  });

  test("keeps line ends and doubled marks inside quotation marks, and counts lines on", async () => {
    const rows = await rowsOf('title,body\r\nOne,"a ""b""\r\nc"\r\nTwo,x,y,z\r\nThree,d"e"\r\n');
    expect(rows).toMatchObject([
      { line: 2, body: 'a "b"\nc' },
      { line: 4, why: "import.row.too.many" },
      { line: 5, body: 'd"e"' },
    ]);
  });

  test("loses one row to a quotation mark that is never closed, not the rows behind it", async () => {
    const rest = Array.from({ length: 3_000 }, (_, n) => `Idea ${n},b`).join("\n");
    const quoted = '"Zero","a, b"\n"Zero too","c"\n';
    const rows = await rowsOf(`title,body\n${quoted}One,"never closed\n${rest}\n`);
    expect(rows[2]).toEqual({ line: 4, why: "import.row.quote" });
    expect(rows).toHaveLength(3_003);
    expect(rows.at(-1)).toMatchObject({ line: 3_004, title: "Idea 2999" });
  });

  test("loses one row to a lone quotation mark, also where the next row's would close it", async () => {
    const many = Array.from({ length: 9 }, (_, n) => `${n},"Idea, ${n}"\n`).join("");
    const rows = await rowsOf(`id,title\n${many}10,"5 inch is big\n11,"Bigger battery"\n12,"Two\nlines" \n`);
    expect(rows[9]).toEqual({ line: 11, why: "import.row.quote" });
    expect(rows.slice(10)).toMatchObject([
      { line: 12, sourceId: "11", title: "Bigger battery" },
      { line: 13, sourceId: "12", title: "Two lines" },
    ]);
  });

  test("keeps a text of several lines whose inner quotation marks nobody doubled", async () => {
    const rows = await rowsOf('title,body,x\nDark,"First line\nplease add "dark mode" soon",y\nTwo,b,z\n');
    expect(rows).toMatchObject([
      { line: 2, title: "Dark", body: expect.stringContaining('dark mode" soon') },
      { line: 4, title: "Two", body: "b" },
    ]);
  });

  test("reads quotation marks as characters when told so", async () => {
    const [idea] = await ideasIn('title\tbody\n"Dark mode\tb\n', { quotes: false });
    expect(idea?.title).toBe('"Dark mode');
  });
});

describe("what the columns say", () => {
  test("is proposed by their names, and the rest is kept beside the idea", async () => {
    const [idea] = await ideasIn(
      "ID;Título;Descripción;Autor;Fecha;Etiquetas;Votos;comments;Other\n7;Más bancos;En la plaza;ana;22/01/2016;plaza;1.000;x;y\n8;B;c;;23/01/2016;;;;\n",
      {},
    );
    expect(idea).toMatchObject({
      ...{ sourceId: "7", title: "Más bancos", body: "En la plaza", author: "ana", tags: ["plaza"] },
      createdAt: Date.UTC(2016, 0, 22),
      fields: [
        ["Other", "y"],
        ["comments", "x"],
      ],
    });
  });

  test("is the first that isn't empty, of lists each, and below nothing is kept beside", async () => {
    const map = { title: ["ca", "es"], supporters: ["fans"], imported_support: ["total"], author: ["who"] };
    const rows = await ideasIn("ca,es,fans,total,who\n,Uno,a;b;a,-3,x;y\nDos,no,,1 200,z\n", { map });
    expect(rows).toMatchObject([
      {
        ...{ title: "Uno", supporters: ["a", "b"], importedSupport: 0, author: "x" },
        fields: [
          ["total", "-3"],
          ["who", "x;y"],
        ],
      },
      { title: "Dos", importedSupport: 1200, author: "z", fields: [["es", "no"]].slice(1) },
    ]);
  });

  test.each([
    [
      { title: ["a"], body: ["a"] },
      { why: "import.map.twice", column: "a", other: "title", field: "body" },
    ],
    [
      { body: [], author: ["a"] },
      { why: "import.map.no.title", columns: "a, titel" },
    ],
    [{ title: ["titl"] }, { why: "import.map.column.like", column: "titl", like: "titel" }],
    [{ title: ["something else"] }, { why: "import.map.column", column: "something else", columns: "a, titel" }],
    [{ titles: ["a"] }, expect.objectContaining({ why: "import.map.field", field: "titles" })],
    [["title"], { why: "import.map.shape", field: "" }],
    [{ title: 3 }, { why: "import.map.shape", field: "title" }],
  ])("is refused: %j", async (map, refusal) => {
    expect(await refusalOf("a,titel\nOne,x\n", { map })).toEqual(refusal);
  });

  test("is refused where no column can be the title", async () => {
    expect(await refusalOf("x,y\n1,2\n")).toEqual({ why: "import.map.no.title", columns: "x, y" });
  });

  test("knows a row without an id again by its words and date, wherever it stands", async () => {
    const keys = async (content: string) => (await ideasIn(content)).map(({ sourceId }) => sourceId).sort();
    const [one, two] = ["One,2024-05-20\n", "Two,2024-05-20\n"];
    expect(await keys(`title,date\n${one}${two}`)).toEqual(await keys(`title,date\n${two}${one}`));
    expect((await ideasIn(`title\nOne\n`))[0]?.isUndated).toBe(true);
  });
});

describe("dates of tables", () => {
  test.each([
    ["2016/01/22T:13:06:40", "2016-01-22T13:06:40.000Z"],
    ["2016-01-22 13:06", "2016-01-22T13:06:00.000Z"],
    ["2016年1月22日", "2016-01-22T00:00:00.000Z"],
    ["22.01.2016", "2016-01-22T00:00:00.000Z"],
    ["3.4.2016 9:05", "2016-04-03T09:05:00.000Z"],
    ["1453468000", "2016-01-22T13:06:40.000Z"],
    ["1453468000000", "2016-01-22T13:06:40.000Z"],
    ["22/01/2016", "2016-01-22T00:00:00.000Z"],
    ["01/22/2016 10:00", "2016-01-22T10:00:00.000Z"],
  ])("%s is read", async (written, instant) => {
    const [idea] = await ideasIn(`title,date\nOne,"${written}"\n`);
    expect(new Date(idea?.createdAt ?? 0).toISOString()).toBe(instant);
  });

  test("03/04/2016 is read as the rest of the file tells, and skipped where nothing does", async () => {
    const days = async (other: string) => (await rowsOf(`title,date\nOne,03/04/2016\nTwo,${other}\n`))[0];
    expect(await days("22/04/2016")).toMatchObject({ createdAt: Date.UTC(2016, 3, 3) });
    expect(await days("04/22/2016")).toMatchObject({ createdAt: Date.UTC(2016, 2, 4) });
    expect(await days("05/06/2016")).toEqual({ line: 2, why: "import.row.date", field: "created_at" });
  });

  test("of no day there is are skipped with their line", async () => {
    expect(await rowsOf("title,date\nOne,31/02/2016\nTwo,never\nThree,\n")).toEqual(
      [2, 3, 4].map((line) => ({ line, why: "import.row.date", field: "created_at" })),
    );
  });
});
