import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import Database from "better-sqlite3";
import { afterAll, describe, expect, test } from "vitest";
import { openTestStore } from "../tests/support/town";
import { DatabaseUnavailable } from "./errors.ts";
import { migrate, migrateSqlite } from "./migrate.ts";

const folder = mkdtempSync(join(tmpdir(), "canyu-migrate-"));
afterAll(() => rmSync(folder, { recursive: true }));

/** A migrations folder with these steps. */
function steps(name: string, ...sql: string[]): string {
  const place = join(folder, name);
  mkdirSync(join(place, "meta"), { recursive: true });
  const entries = sql.map((text, idx) => {
    writeFileSync(join(place, `${idx}.sql`), text);
    return { idx, version: "6", when: idx + 1, tag: String(idx), breakpoints: true };
  });
  writeFileSync(join(place, "meta/_journal.json"), JSON.stringify({ version: "7", dialect: "sqlite", entries }));
  return place;
}

const statements = (...all: string[]): string => all.join(";\n--> statement-breakpoint\n");
const FAMILY = statements(
  "create table parent(id integer primary key, name text)",
  "create table child(id integer primary key, parent integer not null references parent(id) on delete cascade)",
  "insert into parent values (1, 'a')",
  "insert into child values (10, 1), (11, 1)",
);
const REBUILT = statements(
  "create table new_parent(id integer primary key, name text not null)",
  "insert into new_parent select id, name from parent",
  "drop table parent",
  "alter table new_parent rename to parent",
);

function valueIn(name: string, sql: string): unknown {
  const raw = new Database(join(folder, name), { readonly: true });
  const value = raw.prepare(sql).pluck().get();
  raw.close();
  return value;
}

describe("a migration on SQLite", () => {
  test("keeps the people of a database from the first version", () => {
    const first = join(folder, "only-first");
    cpSync("migrations/sqlite", first, { recursive: true });
    const journal = JSON.parse(readFileSync(join(first, "meta/_journal.json"), "utf8"));
    writeFileSync(
      join(first, "meta/_journal.json"),
      JSON.stringify({ ...journal, entries: journal.entries.slice(0, 1) }),
    );
    migrateSqlite(join(folder, "upgraded.db"), first);
    const raw = new Database(join(folder, "upgraded.db"));
    raw.exec("insert into members (username, display_name, created_at) values ('ann', 'Ann', 1)");
    raw.exec("insert into members (source, source_id, display_name, created_at) values ('old', '7', 'user-7', 1)");
    raw.close();
    migrateSqlite(join(folder, "upgraded.db"));
    expect(valueIn("upgraded.db", "select group_concat(display_name || wants_mail || skeleton) from members")).toBe(
      "Ann1,user-71",
    );
  });

  test("rebuilds a parent without losing a child, and changes nothing the second time", () => {
    const place = steps("family", FAMILY, REBUILT);
    migrateSqlite(join(folder, "family.db"), place);
    migrateSqlite(join(folder, "family.db"), place);
    expect(valueIn("family.db", "select count(*) from child")).toBe(2);
    expect(valueIn("family.db", "select sql from sqlite_master where name = 'parent'")).toContain("text not null");
    expect(valueIn("family.db", "select count(*) from __drizzle_migrations")).toBe(2);
  });

  test("that leaves a child without its parent is an error", () => {
    const place = steps("orphans", FAMILY, "delete from parent;");
    const again = (): void => migrateSqlite(join(folder, "orphans.db"), place);
    expect(again).toThrow("2 rows without the row they refer to");
    expect(again).toThrow("2 rows without the row they refer to"); // nobody gets past it by starting twice
  });

  test("that fails half-way leaves nothing of itself", () => {
    const file = join(folder, "half.db");
    migrateSqlite(file, steps("half", FAMILY));
    const broken = steps(
      "half",
      FAMILY,
      statements("insert into parent values (2, 'b')", "insert into nowhere values (1)"),
    );
    expect(() => migrateSqlite(file, broken)).toThrow();
    expect(valueIn("half.db", "select count(*) from parent")).toBe(1);
  });
});

describe("migrating", () => {
  const place = { file: process.env.CANYU_TEST_FILE ?? "", url: process.env.DATABASE_URL };

  test("again changes nothing, though several programs do it at once", async () => {
    await Promise.all([migrate(place), migrate(place), migrate(place)]);
    const db = await openTestStore();
    expect(await db.pendingMigrations()).toBe(0);
    await db.close();
  });

  test("says which database can't be used, and no password", async () => {
    const nowhere = { file: join(folder, "no/such/folder.db"), url: "postgres://ann:secret@127.0.0.1:1/canyu" };
    const error: unknown = await migrate(nowhere).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(DatabaseUnavailable);
    expect(JSON.stringify(error) + String(error)).not.toContain("secret");
  });
});

describe.each([
  ["sqlite", "sqlite", ""],
  ["postgres", "postgresql", "postgres://drizzle-kit"],
])("the migrations for %s", (engine, dialect, url) => {
  test("make exactly the schema: there is nothing left to generate", () => {
    const out = mkdtempSync(join(folder, "drift-"));
    cpSync(join("migrations", engine), out, { recursive: true });
    // drizzle-kit takes `--out` from here even when it begins with a slash, and ends well whatever happened.
    const words = [`--dialect=${dialect}`, "--schema=./db/schema/*.ts", `--out=${relative(".", out)}`];
    const { stdout } = spawnSync(process.execPath, ["node_modules/drizzle-kit/bin.cjs", "generate", ...words], {
      env: { ...process.env, DATABASE_URL: url },
      encoding: "utf8",
    });
    expect(stdout).toContain("No schema changes");
    expect(readdirSync(out).sort()).toEqual(readdirSync(join("migrations", engine)).sort());
  });
});
