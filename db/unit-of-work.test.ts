import { AsyncLocalStorage } from "node:async_hooks";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "better-sqlite3";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { addTeam, teamsOf } from "~/features/members/teams.server";
import { openTestStore } from "../tests/support/town";
import { isUnique } from "./errors.ts";
import { teams } from "./schema/members.ts";
import type { Store, Tx } from "./store.ts";
import { touch } from "./unit.ts";
import { unitOfWork } from "./unit-of-work.sqlite.ts";

let db: Store;
/** The same database as another program has it open. */
let elsewhere: Store;
beforeAll(async () => {
  [db, elsewhere] = await Promise.all([openTestStore(), openTestStore()]);
});
afterAll(() => Promise.all([db.close(), elsewhere.close()]));

const add = async (tx: Tx, name: string): Promise<void> => void (await tx.insert(teams).values({ name, createdAt: 1 }));
const insert = (name: string, store = db): Promise<void> => store.write((tx) => add(tx, name));
const names = async (store = db): Promise<string[]> => (await teamsOf(store)).map(({ name }) => name);
const rename = (tx: Tx, from: string, to: string) => tx.update(teams).set({ name: to }).where(eq(teams.name, from));

/** A promise somebody else keeps. */
function promised(): { kept: Promise<void>; keep(): void } {
  let keep = (): void => {};
  const kept = new Promise<void>((resolve) => {
    keep = resolve;
  });
  return { kept, keep };
}

describe("a unit of work", () => {
  test("lands whole, also among two hundred at once", async () => {
    await Promise.all(Array.from({ length: 200 }, (_, n) => insert(`team ${n}`)));
    expect((await names()).filter((name) => name.startsWith("team "))).toHaveLength(200);
  });

  test("lands beside another program's", async () => {
    const both = [db, elsewhere];
    await Promise.all(Array.from({ length: 60 }, (_, n) => insert(`pair ${n}`, both[n % 2])));
    expect((await names()).filter((name) => name.startsWith("pair "))).toHaveLength(60);
  });

  test("is answered with its own value, when everybody can see it", async () => {
    const answer = await db.write(async (tx) => {
      await add(tx, "seen");
      return 7;
    });
    expect(answer).toBe(7);
    expect(await names()).toContain("seen");
    expect(await names(elsewhere)).toContain("seen");
  });

  test("sees what it did before anybody else does", async () => {
    await db.write(async (tx) => {
      await add(tx, "half done");
      expect(await tx.select().from(teams).where(eq(teams.name, "half done"))).toHaveLength(1);
      expect(await names(elsewhere)).not.toContain("half done");
    });
  });

  test("lands after another program's that takes its time", async () => {
    const [begun, over] = [promised(), promised()];
    const slow = elsewhere.write(async (tx) => {
      await add(tx, "slow");
      begun.keep();
      await over.kept;
    });
    await begun.kept;
    const quick = insert("quick");
    over.keep();
    await Promise.all([slow, quick]);
    expect(await names()).toEqual(expect.arrayContaining(["slow", "quick"]));
  });

  test("lands though it and another wait for each other", async () => {
    await insert("left");
    await insert("right");
    const cross = (one: string, other: string) =>
      db.write(async (tx) => {
        await rename(tx, one, one);
        await rename(tx, other, other);
      });
    await Promise.all([cross("left", "right"), cross("right", "left"), cross("left", "right")]);
    expect(await names()).toEqual(expect.arrayContaining(["left", "right"]));
  });

  test("that is refused takes back itself and nobody else", async () => {
    const refused = db.write(async (tx) => {
      await add(tx, "gone");
      throw new Error("no");
    });
    const outcomes = await Promise.allSettled([insert("before"), refused, insert("after")]);
    expect(outcomes.map(({ status }) => status)).toEqual(["fulfilled", "rejected", "fulfilled"]);
    expect(await names()).toEqual(expect.arrayContaining(["before", "after"]));
    expect(await names()).not.toContain("gone");
  });

  test("that the database refuses takes back itself and nobody else, and says so the same way on both engines", async () => {
    await insert("only one");
    const twice = db.write(async (tx) => {
      await add(tx, "with it");
      await add(tx, "only one");
    });
    const [, error] = await Promise.all([insert("beside it"), twice.catch((reason: unknown) => reason)]);
    expect(isUnique(error)).toBe(true);
    expect(isUnique(new Error("other"))).toBe(false);
    expect(await names()).toContain("beside it");
    expect(await names()).not.toContain("with it");
  });

  test("is never opened inside another", async () => {
    await expect(db.write(async () => void (await addTeam(db, "Nested")))).rejects.toThrow("db.write inside db.write");
    expect(await names()).not.toContain("Nested");
  });

  test("tells what it touched after it landed, and nothing when it did not", async () => {
    const heard: string[] = [];
    const deaf = db.hear(({ touched }) => void heard.push(...(touched ?? [])));
    await db.write(async (tx) => {
      touch(tx, "topic:1", "board:2");
      expect(heard).toEqual([]);
    });
    expect(heard).toEqual(["topic:1", "board:2"]);
    await db
      .write(async (tx) => {
        touch(tx, "topic:9");
        throw new Error("no");
      })
      .catch(() => {});
    deaf();
    await db.write(async (tx) => touch(tx, "topic:3"));
    expect(heard).toEqual(["topic:1", "board:2"]);
    expect(() => touch(db.read, "topic:4")).toThrow("touch outside db.write");
  });

  test("runs in the async context of whoever asked for it, also when many share a commit", async () => {
    const asker = new AsyncLocalStorage<number>();
    const askedBy = (n: number) =>
      asker.run(n, () =>
        db.write(async (tx) => {
          await add(tx, `asked by ${n}`);
          return asker.getStore();
        }),
      );
    const all = Array.from({ length: 20 }, (_, n) => n);
    expect(await Promise.all(all.map(askedBy))).toEqual(all);
    expect(await db.write(async () => asker.getStore() ?? null)).toBeNull();
  });

  test("that was asked for lands before the database is let go", async () => {
    const store = await openTestStore();
    const writes = Array.from({ length: 30 }, (_, n) => insert(`last ${n}`, store));
    await store.close();
    await Promise.all(writes);
    expect((await names()).filter((name) => name.startsWith("last "))).toHaveLength(30);
  });
});

