import { describe, expect, test } from "vitest";
import { cursorOf, ForeignCursor, readCursor } from "./pages.ts";

describe("a cursor", () => {
  test("comes back as it was, and is safe in a URL", () => {
    const cursor = cursorOf("ideas.hot", 2075.75, 3);
    expect(cursor).toMatch(/^[\w-]+$/);
    expect(readCursor("ideas.hot", cursor, 2)).toEqual([2075.75, 3]);
    expect(readCursor("ideas.net", cursorOf("ideas.net", -4, 2), 2)).toEqual([-4, 2]);
  });

  const encoded = (text: string): string => Buffer.from(text).toString("base64url");
  test.each([
    ["of another list", cursorOf("ideas.new", 1, 2)],
    ["with a value too few", cursorOf("ideas.hot", 1)],
    ["with a value too many", cursorOf("ideas.hot", 1, 2, 3)],
    ["with a word for a number", cursorOf("ideas.hot", "1", 2)],
    ["with no number", encoded('["ideas.hot",null,2]')],
    ["with a number beyond all", encoded('["ideas.hot",1e999,2]')],
    ["with a list in it", encoded('["ideas.hot",[1],2]')],
    ["that is no list", encoded('{"0":"ideas.hot","length":3}')],
    ["that is a word", encoded('"ideas.hot"')],
    ["that is nothing", encoded("null")],
    ["cut short", cursorOf("ideas.hot", 1, 2).slice(0, -3)],
    ["typed by hand", "%%%"],
    ["that is empty", ""],
  ])("%s is refused", (_, text) => {
    expect(() => readCursor("ideas.hot", text, 2)).toThrow(ForeignCursor);
  });
});
