import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, describe, expect, test, vi } from "vitest";
import { BadUse, explain, Unable } from "~/commands/explain.server";
import { run } from "~/commands/trust.server";
import { sayIn } from "~/platform/i18n/words.server";

const folder = mkdtempSync(join(tmpdir(), "canyu-trust-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
afterEach(() => vi.restoreAllMocks());

const put = (name: string, text: string | Uint8Array): string => {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
};

const out = join(folder, "out.tsv");

/** Runs it on files of these texts; what it says, and the rows it writes. */
async function weigh(edges: string | Uint8Array, seeds: string): Promise<{ said: string; rows: string[][] }> {
  const spoken = vi.spyOn(process.stdout, "write").mockReturnValue(true);
  const words = ["weigh", "--edges", put("edges.tsv", edges), "--seeds", put("seeds.txt", seeds), "--out", out];
  expect(await run(words)).toBe(0);
  const said = spoken.mock.calls.map(([text]) => String(text)).join("");
  spoken.mockRestore();
  const lines = readFileSync(out, "utf8").split("\n");
  expect(lines.pop()).toBe("");
  return { said, rows: lines.map((line) => line.split("\t")) };
}

/** What it is refused with. */
async function refused(edges: string | Uint8Array, seeds = "ann\n"): Promise<string> {
  const failed = await weigh(edges, seeds).catch((error: unknown) => error);
  expect(failed).toBeInstanceOf(Unable);
  return failed instanceof Unable ? failed.message.replaceAll(`${folder}/`, "") : "";
}

describe("canyu trust weigh", () => {
  test("writes everybody in the order in which they first appear, with numbers to the last digit", async () => {
    const { said, rows } = await weigh("ben\tann\t1\nann\tcem\t0.5\n", "ann\n");
    expect(rows.map(([name]) => name)).toEqual(["ben", "ann", "cem"]);
    expect(rows.map(([, , degree]) => degree)).toEqual(["1", "1.5", "0.5"]);
    const p = rows.map(([, mass]) => Number(mass));
    expect((p[0] ?? 0) / (p[2] ?? 1)).toBeCloseTo(2, 12);
    expect((p[0] ?? 0) + (p[1] ?? 0) + (p[2] ?? 0)).toBeCloseTo(1, 12);
    expect(Number(rows[1]?.[3])).toBeCloseTo((p[1] ?? 0) / 1.5, 15);
    expect(rows.every(([, , , , g]) => g === "1")).toBe(true);
    expect(said).toContain("3 people, ties: 2, seeds: 1.");
  });

  test("leaves out who is tied to themselves, adds up pairs that come again up to 2, and says so", async () => {
    const { said, rows } = await weigh("a\tb\t0.5\na\ta\t1\nb\ta\t0.75\na\tb\t0.5\nb\tc\t1\nc\tb\t9\nd\td\t1\n", "a\n");
    expect(rows.map(([name, , degree]) => [name, degree])).toEqual([
      ["a", "1.75"],
      ["b", "3.75"],
      ["c", "2"],
      ["d", "0"],
    ]);
    expect(said).toContain("2 lines tie somebody to themselves");
    expect(said).toContain("3 lines repeat a pair");
  });

  test("takes any name and number, Windows' line ends, empty lines, and each seed once, also without ties", async () => {
    const { said, rows } = await weigh(
      '\uFEFF张三 先生\t"q", x\t1e0\r\n\r\n0\t张三 先生\t.5\r\n',
      "张三 先生\r\nnew\n张三 先生",
    );
    expect(rows.map(([name]) => name)).toEqual(["张三 先生", '"q", x', "0", "new"]);
    expect(said).toContain("1 seed has no tie.");
    expect(said).toContain("seeds: 2");
  });

  test("reads what is longer than a piece of the file, and more people than there was room for", async () => {
    const line = (n: number): string => `鄉民 ${n}\t${"é".repeat(n % 50)}${n + 1}\t${(n % 19) / 10 + 0.1}\n`;
    const edges = Array.from({ length: 12_000 }, (_, n) => line(n));
    const { rows } = await weigh(edges.join(""), "鄉民 0\n");
    const names = edges.flatMap((edge) => edge.split("\t").slice(0, 2));
    expect(rows.map(([name]) => name)).toEqual([...new Set(names)]);
    const read = new Map(rows.map(([name, , degree]) => [name, Number(degree)]));
    expect(edges.every((edge) => read.get(edge.split("\t")[0]) === Number(edge.split("\t")[2]))).toBe(true);
  });

  test.each([
    ["a\tb\t1\na\tb", "edges.tsv, line 2: a tie is two names and a weight"],
    ["a\tb\t1\n\na\tb\t1\t2", "edges.tsv, line 3: a tie is two names and a weight"],
    ["a\t\t1", "edges.tsv, line 1: a name is missing."],
    ["\ta\t1", "edges.tsv, line 1: a name is missing."],
    ...["", "x", ".", "0", "0.0", "1.2.3", "-1", "1e999", "0x1", " 1", "NaN", "1,5"].map((weight) => [
      `a\tb\t${weight}`,
      "edges.tsv, line 1: the weight must be a number above 0",
    ]),
  ])("refuses ties like %j", async (edges = "", why = "") => {
    expect(await refused(edges)).toContain(why);
  });

  test("refuses seeds with a tab, none at all, and what is no UTF-8, by the line", async () => {
    expect(await refused("a\tb\t1", "a\nb\tc\n")).toContain("seeds.txt, line 2: a seed is one name");
    expect(await refused("a\tb\t1", "\n")).toContain("seeds.txt names nobody");
    expect(await refused(Buffer.from("a\tb\t1\n\xff\tb\t1\n", "latin1"))).toBe("edges.tsv, line 2: this is no UTF-8.");
  });

  test("refuses a file that is not there, and one it can't write", async () => {
    const edges = put("edges.tsv", "a\tb\t1");
    const seeds = put("seeds.txt", "a");
    const nowhere = join(folder, "nowhere", "out.tsv");
    await expect(run(["weigh", "--edges", nowhere, "--seeds", seeds, "--out", out])).rejects.toThrow(
      /be read \(ENOENT/,
    );
    await expect(run(["weigh", "--edges", edges, "--seeds", folder, "--out", out])).rejects.toThrow(/read \(EISDIR/);
    await expect(run(["weigh", "--edges", edges, "--seeds", seeds, "--out", nowhere])).rejects.toThrow(/written \(ENO/);
  });

  test.each([
    [[]],
    [["weigh"]],
    [["weigh", "--edges", "x", "--seeds", "y"]],
    [["--edges", "x", "--seeds", "y", "--out", "z"]],
    [["weigh", "--strange"]],
  ])("does not understand %j", async (words) => {
    const failed = await run(words).catch((error: unknown) => error);
    expect(failed).toBeInstanceOf(BadUse);
    const spoken = vi.spyOn(process.stderr, "write").mockReturnValue(true);
    expect(explain(failed, sayIn("zh-CN"))).toBe(2);
    expect(String(spoken.mock.calls[0]?.[0])).toContain("trust weigh --edges 文件 --seeds 文件 --out 文件");
  });
});
