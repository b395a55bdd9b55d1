import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { hashPassword } from "~/features/identity/accounts.server";
import { savePassword } from "~/features/identity/passwords.store.server";
import { ownPath } from "~/features/identity/rules";
import { saveCommunity } from "~/features/members/settings.server";
import type { Store } from "~db/store.ts";
import { type Caller, callerOf } from "../support/caller";
import { newFolder, removeFolders } from "../support/folders";
import { type OpenDoor, openFrontDoor } from "../support/front-door";
import { COMMUNITY, idea, openTestStore, settle, type Town } from "../support/town";

const E = "evil.example";
/** Addresses that look like ours and lead away. */
const AWAY = [
  ...[`//${E}`, `///${E}`, `////${E}`, `/\\${E}`, `\\\\${E}`, `\\/${E}`, `/\\/${E}`, `//\\${E}`, `\\${E}`, `/\\\\${E}`],
  ...[
    `http://${E}`,
    `https://${E}`,
    `HTTPS://${E}`,
    `http:${E}`,
    `http:/${E}`,
    `http:\\\\${E}`,
    `https:///${E}`,
    `ftp://${E}`,
  ],
  ...[
    `/\t/${E}`,
    `/\n/${E}`,
    `/\r/${E}`,
    `\t//${E}`,
    ` //${E}`,
    `\u0000//${E}`,
    `/\u0000/${E}`,
    `/\u000b/${E}`,
    `/ /${E}`,
  ],
  ...[
    `/.//${E}`,
    `/./\\${E}`,
    `/..//${E}`,
    `/x/..//${E}`,
    `/x/../..//${E}`,
    `/%2e//${E}`,
    `/.%2e//${E}`,
    `/;//${E}/..//${E}`,
  ],
  ...[
    `javascript:__hit()`,
    `JAVASCRIPT:__hit()`,
    `java\tscript:__hit()`,
    `data:text/html,x`,
    `vbscript:x`,
    `blob:https://${E}/x`,
  ],
  ...[
    `@${E}`,
    `user@${E}`,
    `.${E}`,
    `:80@${E}`,
    `//localhost@${E}`,
    `//localhost:3000@${E}`,
    `//localhost.${E}`,
    `//${E}#localhost`,
  ],
  ...[
    `//${E}/%2f..`,
    `//${E}%2f..`,
    `//${E}?localhost`,
    `//${E}\\@localhost`,
    `//％65vil.example`,
    `//ｅvil.example`,
    `//${E}。`,
  ],
  ...[
    `〱${E}`,
    `/\u2028/${E}`,
    `/\ufeff/${E}`,
    `?next=//${E}`,
    `#//${E}`,
    `${E}`,
    `www.${E}`,
    `mailto:x@${E}`,
    `//[::1]`,
    `//0x7f.1`,
  ],
];

let db: Store;
let town: Town;
let door: OpenDoor;
let call: Caller;

beforeAll(async () => {
  db = await openTestStore();
  town = await settle(db);
  await db.write((tx) => saveCommunity(tx, COMMUNITY));
  const hash = await hashPassword({ username: "ann", password: "a quiet sentence" });
  await db.write((tx) => savePassword(tx, town.ann.id, hash, 1));
  door = await openFrontDoor(db, newFolder());
  call = callerOf(db, door);
});
afterAll(async () => {
  await door.close();
  await db.close();
  removeFolders();
});

/** Where a browser on one of our pages would go. */
const wayOf = (answer: Response, from: string): string =>
  new URL(answer.headers.get("Location") ?? "", door.origin + from).origin;

describe("an address to go on to", () => {
  test("is one of more than sixty that lead away, and never followed", async () => {
    expect(AWAY.length).toBeGreaterThan(60);
    for (const next of AWAY) {
      const to = ownPath(next);
      expect({ next, origin: new URL(to, door.origin).origin }).toEqual({ next, origin: door.origin });
      expect(to).not.toMatch(/^\/[/\\]/);
    }
  });

  test("is followed by no page", { timeout: 60_000 }, async () => {
    for (const next of AWAY) {
      const value = encodeURIComponent(next);
      for (const path of [`/sign-in?next=${value}`, `/register?next=${value}`, `/kept?back=${value}`]) {
        const answer = await call(path, { as: town.ben });
        expect({ path, status: answer.status, to: wayOf(answer, path) }).toEqual({
          path,
          status: 302,
          to: door.origin,
        });
      }
    }
  });

  test("is followed by no form", { timeout: 60_000 }, async () => {
    for (const [n, next] of AWAY.entries()) {
      const back = await call("/preferences", { form: { theme: "dark" }, headers: { Referer: `https://${E}//${E}/` } });
      expect(wayOf(back, "/preferences")).toBe(door.origin);
      if (n % 10) continue; // a password takes long to check, and the rule is the one above
      const answer = await call("/sign-in", { form: { username: "ann", password: "a quiet sentence", next } });
      expect({ next, status: answer.status, to: wayOf(answer, "/sign-in") }).toMatchObject({
        status: 302,
        to: door.origin,
      });
    }
  });
});

