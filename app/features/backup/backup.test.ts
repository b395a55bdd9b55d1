import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { addComment } from "~/features/comments/comments.server";
import { propose } from "~/features/ideas/proposing.server";
import { keepSetting } from "~/features/members/settings.server";
import { addPicture } from "~/features/pictures/pictures.server";
import { recountTopics } from "~/features/topics/recounting.server";
import { recount } from "~/features/voting/recounting.server";
import { castVote } from "~/features/voting/voting.server";
import { filesFolder } from "~/platform/files.server";
import { Refused } from "~/platform/refusals";
import type { TopicId } from "~db/ids.ts";
import { openStore } from "~db/open.server.ts";
import { LEFT_OUT, shapes } from "~db/shapes.ts";
import type { Home, Store } from "~db/store.ts";
import { newFolder, removeFolders } from "../../../tests/support/folders";
import { freshHome, sumsOf, tablesOf } from "../../../tests/support/homes";
import { freshPicture } from "../../../tests/support/picture";
import { crowd, idea, newForm, openTestStore, proposal, react, settle, type Town } from "../../../tests/support/town";
import { type Made, makeBackup } from "./making.server";
import { prove } from "./proving.server";
import { restore, rowsIn } from "./restoring.server";

// What engines, JSON and files might not give back as it was.
const ODD = "“¿?” \u2028 \\n 👩‍🚀 \t 手机 ' \" \\ 𠮷";

let db: Store;
let town: Town;
let dataFolder: string;
let lamp: TopicId;

beforeAll(async () => {
  db = await openTestStore();
  town = await settle(db);
  dataFolder = newFolder();
  const picture = await addPicture(db, dataFolder, town.ann, await freshPicture());
  const words = { problem: `Too dark ${ODD} ![a lamp](${picture})` };
  lamp = await propose(db, town.ann, proposal(town.board, words), { once: newForm(), asDraft: false });
  for (const fan of await crowd(db, 20)) await castVote(db, fan, lamp, { kind: "support", reason: "" });
  await castVote(db, town.ben, lamp, { kind: "objection", reason: `Because ${ODD}` });
  const said = await addComment(db, town.cleo, lamp, { text: `Yes! ${ODD}`, parentId: null, once: newForm() });
  await addComment(db, town.ann, lamp, { text: "Why?", parentId: said, once: newForm() });
  await db.write(async (tx) => {
    await keepSetting(tx, "odd.text", "2");
    await keepSetting(tx, "odd.keys", { b: [1.5, 1e21, -0, { z: ODD, a: null }], a: true });
  });
  await react(db);
}, 60_000);
afterAll(async () => {
  await db.close();
  removeFolders();
});

const backUp = (to = join(newFolder(), "backup.tar.gz")): Promise<Made & { to: string }> =>
  makeBackup({ home: db.home, dataFolder, to, withSecrets: false, progress: () => {} }).then((made) => ({
    ...made,
    to,
  }));

const bringBack = (file: string, home: Home, into = newFolder()) =>
  restore({ file, home, dataFolder: into, progress: () => {} });

const picturesIn = (folder: string): Record<string, string> => {
  const files = filesFolder(folder);
  const names = existsSync(files) ? readdirSync(files, { recursive: true, encoding: "utf8" }) : [];
  const whole = names.filter((name) => statSync(join(files, name)).isFile());
  return Object.fromEntries(
    whole.map((name) => [
      name,
      createHash("sha256")
        .update(readFileSync(join(files, name)))
        .digest("hex"),
    ]),
  );
};

const why = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => "it went well",
    (error: unknown) => (error instanceof Refused ? error.code : error),
  );

