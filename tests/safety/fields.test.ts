import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { saveCommunity } from "~/features/members/settings.server";
import type { Store } from "~db/store.ts";
import { type Objects, objectsIn } from "../support/access-objects";
import { accessTable, verdictOf } from "../support/access-table";
import { dataOf } from "../support/asking";
import { type Caller, callerOf } from "../support/caller";
import { newFolder, removeFolders } from "../support/folders";
import { type OpenDoor, openFrontDoor } from "../support/front-door";
import { COMMUNITY, openTestStore, settle, type Town } from "../support/town";
import { NAMES, SQL } from "./breakouts";

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

async function filled(text: string): Promise<string> {
  const named = new Map<string, string>();
  for (const [, word = ""] of text.matchAll(/:([a-z]\w*)/gi)) named.set(word, String(await objects[word]?.()));
  return text.replaceAll(/:([a-z]\w*)/gi, (_, word: string) => encodeURIComponent(named.get(word) ?? ""));
}

const WHO = { member: "ann", staff: "stella", moderator: "max", admin: "alma" } as const;
// These read more than one form by one address, or none, or take a form within another: they look at what they know.
const OPEN_FORMS = new Set(["/me/drafts", "/sign-out", "/ideas/:draft/submission"]);

const EXTRAS = ["roles=admin", "__proto__=x", "id%5B%5D=1", "constructor.prototype.x=1", "memberId=1"];

describe("a form", () => {
  test("with a field nobody asked for is refused, everywhere", { timeout: 120_000 }, async () => {
    const passed: string[] = [];
    let n = 0;
    for (const { method, path, form, expected, line } of accessTable().rows) {
      const who = (["admin", "moderator", "staff", "member"] as const).find((one) => /^[23]/.test(expected[one] ?? ""));
      if (method !== "POST" || !who || OPEN_FORMS.has(path)) continue;
      for (const extra of [EXTRAS[n++ % EXTRAS.length], "isAdmin=on"]) {
        const [to, body] = (await filled(`${path} ${form}`)).split(" ");
        const answer = await call(dataOf(to ?? ""), {
          as: town[WHO[who]],
          form: [body, extra].filter(Boolean).join("&"),
          headers: { Accept: "*/*" },
        });
        const location = answer.headers.get("Location") ?? "";
        const verdict = verdictOf({ status: answer.status, location, cookies: answer.headers.getSetCookie() });
        if (!/^4/.test(verdict)) passed.push(`${line} with ${extra}: ${verdict}`);
      }
    }
    expect(passed).toEqual([]);
  });
});

const DATA = { Accept: "*/*" };
const isPage = (place: string): boolean => !/^\/(?:words|files|look)\//.test(place);

describe("an address", () => {
  const ODD = [
    ...NAMES,
    ...SQL,
    "-1",
    "0",
    "1e3",
    "0x1",
    "1.0",
    "１",
    "9007199254740993",
    "1'",
    "1;",
    "1 OR 1=1",
    "%00",
  ];

  test("with a name of an object, a piece of SQL or no number in it is nowhere", { timeout: 120_000 }, async () => {
    const places = [
      "/ideas/X",
      "/threads/X",
      "/people/X",
      "/comments/X",
      "/ideas/X/history",
      "/report/topic/X",
      "/moderation/topics/X",
    ];
    for (const place of [
      ...places,
      "/admin/import/X",
      "/pictures/X",
      "/words/X/X/X.json",
      "/files/X",
      "/look/X.css",
      "/export/X.csv",
    ])
      for (const odd of ODD) {
        const path = place.replaceAll("X", encodeURIComponent(odd));
        const { status } = await call(isPage(place) ? dataOf(path) : path, { as: town.alma, headers: DATA });
        expect({ place, odd, status: [202, 302, 400, 403, 404].includes(status) || status }).toEqual({
          place,
          odd,
          status: true,
        });
      }
  });

  test("asks for no order, page or place that isn't offered", { timeout: 120_000 }, async () => {
    const cursors = ODD.map((odd) => Buffer.from(JSON.stringify(["ideas.most", odd, odd])).toString("base64url"));
    for (const query of ["order", "status", "tag", "board", "kind", "after", "before", "by", "thread", "q"])
      for (const value of [...ODD, ...(query === "after" ? cursors : [])])
        for (const path of ["/", "/threads", "/search"]) {
          const { status } = await call(dataOf(`${path}?${query}=${encodeURIComponent(value)}`), { headers: DATA });
          expect({ path, query, value, isAnswer: status < 500 }).toEqual({ path, query, value, isAnswer: true });
        }
  });
});

describe("a file that is sent as a picture", () => {
  const send = (bytes: Buffer, name = "x.png", type = "image/png"): Promise<Response> => {
    const form = new FormData();
    form.set("pictures", new Blob([new Uint8Array(bytes)], { type }), name);
    return call("/pictures", { as: town.ben, form, headers: { Accept: "application/json" } });
  };
  const image = (): Promise<Buffer> =>
    sharp({ create: { width: 40, height: 30, channels: 3, background: "red" } })
      .jpeg()
      .withExif({ IFD0: { Copyright: "a secret" } })
      .toBuffer();

  test("is refused when it is something else, whatever it calls itself", async () => {
    const page = "<html><script>__hit()</script></html>";
    const odd = [
      page,
      `GIF89a/*${page}*/=1;`,
      "<svg onload=__hit()>",
      "%PDF-1.7",
      "MZ\u0090",
      "PK\u0003\u0004",
      "<?xml version='1.0'?><svg/>",
      "BM",
      "#!/bin/sh",
      "\u0089PNG\r\n\u001a\n<script>",
    ];
    for (const bytes of odd)
      for (const [name, type] of [
        ["x.png", "image/png"],
        ["x.svg", "image/svg+xml"],
        ["x.html", "text/html"],
        ["../../x.webp", "image/webp"],
      ])
        expect((await send(Buffer.from(bytes, "latin1"), name, type)).status).toBe(422);
  });

  test("is refused with a page behind it, and otherwise drawn anew without its metadata, as nothing but a picture", async () => {
    const behind = Buffer.concat([await image(), Buffer.from("<script>__hit()</script>")]);
    expect((await send(behind)).status).toBe(422);
    const { path } = await (await send(await image(), "x.html", "text/html")).json();
    const answer = await call(path, { as: town.ben });
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      "content-type": "image/webp",
      "x-content-type-options": "nosniff",
      "content-disposition": expect.stringMatching(/^inline; filename="[\w-]+\.webp"$/),
      "content-security-policy": "default-src 'none'; sandbox",
    });
    const bytes = Buffer.from(await answer.arrayBuffer());
    expect(bytes.includes("a secret")).toBe(false);
    expect((await sharp(bytes).metadata()).exif).toBeUndefined();
  });
});
