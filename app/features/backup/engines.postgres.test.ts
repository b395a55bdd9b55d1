import { join } from "node:path";
import Database from "better-sqlite3";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { addComment } from "~/features/comments/comments.server";
import { recount } from "~/features/voting/recounting.server";
import { castVote } from "~/features/voting/voting.server";
import { Refused } from "~/platform/refusals";
import { openStore } from "~db/open.server.ts";
import type { Home, Store } from "~db/store.ts";
import { newFolder, removeFolders } from "../../../tests/support/folders";
import { freshHome, sumsOf } from "../../../tests/support/homes";
import { crowd, idea, newForm, openTestStore, react, settle, type Town, thread } from "../../../tests/support/town";
import { makeBackup } from "./making.server";
import { moveHome } from "./moving.server";
import { restore } from "./restoring.server";

let db: Store;
let town: Town;
const progress = (): void => {};

beforeAll(async () => {
  db = await openTestStore();
  town = await settle(db);
  const lamp = await idea(db, town.ann, town.board, "A lamp 灯");
  await thread(db, town.ben, town.board);
  for (const fan of await crowd(db, 8)) await castVote(db, fan, lamp, { kind: "support", reason: "" });
  await addComment(db, town.cleo, lamp, { text: "“Yes” \\ 好 👩‍🚀", parentId: null, once: newForm() });
  await react(db);
}, 60_000);
afterAll(async () => {
  await db.close();
  removeFolders();
});

async function throughBackup(from: Home, to: Home): Promise<void> {
  const file = join(newFolder(), "backup.tar.gz");
  await makeBackup({ home: from, dataFolder: newFolder(), to: file, withSecrets: false, progress });
  await restore({ file, home: to, dataFolder: newFolder(), progress });
}

const WAYS = {
  "by a backup": throughBackup,
  directly: async (from: Home, to: Home): Promise<void> => {
    const tables = await moveHome({ from, to, progress });
    expect(Object.fromEntries(tables.map(({ name, after }) => [name, after]))).toEqual(await sumsOf(from));
  },
};

describe.each(Object.entries(WAYS))("from one engine to the other, %s", (_, bring) => {
  test("PostgreSQL's rows are the same on SQLite, and back on PostgreSQL", async () => {
    const sqlite = await freshHome("sqlite");
    await bring(db.home, sqlite);
    const sums = await sumsOf(sqlite);
    expect(sums).toEqual(await sumsOf(db.home));
    expect(sums.votes?.rows).toBe(8);
    const raw = new Database(sqlite.file);
    expect(raw.pragma("integrity_check", { simple: true })).toBe("ok");
    expect(raw.pragma("foreign_key_check")).toEqual([]);
    raw.close();
    const back = await freshHome("postgres");
    await bring(sqlite, back);
    expect(await sumsOf(back)).toEqual(sums);
    const there = await openStore(back);
    expect(await recount(there, false)).toEqual([]);
    expect(await idea(there, town.ann, town.board, "The first one there")).toBeGreaterThan(2);
    await there.close();
  }, 60_000);
});

describe("moving", () => {
  test("is refused where people are, and leaves nothing when it breaks off", async () => {
    const home = await freshHome("sqlite");
    const breaking = moveHome({
      ...{ from: db.home, to: home },
      progress(rows, all) {
        if (rows > all / 2) throw new Error("enough");
      },
    });
    await expect(breaking).rejects.toThrow("enough");
    expect((await sumsOf(home)).members?.rows).toBe(0);
    await moveHome({ from: db.home, to: home, progress });
    await expect(moveHome({ from: db.home, to: home, progress })).rejects.toThrow(new Refused("restore.people"));
    await expect(moveHome({ from: home, to: db.home, progress })).rejects.toThrow(new Refused("restore.people"));
  }, 60_000);

  test("takes no source of another schema", async () => {
    const old = await freshHome("sqlite");
    const raw = new Database(old.file);
    raw.exec("delete from __drizzle_migrations where created_at = (select max(created_at) from __drizzle_migrations)");
    raw.close();
    const to = await freshHome("postgres");
    await expect(moveHome({ from: old, to, progress })).rejects.toThrow(new Refused("migrate.source.old"));
  });
});
