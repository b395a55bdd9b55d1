import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "better-sqlite3";
import { afterAll, describe, expect, test } from "vitest";
import { migrateSqlite } from "./migrate.ts";

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

const FAMILY = `create table parent(id integer primary key, name text);
--> statement-breakpoint
create table child(id integer primary key, parent integer not null references parent(id) on delete cascade);
--> statement-breakpoint
insert into parent values (1, 'a');
--> statement-breakpoint
insert into child values (10, 1), (11, 1);`;
const REBUILT = `create table new_parent(id integer primary key, name text not null);
--> statement-breakpoint
insert into new_parent select id, name from parent;
--> statement-breakpoint
drop table parent;
--> statement-breakpoint
alter table new_parent rename to parent;`;

describe("a migration on SQLite", () => {
  test("rebuilds a parent without losing a child, and changes nothing the second time", () => {
    const file = join(folder, "family.db");
    const place = steps("family", FAMILY, REBUILT);
    migrateSqlite(file, place);
    migrateSqlite(file, place);
    const raw = new Database(file);
    expect(raw.prepare("select count(*) from child").pluck().get()).toBe(2);
    raw.close();
  });

  test("that leaves a child without its parent is an error", () => {
    const place = steps("orphans", FAMILY, "delete from parent;");
    expect(() => migrateSqlite(join(folder, "orphans.db"), place)).toThrow("2 rows without the row they refer to");
  });
});

describe.each(["sqlite", "postgres"])("the migrations for %s", (engine) => {
  test("make exactly the schema: there is nothing left to generate", () => {
    const out = mkdtempSync(join(folder, "drift-"));
    cpSync(join("migrations", engine), out, { recursive: true });
    const dialect = engine === "sqlite" ? "sqlite" : "postgresql";
    const words = [
      "node_modules/drizzle-kit/bin.cjs",
      "generate",
      `--dialect=${dialect}`,
      "--schema=./db/schema/*.ts",
      `--out=${out}`,
    ];
    const environment = { ...process.env, DATABASE_URL: engine === "sqlite" ? "" : "postgres://drizzle-kit" };
    const { status, stderr } = spawnSync(process.execPath, words, { env: environment, encoding: "utf8" });
    expect({ status, stderr }).toMatchObject({ status: 0 });
    expect(readdirSync(out).sort()).toEqual(readdirSync(join("migrations", engine)).sort());
  });
});
