import type { AppLoadContext } from "@remix-run/node";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openMailer } from "~/platform/mailer.server";
import type { Store } from "~db/store.ts";
import { COMMUNITY, openTestStore, settle, type Town } from "../../../tests/support/town";
import { previewed } from "./preview.server";

let db: Store;
let town: Town;

beforeAll(async () => {
  db = await openTestStore();
  town = await settle(db);
});
afterAll(() => db.close());

const context = (): AppLoadContext => ({
  ...{ db, community: COMMUNITY, locale: "en", origin: "http://localhost", dataFolder: "", network: "10.7.7.8" },
  ...{ isDemo: false, cookies: [], headers: new Headers(), mailer: openMailer({ smtp: null, dataFolder: "" }) },
});

function sent(body: FormData | URLSearchParams): Request {
  body.set("as", "preview");
  body.set("text", "**Bold**");
  return new Request("http://localhost/topics/1/comments", { method: "POST", body });
}

describe("a preview without JavaScript", () => {
  test("shows the text as it would stand there, to visitors, too", async () => {
    for (const me of [null, town.ben])
      expect(await previewed(sent(new URLSearchParams()), context(), me)).toMatchObject({
        preview: ["<p><strong>Bold</strong></p>"],
        typed: { text: "**Bold**" },
      });
  });

  test("reads a form that may bring pictures only for whoever is signed in", async () => {
    const request = sent(new FormData());
    expect(await previewed(request, context(), null)).toBeNull();
    expect(request.bodyUsed).toBe(false);
    expect(await previewed(sent(new FormData()), context(), town.ben)).toMatchObject({ typed: { text: "**Bold**" } });
  });
});