describe("the Host header", () => {
  test("reaches no page, no address and no file", { timeout: 60_000 }, async () => {
    const id = await idea(db, town.ann, town.board);
    const lies = {
      "X-Forwarded-Host": E,
      "X-Forwarded-Proto": "https",
      Forwarded: `host=${E}`,
      "X-Original-URL": "/admin",
    };
    const paths = [
      "/",
      `/ideas/${id}`,
      "/search.json?q=dark",
      "/forgotten",
      "/export/top-requests.json",
      "/me/invitations",
    ];
    for (const path of [...paths, "/nowhere", "/inbox"]) {
      const answer = await hosted(path);
      expect(JSON.stringify([answer.headers, answer.body])).not.toContain(E);
      const lied = await call(path, { as: town.stella, headers: lies });
      expect(JSON.stringify([[...lied.headers], await lied.text()])).not.toContain(E);
    }
  });
});

describe("a form that comes by a proxy which names this site otherwise", () => {
  test("is taken", async () => {
    const { status, body } = await hosted("/sign-in", { username: "nobody", password: "a quiet sentence" });
    expect({ status, body }).toEqual({ status: 403, body: expect.stringContaining("nobody") });
  });
});

describe("an address that reads like another host's", () => {
  test("is nowhere, however it goes on", async () => {
    for (const path of ["/%5C%5C<script>.css", "/%5c/x", "/%5Cevil.example", "/%5C%5C%5B.data", "//%5B", "//<a>"])
      for (const form of [undefined, { a: "b" }]) {
        const { status } = await call(path, form && { form });
        expect([path, status]).toEqual([path, 404]);
      }
  });

  test("nor by a way round, which fetch would take out", async () => {
    for (const path of ["/x/../%5C%5C%5B", "/./%5Cevil.example", "/x/..//evil.example", "/\\evil.example", "/\\\\["])
      expect([path, (await hosted(path)).status]).toEqual([path, 404]);
  });
});

describe("an address that no page can have", () => {
  test("is nowhere", async () => {
    const long = [17, 900].flatMap((parts) => ["/a".repeat(parts), `${"/a".repeat(parts)}.data`]);
    for (const path of ["/%", "/ideas/%ff", ...long, `/ideas${"/".repeat(900)}`])
      for (const form of [undefined, { a: "b" }]) {
        const answer = await call(path, form && { form });
        expect([path, answer.status, await answer.text()]).toEqual([path, 404, "not found\n"]);
      }
  });

  test("that is no longer than one may be is looked for", async () => {
    const answer = await call("/a".repeat(16));
    expect([answer.status, (await answer.text()).includes("<h1")]).toEqual([404, true]);
  });
});

// fetch doesn't let anybody say another host, nor send a path as it is.
async function hosted(path: string, form?: Record<string, string>): Promise<Hosted> {
  const { request } = await import("node:http");
  return new Promise((done, fail) => {
    const { port } = new URL(door.origin);
    const method = form ? "POST" : "GET";
    const sent = form && { Origin: door.origin, "Content-Type": "application/x-www-form-urlencoded" };
    const headers = { Host: E, Accept: "text/html", ...sent };
    request({ host: "127.0.0.1", port, path, method, headers }, (answer) => {
      let body = "";
      answer
        .on("data", (piece) => (body += piece))
        .on("end", () => done({ status: answer.statusCode, headers: answer.headers, body }));
    })
      .on("error", fail)
      .end(form && new URLSearchParams(form).toString());
  });
}

interface Hosted {
  status: number | undefined;
  headers: unknown;
  body: string;
}
