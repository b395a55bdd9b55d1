import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startSession } from "~/features/identity/sessions.server";
import { migrate } from "~db/migrate.ts";
import { openStore } from "~db/open.server.ts";
import { fillHostile, type HostileForum } from "../safety/hostile-forum";
import { newFolder, removeFolders } from "../support/folders";
import { launch, type Site, startSite } from "../support/site";

let site: Site;
let browser: Browser;
let page: Page;
let forum: HostileForum;
/** What ran, what was blocked, what opened. */
const heard: string[] = [];

beforeAll(async () => {
  const dataFolder = newFolder();
  const place = { file: `${dataFolder}/canyu.db`, url: undefined };
  await migrate(place);
  const db = await openStore(place);
  forum = await fillHostile(db);
  const cookie = await startSession(db, "http://localhost", forum.reader.id);
  await db.close();
  [site, browser] = await Promise.all([startSite({ CANYU_DATA: dataFolder }), launch()]);
  page = await listeningPage(cookie);
}, 240_000);
afterAll(async () => {
  await browser.close();
  await site.stop();
  removeFolders();
});

async function listeningPage(cookie: string): Promise<Page> {
  const context = await browser.newContext({ locale: "en" });
  const [name = "", value = ""] = (cookie.split(";")[0] ?? "").split("=");
  await context.addCookies([{ name, value, url: site.origin }]);
  await context.exposeFunction("__hit", () => void heard.push("a text was run"));
  await context.exposeFunction("__blocked", (what: string) => void heard.push(what));
  await context.addInitScript(() => {
    const { __blocked } = window as unknown as { __blocked(what: string): void };
    document.addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI, sample }) =>
      __blocked(`${violatedDirective} stopped ${blockedURI} ${sample}`),
    );
  });
  const opened = await context.newPage();
  opened.on("dialog", (dialog) => void heard.push(`a dialog: ${dialog.message()}`));
  opened.on("popup", (popup) => void heard.push(`a window: ${popup.url()}`));
  opened.on("pageerror", (error) => void heard.push(error.message));
  opened.on("request", (request) => {
    if (new URL(request.url()).origin !== site.origin && !request.url().startsWith("data:"))
      heard.push(`asked for ${request.url()}`);
  });
  return opened;
}

/** What stands in the browser's own tree that no page of ours has, however it got there. */
const foreignThere = (): Promise<string[]> =>
  page.evaluate(() => {
    const foreign =
      "iframe,frame,object,embed,applet,base,math,style,video,audio,marquee,portal,foreignObject,animate,set,use,image";
    const strange = [...document.querySelectorAll(foreign)].map(({ outerHTML }) => outerHTML.slice(0, 200));
    const marked = [...document.querySelectorAll("*")].flatMap((element) =>
      [...element.attributes].flatMap(({ name, value }) => {
        const isAddress = /^(?:href|src|action|formaction|xlink:href|poster|data)$/.test(name);
        const leads =
          isAddress && !/^(?:https?|mailto|data):$/.test(URL.parse(value, location.href)?.protocol ?? "https:");
        return /^on|^srcdoc$/.test(name) || leads ? [`${element.tagName} ${name}=${value}`] : [];
      }),
    );
    return [...strange, ...marked];
  });

describe("in a real browser", () => {
  test("no text of a hostile forum runs, brings an element or leads away, on any page", {
    timeout: 180_000,
  }, async () => {
    const lists = ["/?order=new", "/threads", "/search?q=%22%3E%3Cimg%20src%3Dx%20onerror%3D__hit()%3E"];
    const pages = [
      ...lists,
      ...forum.pages.filter((path, n) => n % 3 === 0 || /^\/threads\/|objections|moderation|admin/.test(path)),
    ];
    const found: string[] = [];
    for (const path of pages) {
      await page.goto(site.origin + path, { waitUntil: "load" });
      for (const what of await foreignThere()) found.push(`${path}: ${what}`);
    }
    const comments = forum.pages.find((path) => path.startsWith("/threads/"));
    expect(comments).toBeDefined();
    expect({ heard, found }).toEqual({ heard: [], found: [] });
    expect(pages.length).toBeGreaterThan(30);
  });

  test("what listens there would have heard it", async () => {
    await page.evaluate(() => (window as unknown as { __hit(): Promise<void> }).__hit());
    await page.evaluate(() =>
      document.body.insertAdjacentHTML("beforeend", "<iframe></iframe><img src=x onerror=__hit()>"),
    );
    await expect.poll(() => heard.length).toBeGreaterThan(1);
    expect(heard[0]).toBe("a text was run");
    expect(heard.some((what) => what.startsWith("script-src"))).toBe(true);
    expect(await foreignThere()).toHaveLength(2);
  });
});
