import { afterAll, describe, expect, test } from "vitest";
import { removeFolders } from "../tests/support/folders";
import { freshHome, sumsOf } from "../tests/support/homes";
import { onPostgres } from "./columns.ts";
import { fill } from "./copying.server.ts";
import { openStore } from "./open.server.ts";
import { canonical, type Shape, sumOf, Tally } from "./rows.ts";
import { members } from "./schema/members.ts";

afterAll(removeFolders);

const engine = onPostgres ? "postgres" : "sqlite";

// People as the first migration knew them.
const FORMER: Shape = {
  name: "members",
  columns: [
    { name: "id", kind: "integer" },
    { name: "username", kind: "text" },
    { name: "display_name", kind: "text" },
    { name: "created_at", kind: "integer" },
  ],
};

describe("filling a database", () => {
  test("takes rows of a former schema, and migrates them on", async () => {
    const home = await freshHome(engine);
    const sum = await fill(home, 1, async (filling) => {
      await filling.write(FORMER, [[7, "ann", "Ann 安", 1_764_000_000_000]]);
      filling.setNextIds({ members: 12 });
      return sumOf(filling.rows(FORMER));
    });
    expect(sum.rows).toBe(1);
    const db = await openStore(home);
    expect(await db.pendingMigrations()).toBe(0);
    expect(await db.read.select().from(members)).toMatchObject([
      { id: 7, username: "ann", displayName: "Ann 安", about: "", wantsMail: true, createdAt: 1_764_000_000_000 },
    ]);
    const [{ id } = { id: 0 }] = await db.write((tx) =>
      tx.insert(members).values({ username: "ben", displayName: "Ben", createdAt: 1 }).returning({ id: members.id }),
    );
    expect(id).toBe(12); // what was given away before is not given again
    await db.close();
  });

  test("refuses rows without the row they refer to, and leaves nothing", async () => {
    const home = await freshHome(engine);
    const roles: Shape = {
      name: "roles",
      columns: [
        { name: "member_id", kind: "integer" },
        { name: "role", kind: "text" },
        { name: "at", kind: "integer" },
      ],
    };
    const before = await sumsOf(home);
    await expect(fill(home, 1, (filling) => filling.write(roles, [[99, "admin", 1]]))).rejects.toThrow();
    expect(await sumsOf(home)).toEqual(before);
  });

  test("puts no name of a table into SQL that is none", async () => {
    const home = await freshHome(engine);
    const evil: Shape = { name: 'members"; drop table members; --', columns: FORMER.columns };
    await expect(fill(home, 1, (filling) => filling.write(evil, [[1, "a", "A", 1]]))).rejects.toThrow("no name");
  });
});

describe("sums", () => {
  test("know no order of rows, and every difference in them", () => {
    const sumOfLines = (lines: string[]): string => {
      const tally = new Tally();
      for (const line of lines) tally.add(line);
      return JSON.stringify(tally.sum);
    };
    expect(sumOfLines(["a", "b", "c"])).toBe(sumOfLines(["c", "a", "b"]));
    expect(sumOfLines(["a", "b", "b"])).not.toBe(sumOfLines(["a", "a", "b"]));
    expect(sumOfLines(["a", "a"])).not.toBe(sumOfLines([]));
  });

  test("JSON is the same however its keys stand", () => {
    expect(canonical('{"b": [1.50, {"d":2,"c":null}], "a":"é"}')).toBe('{"a":"é","b":[1.5,{"c":null,"d":2}]}');
    expect(canonical('{"b":1,"a":2}')).toBe(canonical('{"a":2,"b":1}'));
  });
});
