import Database from "better-sqlite3";
import { eq } from "drizzle-orm";
import { drizzle } from "drizzle-orm/better-sqlite3";
import { int, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { isUnique } from "./errors.ts";
import { keepingStatements } from "./kept-statements.sqlite.ts";

const ALL = "select id, name from boards order by id";
const boards = sqliteTable("boards", { id: int().primaryKey(), name: text().notNull() });
let raw: Database.Database;
let kept: Database.Database;

beforeEach(() => {
  raw = new Database(":memory:");
  raw.exec("create table boards(id integer primary key, name text not null unique)");
  raw.exec("insert into boards(id, name) values (1, 'Phones'), (2, '手机')");
  kept = keepingStatements(raw);
});
afterEach(() => raw.close());

/** `select 1`, in so many characters. */
const longAs = (characters: number, name = ""): string =>
  `select 1 /* ${name} `.padEnd(characters - 3, "·").concat(" */");

function isKept(words: string): boolean {
  const first = kept.prepare(words);
  return kept.prepare(words) === first;
}

describe("a kept statement", () => {
  test("is read by SQLite once, and gives the rows a fresh one gives, in whichever shape they are asked for", () => {
    expect(isKept(ALL)).toBe(true);
    const [fresh, freshRaw] = [raw.prepare(ALL).all(), raw.prepare(ALL).raw().all()];
    for (let n = 0; n < 2; n++) {
      expect(kept.prepare(ALL).raw().all()).toEqual(freshRaw);
      expect(kept.prepare(ALL).all()).toEqual(fresh);
    }
  });

  test("takes other values each time", () => {
    const insert = "insert into boards(id, name) values (?, ?)";
    for (const id of [3, 4]) expect(kept.prepare(insert).run(id, `board ${id}`).changes).toBe(1);
    const named = "select name from boards where id = ?";
    expect([1, 3, 9, 4].map((id) => kept.prepare(named).pluck().get(id))).toEqual([
      ...["Phones", "board 3", undefined, "board 4"],
    ]);
  });

  test("is not the one that is just giving its rows", () => {
    const seen: unknown[] = [];
    for (const row of kept.prepare(ALL).iterate()) seen.push([row, kept.prepare(ALL).all().length]);
    expect(seen).toEqual(
      raw
        .prepare(ALL)
        .all()
        .map((row) => [row, 2]),
    );
  });

  test("goes by the schema as it is now", () => {
    const rename = "update boards set name = ? where id = 1";
    kept.prepare(rename).run("Telephones");
    raw.exec("alter table boards add column slug text default 'none'");
    expect(kept.prepare(ALL).all()).toHaveLength(2);
    raw.exec(
      "create trigger renamed after update on boards begin update boards set slug = new.name where id = new.id; end",
    );
    kept.prepare(rename).run("Mobiles");
    expect(raw.prepare("select slug from boards where id = 1").pluck().get()).toBe("Mobiles");
    raw.exec("drop table boards");
    expect(() => kept.prepare(ALL).all()).toThrow("no such table: boards");
    raw.exec("create table boards(name text, id integer); insert into boards values ('new', 7)");
    expect(kept.prepare(ALL).all()).toEqual([{ id: 7, name: "new" }]);
  });

  test("works again after it was refused", async () => {
    const db = drizzle(kept);
    const add = async (id: number, name: string) => db.insert(boards).values({ id, name });
    const refused = await add(3, "Phones").catch((error: unknown) => error);
    expect(isUnique(refused)).toBe(true);
    await add(3, "Watches");
    expect(await db.select().from(boards).where(eq(boards.id, 3))).toEqual([{ id: 3, name: "Watches" }]);
    expect(await db.select().from(boards).where(eq(boards.id, 2))).toEqual([{ id: 2, name: "手机" }]);
  });

  test("is let go for those asked later, and is then read anew", () => {
    const first = kept.prepare(ALL);
    for (let n = 0; n < 200; n++)
      expect(
        kept
          .prepare(longAs(2_000, String(n)))
          .pluck()
          .get(),
      ).toBe(1);
    expect(kept.prepare(ALL)).not.toBe(first);
    expect(kept.prepare(ALL).all()).toEqual(first.all());
  });

  test("is never a long one, which takes much memory and is hardly asked twice", () => {
    expect([4_200, 8_000, 8_001, 100_000].map((characters) => isKept(longAs(characters)))).toEqual([
      ...[true, true, false, false],
    ]);
    const some = Array.from({ length: 500 }, (_, n) => `(${n + 10}, 'board ${n}')`);
    const many = `insert into boards(id, name) values ${some.join(", ")}`;
    expect(kept.prepare(many).run().changes).toBe(500);
    expect(isKept(many)).toBe(false);
  });
});
