import { describe, expect, test } from "vitest";
import { cleanLine, cleanText, firstSentence, glance, plain, readLength, shorten } from "./text";

describe("text", () => {
  test("is stored without NULs, control characters and half characters", () => {
    expect(cleanText(" a\u0000b\u0007\r\nc\ud800 ")).toBe("ab\nc\ufffd");
    expect(cleanText("x\u2028y")).toBe("x\u2028y");
    expect(cleanLine("x\u2028y\n z")).toBe("x y z");
  });

  test("hides nothing: no turned direction, no empty look, and no harm to scripts and emoji that need joiners", () => {
    expect(cleanText("a\u202ec\u200bb\ufeff")).toBe("acb");
    for (const blank of ["\u200b\u200b", "\u200d \u3164", "\u00ad", "\u034f", "\u2800"])
      expect(cleanText(blank)).toBe("");
    for (const whole of ["👩‍👩‍👧", "می‌خواهم", "क्‍ष"]) expect(cleanText(whole)).toBe(whole);
  });

  test("is as long as people read it: a Han character counts 2.5", () => {
    expect(readLength("省电")).toBe(5);
    expect(readLength("ab省")).toBe(4.5);
    expect(readLength("👍")).toBe(1);
  });

  test("gives its first sentence as a title, in both languages", () => {
    expect(firstSentence("晚上充电，电池衰减快！只能自己盯着拔。", 120)).toBe("晚上充电，电池衰减快");
    expect(firstSentence("It costs 3.5 points. Every day.", 120)).toBe("It costs 3.5 points");
    expect(firstSentence("a".repeat(200), 120)).toHaveLength(120);
  });

  test("is cut at what people read, and shown at a glance without marks", () => {
    expect(shorten("省电省电", 6)).toBe("省电…");
    expect(glance("# Hi\n**bold** [link](https://x.example) 1\\. two", 100)).toBe("Hi bold link 1. two");
    expect(plain("[one](https://x.example/a_(b)) two\n\n- three")).toBe("one two three");
  });

  test("takes no longer than its length, whatever marks it repeats: whole forms are read before they are refused", () => {
    const begun = performance.now();
    for (const mark of ["![", "![](/pictures/", "[", "[](", "[](a(", "\n", "\n\n-"]) {
      const text = `a${mark.repeat(500_000 / mark.length)}b`;
      firstSentence(text, 120);
      plain(text);
    }
    expect(performance.now() - begun).toBeLessThan(5_000);
  }, 20_000);
});
