import { expect, test } from "vitest";
import { simplify } from "./simplify.server";
import { stem, wordsIn } from "./words";

const simplified = await simplify();
const words = (text: string): string[] =>
  [...wordsIn(text, simplified)].filter(({ isEdge }) => !isEdge).map(({ word }) => word);

test.each([
  ["夜间模式", ["夜间", "间模", "模式"]],
  ["猫", ["猫"]],
  ["手机iPhone15很好", ["手机", "iphone15", "很好"]],
  ["５Ｇ　Ｗｉ-Ｆｉ", ["5g", "wi", "fi"]],
  ["軟體與網絡", words("软体与网络")],
  ["写真を撮る", ["写真", "真を", "を撮", "撮る"]],
  ["한국어", ["한국", "국어"]],
  ["สวัสดีครับ", ["สวัสดี", "ครับ"]],
  ["Привет, мир", ["привет", "мир"]],
  ["Café CAFE", ["caf", "caf"]],
  ["bat\u200btery\u00ad don’t user's", ["batteri", "dont", "user"]],
  ["100% of C++ _x_ 'quoted'", ["100", "of", "c", "x", "quot"]],
  ["🔥👍", ["🔥", "👍"]],
  ["，。！?%_ \u0000\u202e", []],
])("the words of %j are %j", (text, found) => {
  expect(words(text)).toEqual(found);
});

test("the last character of a run stands alone too, so that every character begins a word", () => {
  const all = [...wordsIn("夜间模式，好", simplified)].map(({ word }) => word);
  for (const character of "夜间模式好") expect(all.some((word) => word.startsWith(character))).toBe(true);
});

test("words say where they stand in the text as it was written", () => {
  const text = "ＷｉＦｉ 電池 Batteries";
  expect([...wordsIn(text, simplified)].map(({ start, end }) => text.slice(start, end))).toEqual([
    "ＷｉＦｉ",
    "電池",
    "池",
    "Batteries",
  ]);
});

test.each([
  ["batteries", "battery"],
  ["charging", "charge"],
  ["charges", "charged"],
  ["stopped", "stop"],
  ["quickly", "quick"],
  ["boxes", "box"],
])("%s is found by %s", (one, other) => {
  expect(stem(one)).toBe(stem(other));
});

test.each([
  ["sing", "s"],
  ["bus", "bu"],
  ["this", "thi"],
  ["class", "clas"],
])("%s is not cut to %s", (word, cut) => {
  expect(stem(word)).not.toBe(cut);
});

test("a run too long to be a word is cut between characters, never inside one", () => {
  const [word = ""] = words(`д${"\u{10330}".repeat(30)}`);
  expect([...word].filter((character) => character.length === 1 && /[\ud800-\udfff]/.test(character))).toEqual([]);
  expect(word.startsWith("д\u{10330}")).toBe(true);
});
