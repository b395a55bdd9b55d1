import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "better-sqlite3";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { addTeam, teamsOf } from "~/features/members/members.server";
import { openTestStore } from "../tests/support/town";
import { isUnique } from "./errors.ts";
import { teams } from "./schema/members.ts";
import type { Store } from "./store.ts";
import { touch } from "./unit.ts";
import { unitOfWork } from "./unit-of-work.sqlite.ts";

let db: Store;
beforeAll(async () => {
  db = await openTestStore();
});
afterAll(() => db.close());

const insert = (name: string) => db.write(async (tx) => void (await tx.insert(teams).values({ name, createdAt: 1 })));
const names = async (): Promise<string[]> => (await teamsOf(db)).map(({ name }) => name);

describe("a unit of work", () => {
  test("lands whole, also among two hundred at once", async () => {
    await Promise.all(Array.from({ length: 200 }, (_, n) => insert(`team ${n}`)));
    expect((await names()).filter((name) => name.startsWith("team "))).toHaveLength(200);
  });

  test("that is refused takes back itself and nobody else", async () => {
    const refused = db.write(async (tx) => {
      await tx.insert(teams).values({ name: "gone", createdAt: 1 });
      throw new Error("no");
    });
    const outcomes = await Promise.allSettled([insert("before"), refused, insert("after")]);
    expect(outcomes.map(({ status }) => status)).toEqual(["fulfilled", "rejected", "fulfilled"]);
    expect(await names()).toEqual(expect.arrayContaining(["before", "after"]));
    expect(await names()).not.toContain("gone");
  });

  test("is never opened inside another", async () => {
    await expect(db.write(async () => void (await addTeam(db, "Nested")))).rejects.toThrow("db.write inside db.write");
    expect(await names()).not.toContain("Nested");
  });

  test("tells what it touched after it landed, and nothing when it did not", async () => {
    const heard: string[] = [];
    const deaf = db.hear((touched) => void heard.push(...touched));
    await db.write(async (tx) => touch(tx, "topic:1", "board:2"));
    await db
      .write(async (tx) => {
        touch(tx, "topic:9");
        throw new Error("no");
      })
      .catch(() => {});
    deaf();
    await db.write(async (tx) => touch(tx, "topic:3"));
    expect(heard).toEqual(["topic:1", "board:2"]);
  });

  test("meets unique indexes the same way on both engines", async () => {
    await insert("only one");
    const error: unknown = await insert("only one").catch((reason: unknown) => reason);
    expect(isUnique(error)).toBe(true);
    expect(isUnique(new Error("other"))).toBe(false);
  });
});

describe("SQLite's writes that wait together", () => {
  test("share one commit, answer after it, and fail together when it fails", async () => {
    const folder = mkdtempSync(join(tmpdir(), "canyu-unit-"));
    const file = join(folder, "unit.db");
    const raw = new Database(file);
    raw.pragma("journal_mode = WAL");
    raw.pragma("foreign_keys = ON");
    raw.exec(
      "create table p(id integer primary key); create table c(p integer references p(id) deferrable initially deferred)",
    );
    const other = new Database(file, { readonly: true });
    const work = unitOfWork(raw, raw, () => {});
    const seen: unknown[] = [];
    const add = (n: number) =>
      work
        .write(async (tx) => void tx.prepare("insert into p values (?)").run(n))
        .then(() => seen.push(other.prepare("select count(*) from p").pluck().get()));
    await Promise.all([add(1), add(2), add(3)]);
    expect(seen).toEqual([3, 3, 3]); // none was answered before all were on disk
    const orphan = work.write(async (tx) => void tx.prepare("insert into c values (777)").run());
    expect((await Promise.allSettled([add(4), orphan])).map(({ status }) => status)).toEqual(["rejected", "rejected"]);
    await add(5);
    expect(other.prepare("select count(*) from p").pluck().get()).toBe(4);
    raw.close();
    other.close();
    rmSync(folder, { recursive: true });
  });
});
