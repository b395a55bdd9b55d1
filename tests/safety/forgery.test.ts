import { getTableName, is, Table } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { saveCommunity } from "~/features/members/settings.server";
import type { Store } from "~db/store.ts";
import { type Objects, objectsIn } from "../support/access-objects";
import { accessTable } from "../support/access-table";
import { type Caller, callerOf } from "../support/caller";
import { newFolder, removeFolders } from "../support/folders";
import { type OpenDoor, openFrontDoor } from "../support/front-door";
import { filesUnder } from "../support/source";
import { COMMUNITY, openTestStore, settle, type Town } from "../support/town";

const { rows } = accessTable();
const forms = rows.filter(({ method, expected }) => method === "POST" && !Object.values(expected).includes("405"));

let db: Store;
let town: Town;
let door: OpenDoor;
let call: Caller;
let objects: Objects;

beforeAll(async () => {
  db = await openTestStore();
  town = await settle(db);
  await db.write((tx) => saveCommunity(tx, COMMUNITY));
  const dataFolder = newFolder();
  door = await openFrontDoor(db, dataFolder);
  call = callerOf(db, door);
  objects = objectsIn({ db, town, dataFolder, origin: door.origin });
});
afterAll(async () => {
  await door.close();
  await db.close();
  removeFolders();
});

const made = new Map<string, string>();

async function filled(text: string): Promise<string> {
  for (const [, word = ""] of text.matchAll(/:([a-z]\w*)/gi))
    if (!made.has(word)) made.set(word, String(await objects[word]?.()));
  return text.replaceAll(/:([a-z]\w*)/gi, (_, word: string) => encodeURIComponent(made.get(word) ?? ""));
}

/** Every row of every table. */
async function everything(): Promise<Record<string, string>> {
  const pages = await Promise.all(
    filesUnder("db/schema").map(
      (path) => import(/* @vite-ignore */ `../../${path}`) as Promise<Record<string, unknown>>,
    ),
  );
  const tables = pages.flatMap((page) => Object.values(page)).filter((one): one is Table => is(one, Table));
  const content: Record<string, string> = {};
  for (const table of tables) {
    const found = await db.read.select().from(table as never);
    content[getTableName(table)] = JSON.stringify(found.map((row) => JSON.stringify(row)).sort());
  }
  return content;
}

describe("a request from elsewhere", () => {
  test("changes nothing, whatever form it sends, whoever's browser sends it", { timeout: 60_000 }, async () => {
    for (const { path, form } of forms) await filled(`${path} ${form}`);
    await call("/", { as: town.alma });
    const before = await everything();
    const passed: string[] = [];
    const foreign: Array<Record<string, string>> = [
      { Origin: "https://evil.example" },
      { Origin: "null" },
      { Origin: `${door.origin}.evil.example` },
      { "Sec-Fetch-Site": "cross-site" },
      { "Sec-Fetch-Site": "same-site", Origin: door.origin },
      { "Sec-Fetch-Site": "none" },
    ];
    for (const [n, { line, path, form }] of forms.entries())
      for (const headers of [foreign[n % foreign.length] ?? {}, { Origin: "" }]) {
        const { status } = await call(await filled(path), { as: town.alma, form: await filled(form), headers });
        if (status !== 403) passed.push(`${line} ${JSON.stringify(headers)}: ${status}`);
      }
    expect(passed).toEqual([]);
    expect(await everything()).toEqual(before);
  });

  test("is let in from here", async () => {
    const { status } = await call("/preferences", {
      form: { theme: "dark" },
      headers: { "Sec-Fetch-Site": "same-origin" },
    });
    expect(status).toBe(302);
  });
});

describe("reading", () => {
  test("changes nothing, wherever it is done, and however the address asks for it", { timeout: 120_000 }, async () => {
    for (const { path, method } of rows) if (method === "GET") await filled(path);
    await call("/", { as: town.alma });
    const before = await everything();
    const wishes = "wish=withdraw&act=discard&discard=1&do=hide&verdict=admitted&_method=POST&kept=x&logout=1";
    for (const { path, method } of rows) {
      if (method !== "GET") continue;
      const address = await filled(path);
      await (await call(`${address}${address.includes("?") ? "&" : "?"}${wishes}`, { as: town.alma })).arrayBuffer();
    }
    const after = await everything();
    expect(Object.keys(after).filter((name) => after[name] !== before[name])).toEqual([]);
  });
});
