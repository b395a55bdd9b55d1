import { describe, expect, test } from "vitest";
import { readLength } from "~/platform/text";
import { addedTo, asQuote, firstWords } from "./quoting";

test("a quote comes after what was written so far, as an edit that can be undone", () => {
  const quote = asQuote("ben: Yes.");
  expect(addedTo("", quote)).toEqual({ from: 0, to: 0, insert: "> ben: Yes.\n\n", start: 13, end: 13 });
  expect(addedTo("> ann: No.\n\n", quote)).toEqual({
    ...{ from: 10, to: 12, insert: "\n\n> ben: Yes.\n\n", start: 25, end: 25 },
  });
});

describe("the first words of a comment", () => {
  test("are whole sentences, about two hundred characters, on one line and without marks", () => {
    expect(firstWords("I **agree**.\n\nVersion 3.5 does it, see [this](https://canyu.app).")).toBe(
      "I agree. Version 3.5 does it, see this.",
    );
    const many = "这是一句话，说的是夜里充电的事。".repeat(20);
    expect(firstWords(many).endsWith("。")).toBe(true);
    expect(readLength(firstWords(many))).toBeLessThanOrEqual(200);
  });

  test("are cut where even the first sentence is too long", () => {
    const words = firstWords("on and on ".repeat(60));
    expect(readLength(words)).toBeLessThanOrEqual(200);
    expect(words.endsWith("…")).toBe(true);
  });

  test("leave out what the comment quotes itself", () => {
    expect(firstWords("> **ben**: Too bright.\n\nNot at all!")).toBe("Not at all!");
    expect(firstWords("> only a quote")).toBe("");
  });

  test("take no longer for text made to be slow", () => {
    const slow = `${".".repeat(20_000)}a`;
    const before = Date.now();
    firstWords(slow);
    firstWords("a.".repeat(10_000));
    expect(Date.now() - before).toBeLessThan(500);
  });
});

test("a quote begins a reply, which goes on after an empty line", () => {
  expect(asQuote("**ben**: Too bright.")).toBe("> **ben**: Too bright.\n\n");
});