describe("a backup", () => {
  test("brings back every row and picture in an empty place, and the site goes on there", async () => {
    const { to, manifest } = await backUp();
    const [home, folder] = [await freshHome(db.home.engine), newFolder()];
    await bringBack(to, home, folder);
    const sums = await sumsOf(home);
    expect(sums).toEqual(await sumsOf(db.home));
    expect(sums).toEqual(manifest.tables);
    expect(sums.votes?.rows).toBe(21);
    expect(picturesIn(folder)).toEqual(picturesIn(dataFolder));
    expect(Object.keys(picturesIn(folder))).toHaveLength(2); // the picture, and the small one beside it
    const there = await openStore(home);
    const next = await idea(there, town.ben, town.board, "The first one after it");
    expect(next).toBeGreaterThan(lamp);
    expect(await there.pendingMigrations()).toBe(0);
    await there.close();
  });

  test("shows one moment, whatever is written meanwhile", async () => {
    let isOver = false;
    const writing = (async () => {
      for (let n = 0; !isOver; n++) await idea(db, town.ann, town.board, `Meanwhile ${n} it is dark`);
    })();
    const { to } = await backUp();
    isOver = true;
    await writing;
    const home = await freshHome(db.home.engine);
    await bringBack(to, home);
    const { topics, ideas } = await sumsOf(home);
    expect(ideas?.rows).toBe(topics?.rows);
    const there = await openStore(home);
    expect([await recount(there, false), await recountTopics(there, false)]).toEqual([
      [],
      { followers: [], comments: [] },
    ]);
    await there.close();
  });

  test("is one file that only its owner reads; nothing else is left beside it", async () => {
    const folder = newFolder();
    const { to, bytes } = await backUp(join(folder, "one.tar.gz"));
    expect(readdirSync(folder)).toEqual(["one.tar.gz"]);
    expect(statSync(to)).toMatchObject({ size: bytes, mode: 0o100600 });
  });

  test("is not there when it could not be finished", async () => {
    const folder = newFolder();
    const breaking = makeBackup({
      ...{ home: db.home, dataFolder, to: join(folder, "never.tar.gz"), withSecrets: false },
      progress() {
        throw new Error("enough");
      },
    });
    await expect(breaking).rejects.toThrow("enough");
    expect(readdirSync(folder)).toEqual([]);
  });

  test("holds no secrets of the configuration unless they are asked for", async () => {
    process.env.CANYU_SMTP = "smtp://canyu:very-secret@mail.example.com";
    process.env.CANYU_MAIL_FROM = "canyu@example.com";
    try {
      const { to } = await backUp();
      expect(gunzipSync(readFileSync(to)).includes("very-secret")).toBe(false);
      await makeBackup({ home: db.home, dataFolder, to, withSecrets: true, progress: () => {} });
      expect(gunzipSync(readFileSync(to)).includes("very-secret")).toBe(true);
    } finally {
      delete process.env.CANYU_SMTP;
      delete process.env.CANYU_MAIL_FROM;
    }
  });

  test("leaves out what lies among the pictures and is none of ours", async () => {
    const folder = newFolder();
    mkdirSync(join(filesFolder(folder), ".half"), { recursive: true });
    for (const name of ["notes (1).txt", ".unfinished", ".half/a.webp", "kept.webp", "-_x.webp"])
      writeFileSync(join(filesFolder(folder), name), name);
    const [to, into] = [join(newFolder(), "backup.tar.gz"), newFolder()];
    await makeBackup({ home: db.home, dataFolder: folder, to, withSecrets: false, progress: () => {} });
    await bringBack(to, await freshHome(db.home.engine), into);
    expect(Object.keys(picturesIn(into)).sort()).toEqual(["-_x.webp", "kept.webp"]);
  });

  test("is proven by restoring it", async () => {
    const { to, manifest } = await backUp();
    const [folder, before] = [join(newFolder(), "place"), await sumsOf(db.home)];
    expect(await prove(to, folder)).toEqual({ rows: rowsIn(manifest), files: 2 });
    expect(await sumsOf({ engine: "sqlite", file: join(folder, "canyu.db") })).toEqual(manifest.tables);
    expect(picturesIn(folder)).toEqual(picturesIn(dataFolder));
    expect(await sumsOf(db.home)).toEqual(before);
  });
});

describe("restoring", () => {
  test("is refused where people are, also a second time", async () => {
    const { to } = await backUp();
    const before = await sumsOf(db.home);
    expect(await why(bringBack(to, db.home))).toBe("restore.people");
    expect(await sumsOf(db.home)).toEqual(before);
    const home = await freshHome(db.home.engine);
    await bringBack(to, home);
    expect(await why(bringBack(to, home))).toBe("restore.people");
  });

  const altered = (bytes: Buffer): Buffer => {
    const tar = gunzipSync(bytes);
    const at = tar.indexOf("Too dark");
    tar.write("Two dark", at);
    return gzipSync(tar);
  };
  const headOf = (bytes: Buffer, from: string, to: string): Buffer => {
    const tar = gunzipSync(bytes);
    tar.write(to, tar.indexOf(from));
    return gzipSync(tar);
  };
  const FAULTS: Record<string, [(bytes: Buffer) => Buffer, string]> = {
    "cut in the middle": [(bytes) => bytes.subarray(0, bytes.length / 2), "backup.cut"],
    "cut by its last byte": [(bytes) => bytes.subarray(0, -1), "backup.cut"],
    "without its end": [
      (bytes) => {
        const tar = gunzipSync(bytes);
        return gzipSync(tar.subarray(0, tar.indexOf("manifest.json")));
      },
      "backup.cut",
    ],
    "with another letter in a text": [altered, "backup.altered"],
    "with a broken byte": [
      (bytes) => {
        const broken = Buffer.from(bytes);
        const at = Math.floor(broken.length / 2);
        broken[at] = (broken[at] ?? 0) ^ 0x55;
        return broken;
      },
      "backup.altered",
    ],
    "of a newer format": [(bytes) => headOf(bytes, '"format": 1', '"format": 9'), "backup.newer"],
    "of another program's schema": [(bytes) => headOf(bytes, "0000_first", "0000_other"), "backup.foreign"],
    "of somebody else": [() => gzipSync("hello"), "backup.foreign"],
    "that is no archive": [() => Buffer.from("hello, I am a text"), "backup.foreign"],
    "that is empty": [() => Buffer.alloc(0), "backup.foreign"],
  };

  test.each(Object.entries(FAULTS))("a file %s is refused, and leaves nothing", async (_, [spoil, code]) => {
    const { to } = await backUp();
    writeFileSync(to, spoil(readFileSync(to)));
    const [home, folder] = [await freshHome(db.home.engine), newFolder()];
    const before = await sumsOf(home);
    expect(await why(bringBack(to, home, folder))).toBe(code);
    expect(await sumsOf(home)).toEqual(before);
    expect(readdirSync(folder)).toEqual([]);
  });

  test("leaves nothing when it breaks off in the middle", async () => {
    const { to } = await backUp();
    const [home, folder] = [await freshHome(db.home.engine), newFolder()];
    const breaking = restore({
      ...{ file: to, home, dataFolder: folder },
      progress(rows, all) {
        if (rows > all / 2) throw new Error("enough");
      },
    });
    await expect(breaking).rejects.toThrow("enough");
    expect((await sumsOf(home)).members?.rows).toBe(0);
    expect(readdirSync(folder)).toEqual([]);
    await bringBack(to, home, folder);
    expect((await sumsOf(home)).members?.rows).toBe((await sumsOf(db.home)).members?.rows);
  });
});

test("every table of the database is copied, but for what is true of a place", async () => {
  const there = await tablesOf(db.home);
  expect([...shapes.map(({ name }) => name), ...LEFT_OUT].sort()).toEqual(there);
});
