import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type DiffPiece, diff, MOST_EDITS, MOST_TOKENS } from "./diff";

const texts = fc.oneof(
  fc.string({ unit: fc.constantFrom("屏", "幕", "亮", "カ", "a", "b", " ", "，", "\n", "7", "é", "👍🏽", "\ud800") }),
  fc.string({ unit: "binary" }),
  fc
    .array(fc.constantFrom("one line\n", "夜里太亮。\n", "\n", "last"), { maxLength: 12 })
    .map((lines) => lines.join("")),
);

const joined = (pieces: readonly DiffPiece[], kind: DiffPiece["kind"]): string =>
  pieces.flatMap((piece) => (piece.kind === "same" || piece.kind === kind ? piece.text : [])).join("");

function expectTrue(before: string, after: string): DiffPiece[] {
  const pieces = diff(before, after);
  expect(joined(pieces, "removed")).toBe(before);
  expect(joined(pieces, "added")).toBe(after);
  for (const [n, { kind, text }] of pieces.entries()) {
    expect(text).not.toBe("");
    expect(pieces[n + 1]?.kind).not.toBe(kind);
    expect([kind, pieces[n + 1]?.kind]).not.toEqual(["added", "removed"]);
  }
  return pieces;
}

/** The same with its marks, as a person would write it. */
const shown = (before: string, after: string): string => {
  const marks = { same: ["", ""], removed: ["[-", "-]"], added: ["{+", "+}"] } as const;
  return diff(before, after)
    .map(({ kind, text }) => marks[kind][0] + text + marks[kind][1])
    .join("");
};

// Numbers that look random and are the same each time.
function* numbers(seed: number): Generator<number> {
  for (let n = seed; ; n = (n * 1_103_515_245 + 12_345) % 2_147_483_648) yield n >> 8;
}
function noise(length: number, kinds: number, seed: number): string {
  const source = numbers(seed);
  return Array.from({ length }, () => String.fromCodePoint(0x4e00 + ((source.next().value ?? 0) % kinds))).join("");
}

describe("what changed between two texts", () => {
  test("adds up to both, with no two neighbours of a kind", () => {
    fc.assert(
      fc.property(texts, texts, (before, after) => void expectTrue(before, after)),
      { numRuns: 500 },
    );
  });

  test("is nothing between a text and itself, and all of a text beside an empty one", () => {
    fc.assert(
      fc.property(texts, (text) => {
        expect(diff(text, text)).toEqual(text === "" ? [] : [{ kind: "same", text }]);
        expect(diff("", text)).toEqual(text === "" ? [] : [{ kind: "added", text }]);
        expect(diff(text, "")).toEqual(text === "" ? [] : [{ kind: "removed", text }]);
      }),
    );
  });

  test.each([
    ["words are whole", "Charge to 80% at night", "Charge to 90% at night", "Charge to [-80-]{+90+}% at night"],
    ["characters stand alone in Chinese", "夜里屏幕太亮了", "夜里屏幕还是太亮", "夜里屏幕{+还是+}太亮[-了-]"],
    ["and in Japanese", "画面がまぶしい", "画面はまぶしい", "画面[-が-]{+は+}まぶしい"],
    ["a sign with its parts", "good 👍🏽", "good 👍🏿", "good [-👍🏽-]{+👍🏿+}"],
    ["a new line", "One.\nTwo.", "One.\nAnd a half.\nTwo.", "One.\n{+And a half.\n+}Two."],
    ["sentences that share but a space or so", "a cat", "my old dogs", "[-a cat-]{+my old dogs+}"],
  ])("%s", (_, before, after, marked) => expect(shown(before, after)).toBe(marked));

  test("falls back to whole lines where words differ too much", () => {
    const lines = (seed: number): string => `${noise(MOST_EDITS, 5000, seed)}\n`;
    const [first, old, wanted, last] = [lines(1), lines(2), lines(3), lines(4)];
    expect(expectTrue(first + old + last, `${first}${wanted}${last}and more`)).toEqual([
      { kind: "same", text: first },
      { kind: "removed", text: old },
      { kind: "added", text: wanted },
      { kind: "same", text: last },
      { kind: "added", text: "and more" },
    ]);
  });

  test("falls back to the whole text between where lines differ too much", () => {
    const lines = (seed: number): string => [...noise(2 * MOST_EDITS, 5000, seed)].join("\n");
    expect(expectTrue(`A\n${lines(1)}\nZ`, `A\n${lines(2)}\nZ`).map(({ kind }) => kind)).toEqual([
      ...["removed", "added"],
    ]);
  });

  test.each([
    ["nothing in common", noise(20_000, 5000, 1), noise(20_000, 5000, 2)],
    ["two characters in any order", noise(20_000, 2, 1), noise(20_000, 2, 2)],
    ["one repeated, with another in the middle", `${"a ".repeat(9999)}b`, `c${" a".repeat(9999)}`],
    ["a period of two against one of three", "甲乙".repeat(10_000), "甲乙丙".repeat(6_666)],
    ["as many tokens as are compared, and one more", "甲".repeat(MOST_TOKENS + 1), `乙${"甲\n".repeat(MOST_TOKENS)}`],
    ["far longer than anything typed here", noise(60_000, 50, 1), noise(60_000, 50, 2)],
  ])("is found in bounded time: %s", (_, before, after) => {
    const start = process.cpuUsage();
    const pieces = diff(before, after);
    const { user } = process.cpuUsage(start);
    expect(joined(pieces, "removed")).toBe(before);
    expect(joined(pieces, "added")).toBe(after);
    expect(user).toBeLessThan(500_000); // µs of this process, however busy the machine; a tenth of it when warm
  });
});
