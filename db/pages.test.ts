import { describe, expect, test } from "vitest";
import { cursorOf, ForeignCursor, idIn, pageOf, readCursor, timeAndIdIn } from "./pages.ts";

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

describe("a cursor with an id", () => {
  test("comes back with it", () => {
    expect(idIn("acts", cursorOf("acts", 7))).toBe(7);
    expect(timeAndIdIn("followed", cursorOf("followed", -5, 7))).toEqual({ at: -5, id: 7 });
  });

  test.each([0, -1, 1.5, 2_147_483_648])("is refused where %d stands for the id: no row can have it", (id) => {
    expect(() => idIn("acts", cursorOf("acts", id))).toThrow(ForeignCursor);
    expect(() => timeAndIdIn("followed", cursorOf("followed", 5, id))).toThrow(ForeignCursor);
  });

  test.each([1.5, 1e300])("is refused where %d stands for the time", (at) => {
    expect(() => timeAndIdIn("followed", cursorOf("followed", at, 7))).toThrow(ForeignCursor);
  });
});

describe("a page", () => {
  const after = (last: number): string => `after ${last}`;
  test("goes on after its last row when one more was read, and else does not", () => {
    expect(pageOf([1, 2, 3], 2, after)).toEqual({ shown: [1, 2], next: "after 2" });
    expect(pageOf([1, 2], 2, after)).toEqual({ shown: [1, 2], next: null });
    expect(pageOf([], 2, after)).toEqual({ shown: [], next: null });
  });
});
