import { describe, expect, test } from "vitest";
import { filterFrom, isNarrowed, whyEmpty } from "./board-filter";

const filterOf = (query: string) => filterFrom(new URLSearchParams(query));

describe("an empty list", () => {
  test.each([
    ["", "new"],
    ["order=new", "new"],
    ["board=phones", "filtered"],
    ["order=waiting", "kept"],
    ["order=waiting&board=phones", "kept"],
    ["order=waiting&status=submitted", "filtered"],
    ["order=waiting&tag=night", "filtered"],
    ["tag=night&board=phones", "filtered"],
  ])("of ?%s is %s", (query, why) => {
    expect(whyEmpty(filterOf(query))).toBe(why);
  });

  test("is narrowed by a status or a tag; a board is counted by itself", () => {
    const narrowed = ["status=submitted", "tag=night", "board=phones", "order=waiting", "status=nope"];
    expect(narrowed.map((query) => isNarrowed(filterOf(query)))).toEqual([true, true, false, false, false]);
  });
});
