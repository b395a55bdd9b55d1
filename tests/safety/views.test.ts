import { mkdtempSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "csv-parse/sync";
import { marked } from "marked";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startSession } from "~/features/identity/sessions.server";
import { openMailer } from "~/platform/mailer.server";
import { mails } from "~db/schema/mails.ts";
import type { Store } from "~db/store.ts";
import { dataOf } from "../support/asking";
import { newFolder, removeFolders } from "../support/folders";
import { type OpenDoor, openFrontDoor } from "../support/front-door";
import { openTestStore } from "../support/town";
import { HOSTILE } from "./corpus";
import { foreignIn, foreignInText } from "./foreign";
import { fillHostile, type HostileForum } from "./hostile-forum";

let db: Store;
let door: OpenDoor;
let forum: HostileForum;
let cookie: string;

beforeAll(async () => {
  db = await openTestStore();
  forum = await fillHostile(db);
  door = await openFrontDoor(db, newFolder());
  cookie = (await startSession(db, door.origin, forum.reader.id)).split(";")[0] ?? "";
}, 240_000);
afterAll(async () => {
  await door.close();
  await db.close();
  removeFolders();
});

// Every fourth of a family: drawing a page takes longer than anything else here.
const EACH = 4;

const ask = (path: string, headers: Record<string, string> = {}): Promise<Response> =>
  fetch(door.origin + path, { headers: { Accept: "text/html", "Accept-Language": "en", Cookie: cookie, ...headers } });

/** The page and, where it has more, those behind it. */
async function* pagesFrom(path: string): AsyncGenerator<{ path: string; html: string }> {
  for (let next: string | undefined = path; next; ) {
    const answer = await ask(next);
    expect({ next, status: answer.status }).toEqual({ next, status: 200 });
    const html = await answer.text();
    yield { path: next, html };
    const on: string | undefined = /<a [^>]*rel="next"[^>]*>/.exec(html)?.[0];
    const href: string = (/href="([^"]*)"/.exec(on ?? "")?.[1] ?? "").replaceAll("&amp;", "&");
    const url: URL | null = on ? URL.parse(href, door.origin + next) : null;
    next = url ? url.pathname + url.search : undefined;
  }
}

describe("a forum full of hostile texts", () => {
  test("took most of them, and refused what its fields don't take", () => {
    expect(forum.taken).toBeGreaterThan(2 * HOSTILE.length);
    expect(forum.refused).toBeGreaterThan(0);
  });

  test("shows nothing foreign on any page", { timeout: 120_000 }, async () => {
    const found: string[] = [];
    let seen = 0;
    for (const first of new Set(["/?order=new", ...forum.pages]))
      for await (const { path, html } of pagesFrom(first)) {
        found.push(...foreignIn(html, door.origin).map((what) => `${path}: ${what}`));
        seen++;
      }
    expect(found).toEqual([]);
    expect(seen).toBeGreaterThan(100);
  });

  test("says back nothing foreign of what it is asked", { timeout: 120_000 }, async () => {
    const found: string[] = [];
    const places = ["/search?q=", "/?tag=", "/?board=", "/?after=", "/ideas/new?problem=", "/sign-in?next=", "/"];
    for (const [n, text] of HOSTILE.filter((_, nth) => nth % EACH === 0).entries()) {
      const path = `${places[n % places.length]}${encodeURIComponent(text.toWellFormed())}`;
      const html = await (await ask(path, n % 2 ? { "X-Forwarded-For": `10.2.0.${n % 250}`, Cookie: "" } : {})).text();
      found.push(...foreignIn(html, door.origin).map((what) => `${path}: ${what}`));
    }
    expect(found).toEqual([]);
  });

  test("gives its data as data, which no browser takes for a page", async () => {
    const paths = ["/?order=new", ...forum.pages].filter((_, n) => n % 6 === 0).map(dataOf);
    for (const path of [...paths, "/search.json?q=wish", "/similar.json?title=wish", "/people.json?q=f"]) {
      const answer = await ask(path, { Accept: "*/*" });
      expect(answer.headers.get("Content-Type")).toMatch(/^(?:text\/x-script|application\/json)/);
      expect(answer.headers.get("X-Content-Type-Options")).toBe("nosniff");
      JSON.parse((await answer.text()).split("\n", 1)[0] ?? "");
    }
  });
});

describe("a file of it", () => {
  test("as a table has no cell that a spreadsheet would run", async () => {
    const answer = await ask("/export/top-requests.csv");
    expect(answer.headers.get("Content-Disposition")).toBe('attachment; filename="top-requests.csv"');
    const rows: string[][] = parse(await answer.text(), { bom: true });
    expect(rows.length).toBeGreaterThan(HOSTILE.length);
    expect(new Set(rows.map((row) => row.length)).size).toBe(1);
    expect(rows.flat().filter((cell) => /^\s*[=+\-@\t\r＝＋－＠]/.test(cell) && !/^-?\d+(\.\d+)?$/.test(cell))).toEqual(
      [],
    );
  });

  test("as JSON is whole", async () => {
    const { requests } = JSON.parse(await (await ask("/export/top-requests.json")).text());
    expect(requests.length).toBeGreaterThan(HOSTILE.length);
  });

  test("as Markdown brings nothing foreign, also where nobody makes it safe", { timeout: 60_000 }, async () => {
    const html = await marked.parse(await (await ask("/export/top-requests.md")).text(), { gfm: true });
    const own = (what: string): boolean =>
      /^(?:<h[12]>|<input>|class language-|align|id|type|disabled|checked)/.test(what);
    expect(foreignInText(html, door.origin).filter((what) => !own(what))).toEqual([]);
  });
});

describe("a mail of it", () => {
  const HEADERS =
    /^(?:From|To|Subject|Message-ID|Date|MIME-Version|Content-Type|Content-Transfer-Encoding|Auto-Submitted|X-[\w-]+|List-[\w-]+)$/i;

  /** The names in a mail's head, and its recipients. */
  function headOf(mail: string): { names: string[]; to: string[] } {
    const [head = ""] = mail.split(/\r?\n\r?\n/, 1);
    const lines = head.replace(/\r?\n[ \t]+/g, " ").split(/\r?\n/);
    const to = lines.filter((one) => /^To:/i.test(one)).map((one) => one.slice(3).trim());
    return { names: lines.map((one) => one.split(":", 1)[0] ?? ""), to };
  }

  test("has no header and no reader that a text brought", async () => {
    const folder = mkdtempSync(join(newFolder(), "mails-"));
    const mailer = openMailer({ smtp: null, dataFolder: folder });
    const queued = await db.read.select().from(mails);
    expect(queued.length).toBeGreaterThan(0);
    const made = HOSTILE.map((text) => ({ address: "ann@example.org", subject: text, text }));
    for (const [n, letter] of [...queued, ...made].entries()) {
      await mailer.keep(n, letter);
      const { names, to } = headOf(readFileSync(join(folder, "mails", `${n}.eml`), "utf8"));
      expect(names.filter((name) => !HEADERS.test(name))).toEqual([]);
      expect(to).toEqual(["ann@example.org"]);
    }
  });
});
