import { describe, expect, test } from "vitest";
import { day, timeAgo } from "./date";
import { listed, marksBehind } from "./list";
import { acceptedLocale, terminalLocale } from "./locales";
import { speak } from "./sentences";
import { sayIn } from "./words.server";

const NOW = Date.UTC(2026, 10, 25, 12);
const HOUR = 3_600_000;

describe("the reader's language", () => {
  test("is the first they accept that we speak", () => {
    expect(acceptedLocale("fr, zh-TW;q=0.8, en;q=0.9")).toBe("en");
    expect(acceptedLocale("zh-Hant-HK")).toBe("zh-CN");
    expect(acceptedLocale("fr, en;q=0")).toBeNull();
    expect(acceptedLocale(null)).toBeNull();
    expect(terminalLocale({ NODE_ENV: "test", LANG: "zh_CN.UTF-8" })).toBe("zh-CN");
  });

  test("counts in its own way", () => {
    expect(sayIn("en")("comments.count", { count: 1 })).toBe("1 comment");
    expect(sayIn("en")("comments.count", { count: 1_284 })).toBe("1,284 comments");
    expect(sayIn("zh-CN")("comments.count", { count: 2 })).toBe("2 条讨论");
    expect(speak("en", "{a} and {b}", { a: "x" })).toBe("x and {b}");
  });

  test("lists in its own way", () => {
    expect([listed(["甲", "乙", "丙"], "zh-CN"), listed(["one", "two", "three"], "en")]).toEqual([
      "甲、乙、丙",
      "one, two, three",
    ]);
    expect([marksBehind(3, "zh-CN"), marksBehind(1, "en"), marksBehind(0, "en")]).toEqual([["、", "、", ""], [""], []]);
  });

  test("says how long ago, and the day after a month", () => {
    expect(timeAgo(NOW - 3 * 24 * HOUR, NOW, "zh-CN", "UTC")).toBe("3天前");
    expect(timeAgo(NOW - HOUR, NOW, "en", "UTC")).toBe("1 hour ago");
    expect(timeAgo(NOW + 5, NOW, "en", "UTC")).toBe("now");
    expect(timeAgo(NOW - 40 * 24 * HOUR, NOW, "en", "UTC")).toBe("October 16");
    expect(day(Date.UTC(2009, 4, 25, 20), "zh-CN", "Asia/Shanghai", NOW)).toBe("2009年5月26日");
  });
});
