import { DrizzleQueryError } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { errorLine } from "./log.server";
import { answering, asRequest, noteAnswering } from "./request-id.server";

describe("an error in the log", () => {
  test("says what happened where, without what a statement was sent with", () => {
    const cause = new Error("UNIQUE constraint failed: members.username");
    const error = new DrizzleQueryError(
      "insert into members values (?, ?)",
      ["ann\n    at home", "ann@example.com"],
      cause,
    );
    const line = JSON.stringify(errorLine(error));
    expect(line).toContain("UNIQUE constraint failed: members.username");
    expect(line).toContain("insert into members values (?, ?)");
    expect(line).toContain("log.test.ts");
    expect(line).not.toMatch(/ann/);
  });

  test("that knows nothing of a database is told whole", () => {
    expect(errorLine(new TypeError("x is not a function"))).toMatchObject({
      type: "TypeError",
      message: "x is not a function",
    });
    expect(errorLine("thrown words")).toBe("thrown words");
  });
});

describe("a request", () => {
  test("knows its id and what turned out about it, wherever its work goes on", async () => {
    const seen = await Promise.all(
      [1, 2].map((memberId) =>
        asRequest(async ({ id }) => {
          await new Promise(setImmediate);
          noteAnswering({ memberId, route: "/ideas/:ideaId" });
          return { id, known: answering() };
        }),
      ),
    );
    expect(seen.map(({ known }) => known?.memberId)).toEqual([1, 2]);
    expect(seen.map(({ known }) => known?.id)).toEqual(seen.map(({ id }) => id));
    for (const { id } of seen) expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}$/);
    expect(seen[0]?.id).not.toBe(seen[1]?.id);
    expect(answering()).toBeUndefined();
  });
});