describe("SQLite's writes that wait together", () => {
  const folder = mkdtempSync(join(tmpdir(), "canyu-unit-"));
  const file = join(folder, "unit.db");
  const raw = new Database(file);
  raw.pragma("journal_mode = WAL");
  raw.pragma("foreign_keys = ON");
  raw.exec(
    "create table p(id integer primary key); create table c(p integer references p(id) deferrable initially deferred)",
  );
  const reader = new Database(file, { readonly: true });
  const work = unitOfWork(raw, raw, () => {}, { longestMs: 60_000 });
  const count = (): unknown => reader.prepare("select count(*) from p").pluck().get();
  const write = (n: number): Promise<void> =>
    work.write(async (tx) => void tx.prepare("insert into p values (?)").run(n));
  afterAll(() => {
    reader.close();
    rmSync(folder, { recursive: true });
  });

  test("share one commit and are answered after it, at most sixty-four", async () => {
    const seen: unknown[] = [];
    const noting = (n: number): Promise<number> => write(n).then(() => seen.push(count()));
    await Promise.all(Array.from({ length: 70 }, (_, n) => noting(n)));
    expect(seen).toEqual([...Array(64).fill(64), ...Array(6).fill(70)]); // none was answered before all were on disk
  });

  test("wait for the next commit when the first of them took long", async () => {
    const hasty = unitOfWork(raw, raw, () => {}, { longestMs: 0 });
    const before = Number(count());
    const seen: unknown[] = [];
    const noting = (n: number) =>
      hasty.write(async (tx) => void tx.prepare("insert into p values (?)").run(n)).then(() => seen.push(count()));
    await Promise.all([80, 81, 82].map(noting));
    expect(seen).toEqual([before + 1, before + 2, before + 3]);
  });

  test("fail together when the commit fails, and the next one lands", async () => {
    const before = count();
    const orphan = work.write(async (tx) => void tx.prepare("insert into c values (777)").run());
    const outcomes = await Promise.allSettled([write(100), orphan]);
    expect(outcomes.map(({ status }) => status)).toEqual(["rejected", "rejected"]);
    expect(count()).toBe(before);
    await write(101);
    expect(count()).toBe(Number(before) + 1);
  });

  test("are refused, not forgotten, when the database is gone", async () => {
    raw.close();
    const outcomes = await Promise.allSettled([write(200), write(201)]);
    expect(outcomes.map(({ status }) => status)).toEqual(["rejected", "rejected"]);
  });
});
