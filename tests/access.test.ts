import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { savePage } from "~/features/admin/pages.server";
import { startSession } from "~/features/identity/sessions.server";
import { saveCommunity } from "~/features/members/settings.server";
import { onPostgres } from "~db/columns.ts";
import type { Store } from "~db/store.ts";
import { type Objects, objectsIn } from "./support/access-objects";
import { type AccessRow, accessTable, isAlike, isOf, mappedTo, verdictOf } from "./support/access-table";
import { dataOf } from "./support/asking";
import { newFolder, removeFolders } from "./support/folders";
import { type OpenDoor, openFrontDoor } from "./support/front-door";
import { COMMUNITY, openTestStore, settle, type Town } from "./support/town";
import { mappedUrls, moduleOf } from "./support/url-map";

const { columns, rows } = accessTable();
const urls = mappedUrls();
/** Whom each column's words stand for. */
const WHO = { member: "ann", other: "ben", moderator: "max", staff: "stella", admin: "alma" } as const;

let db: Store;
let town: Town;
let door: OpenDoor;
let objects: Objects;

beforeAll(async () => {
  db = await openTestStore();
  town = await settle(db);
  await db.write((tx) => saveCommunity(tx, COMMUNITY));
  const page = { name: "terms", locale: "en", text: "Be kind.", seen: null, keepsGaps: false } as const;
  await savePage(db, town.alma.id, page);
  const dataFolder = newFolder();
  door = await openFrontDoor(db, dataFolder);
  objects = objectsIn({ db, town, dataFolder, origin: door.origin });
});
afterAll(async () => {
  await door.close();
  await db.close();
  removeFolders();
});

describe("the access table", () => {
  test("has a line for every URL of the map, as it is read and as forms are sent to it", async () => {
    const missing: string[] = [];
    for (const url of urls) {
      const module = await moduleOf(url.file);
      const lines = rows.filter(({ path }) => mappedTo(path, urls) === url);
      for (const [method, isTaken] of Object.entries({
        GET: "loader" in module || "default" in module,
        POST: "action" in module,
      })) {
        const those = lines.filter((row) => row.method === method);
        const isRefused = those.every(({ expected }) => Object.values(expected).every((cell) => cell === "405"));
        if (!those.length || isRefused === isTaken) missing.push(`${method} ${url.path}`);
      }
    }
    expect(missing).toEqual([]);
  });

  test("has a line for everything that is answered before the pages", () => {
    const source = readFileSync("app/front-door.server.ts", "utf8");
    const before = [...source.matchAll(/app\.get\("([^"]+)"/g)].map(([, path = ""]) => path);
    expect(before.length).toBeGreaterThan(3);
    const asked = rows.filter(({ method }) => method === "GET").map(({ path }) => path);
    expect(before.filter((mapped) => !asked.some((path) => isOf(path, withoutEndings(mapped))))).toEqual([]);
  });

  test("names nothing that is gone", () => {
    const gone = rows.filter(
      ({ path }) => !isPlain({ path }) && mappedTo(path, urls)?.path === "/*" && path !== "/nowhere",
    );
    expect(gone.map(({ line }) => line)).toEqual([]);
  });

  for (const who of columns)
    test(`says what a ${who} gets, as a page and as its data`, { timeout: 120_000 }, async () => {
      const wrong: string[] = [];
      for (const row of rows) {
        const expected = row.expected[who] ?? "";
        const data = isPlain(row) ? expected : await ask(who, row, "data");
        const page = isShown(row, who) ? await ask(who, row, "page") : data;
        // A form that a page takes only from strangers is refused, and its page leads everybody else on.
        const isRight = data === expected && (isAlike(page, data) || (page === "302" && leadsOn(row, who)));
        if (!isRight) wrong.push(`${row.line}: ${expected} expected, ${page} as a page, ${data} as data`);
      }
      expect(wrong).toEqual([]);
    });

  test("knows three methods; every other is refused to everybody, everywhere", async () => {
    const taken: string[] = [];
    for (const who of ["visitor", "admin"])
      for (const { path } of urls)
        for (const method of ["PUT", "PATCH", "DELETE", "OPTIONS", "PROPFIND"]) {
          const address = door.origin + path.replaceAll(/:\w+\??/g, "1").replace("*", "nowhere");
          const headers = { Cookie: await cookieOf(who), Origin: door.origin };
          const { status } = await fetch(address, { method, headers, redirect: "manual" });
          if (status !== 405) taken.push(`${method} ${path}: ${status}`);
        }
    expect(taken).toEqual([]);
  });
});

const withoutEndings = (path: string): string => path.replaceAll(/:(\w+)\.\w+/g, ":$1");
/** What stands before the pages has no data address. */
const isPlain = ({ path }: Pick<AccessRow, "path">): boolean =>
  /^\/(?:healthz|readyz|metrics|words|look|files)(?:\/|$)/.test(path);

// Pages that are only read are drawn for the first two, on one engine: the same loader answered the others, and drawing
// takes long.
const isShown = ({ method }: AccessRow, who: string): boolean =>
  method === "POST" || (columns.indexOf(who) < 2 && !onPostgres);
const leadsOn = ({ path }: AccessRow, who: string): boolean =>
  rows.some((row) => row.method === "GET" && row.path === path && row.expected[who] === "302");

const cookies = new Map<string, string>();
let networks = 0;

async function ask(who: string, row: AccessRow, as: "page" | "data"): Promise<string> {
  const named = await namesFor(row);
  const path = filled(row.path, named);
  const isSent = row.method === "POST";
  const answer = await fetch(door.origin + (as === "data" && !isPlain(row) ? dataOf(path) : path), {
    method: row.method,
    redirect: "manual",
    headers: {
      Accept: as === "page" ? "text/html" : "*/*",
      "Accept-Language": "en",
      Cookie: await cookieOf(who),
      "X-Forwarded-For": `10.1.${Math.floor(++networks / 250)}.${networks % 250}`, // no limit of a network stands in the way
      ...(isSent && { Origin: door.origin, "Content-Type": "application/x-www-form-urlencoded" }),
    },
    ...(isSent && { body: filled(row.form, named) }),
  });
  await answer.arrayBuffer();
  const sent = answer.headers.getSetCookie();
  if (sent.some((cookie) => /^canyu=/.test(cookie))) cookies.delete(who); // signed out, or in as somebody else
  return verdictOf({ status: answer.status, location: answer.headers.get("Location") ?? "", cookies: sent });
}

async function cookieOf(who: string): Promise<string> {
  if (!isMember(who)) return "";
  const known = cookies.get(who) ?? (await startSession(db, door.origin, town[WHO[who]].id)).split(";")[0] ?? "";
  cookies.set(who, known);
  return known;
}

const isMember = (who: string): who is keyof typeof WHO => who in WHO;

const made = new Map<string, string>();

/** What the words of a line stand for. What a form may change is made anew for each. */
async function namesFor({ path, form, method }: AccessRow): Promise<Map<string, string>> {
  const words = new Set([...`${path} ${form}`.matchAll(/:([a-z]\w*)/gi)].map(([, word = ""]) => word));
  const named = new Map<string, string>();
  for (const word of words) {
    const make = objects[word];
    if (!make) throw new Error(`nothing is called ${word}`);
    const value = (method === "GET" && made.get(word)) || String(await make());
    if (method === "GET") made.set(word, value);
    named.set(word, value);
  }
  return named;
}

const filled = (text: string, named: ReadonlyMap<string, string>): string =>
  text.replaceAll(/:([a-z]\w*)/gi, (_, word: string) => encodeURIComponent(named.get(word) ?? ""));
