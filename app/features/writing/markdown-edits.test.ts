import { describe, expect, test } from "vitest";
import { MARKS, type MarkName, nameBefore } from "./markdown-edits";

/** What becomes of a text whose selection stands between two bars. */
function marked(name: MarkName, barred: string): string {
  const [before = "", selected = "", after = ""] = barred.split("|");
  const text = before + selected + after;
  const edit = MARKS[name]({ text, start: before.length, end: before.length + selected.length }, "example");
  const result = text.slice(0, edit.from) + edit.insert + text.slice(edit.to);
  return `${result.slice(0, edit.start)}|${result.slice(edit.start, edit.end)}|${result.slice(edit.end)}`;
}

describe("a button of the toolbar", () => {
  test.each<[MarkName, string, string]>([
    ["bold", "a |b| c", "a **|b|** c"],
    ["bold", "a **|b|** c", "a |b| c"],
    ["bold", "a || c", "a **|example|** c"],
    ["italic", "**|b|**", "***|b|***"],
    ["italic", "*|b|*", "|b|"],
    ["link", "see |this| now", "see [this](|https://|) now"],
    ["link", "see |https://a.example| now", "see [|example|](https://a.example) now"],
    ["link", "||", "[example](|https://|)"],
    ["list", "a\nb|c\nd|e\nf", "a\n|- bc\n- de|\nf"],
    ["list", "|- a\n- b|", "|a\nb|"],
    ["quote", "||", "> |example|"],
    ["quote", "a |b| c", "|> a b c|"],
  ])("%s: %s becomes %s", (name, before, after) => {
    expect(marked(name, before)).toBe(after);
  });
});

describe("a name that is begun", () => {
  test.each([
    ["hi @be", { start: "be", from: 4 }],
    ["@", { start: "", from: 1 }],
    ["谢谢@小", { start: "小", from: 3 }],
    ["me@ben", null],
    ["@ben ", null],
    ["https://a/@ben", null],
  ])("%s", (text, begun) => {
    expect(nameBefore({ text, start: text.length, end: text.length })).toEqual(begun);
  });
});
