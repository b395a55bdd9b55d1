import Database from "better-sqlite3";
import { sql } from "drizzle-orm";
import pg from "pg";
import { describe, expect, test } from "vitest";
import { isAway, isFull, isUnique } from "./errors.ts";

const thrownBy = async (work: () => unknown): Promise<unknown> => {
  try {
    await work();
  } catch (error) {
    return error;
  }
  throw new Error("nothing was thrown");
};
const coded = (code: string): Error => Object.assign(new Error("it failed"), { code });

describe("an error", () => {
  test("says that the database has no room", async () => {
    const small = new Database(":memory:");
    small.exec("create table things (words text); pragma max_page_count = 4");
    const full = await thrownBy(() => small.prepare("insert into things values (zeroblob(100000))").run());
    for (const error of [full, coded("ENOSPC"), coded("EFBIG"), coded("53100")])
      expect([isFull(error), isAway(error), isUnique(error)]).toEqual([true, false, false]);
    expect(isFull(new Error("wrapped", { cause: full }))).toBe(true);
  });

  test("says that the database does not answer", async () => {
    const nowhere = new pg.Client({ connectionString: "postgres://nobody@127.0.0.1:1/none" });
    const refused = await thrownBy(() => nowhere.connect());
    const ended = new Error("Connection terminated unexpectedly");
    for (const error of [refused, ended, ...["57P01", "57P03", "08006", "53300", "SQLITE_BUSY"].map(coded)])
      expect([isFull(error), isAway(error)]).toEqual([false, true]);
  });

  test("says neither of a mistake of ours", () => {
    for (const error of [new Error("full"), coded("42601"), coded("SQLITE_ERROR"), sql`x`, null])
      expect([isFull(error), isAway(error)]).toEqual([false, false]);
  });
});
