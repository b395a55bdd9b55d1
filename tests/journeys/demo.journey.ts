import { spawnSync } from "node:child_process";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { newFolder, removeFolders } from "../support/folders";
import {
  ADMIN,
  DESKTOP,
  expectAccessible,
  expectNoSideways,
  launch,
  openPage,
  PHONE,
  type Site,
  startSite,
} from "../support/site";

// Filling is the most a program of this house does at once; a busy machine takes its time.
const PATIENCE = 300_000;
const demoFolder = newFolder();
let demo: Site;
let browser: Browser;

beforeAll(async () => {
  [demo, browser] = await Promise.all([startSite({ CANYU_DATA: demoFolder }, "demo"), launch()]);
}, PATIENCE);
afterAll(async () => {
  await browser.close();
  removeFolders();
});

const be = async (page: Page, name: string): Promise<void> => {
  await page.locator(".face", { hasText: name }).first().click();
  await page.locator(".demo-strip", { hasText: name }).waitFor();
};

/** Asks as somebody without a session would, with a form of this site. */
const chooses = (site: Site, person: string): Promise<Response> =>
  fetch(`${site.origin}/demo`, {
    method: "POST",
    redirect: "manual",
    headers: { Origin: site.origin, "Content-Type": "application/x-www-form-urlencoded" },
    body: new URLSearchParams({ person, next: "/" }),
  });

describe("a demo", () => {
  test("lets one be somebody, and somebody else, on a phone without JavaScript", async () => {
    const { page, complaints } = await openPage(browser, { ...PHONE, javaScriptEnabled: false });
    await page.goto(demo.origin);
    await page.getByText("还没有登录").waitFor();
    await expectNoSideways(page);
    await page.getByRole("link", { name: "选一个身份" }).click();
    await page.locator("h1", { hasText: "你想当谁" }).waitFor();
    await expectNoSideways(page);
    await be(page, "默默");
    await page.goto(`${demo.origin}/?order=new`);
    const open = page.locator(".vote__button[aria-pressed=false]").first();
    await open.click();
    await page.locator(".vote__button[aria-pressed=true]").first().waitFor();
    await page.getByRole("link", { name: "换一个人" }).click();
    expect(await page.locator(".face[aria-current]").textContent()).toContain("默默 · 就是你");
    await be(page, "孙奶奶");
    await page.goto(`${demo.origin}/me`);
    await page.locator("h1", { hasText: "孙奶奶" }).waitFor();
    await page.getByRole("button", { name: "退出登录" }).click();
    await page.goto(`${demo.origin}/sign-in?next=%2Fdesk`);
    expect(new URL(page.url()).pathname).toBe("/demo"); // nobody has a password here
    expect(complaints).toEqual([]);
  });

  test("shows an employee at work, in English, in the dark, for every reader", async () => {
    const { page, complaints } = await openPage(browser, { ...DESKTOP, locale: "en-GB", colorScheme: "dark" });
    await page.goto(`${demo.origin}/demo?next=%2Fdesk`);
    await expectAccessible(page);
    await be(page, "Priya Nair");
    await page.locator(".table tbody tr").first().waitFor();
    await expectAccessible(page);
    await page.locator(".table a", { hasText: "打电话时把对方说的话变成字" }).click();
    await page.locator(".answer", { hasText: "Priya Nair" }).waitFor();
    await page.getByText("lip-read").waitFor();
    await expectAccessible(page);
    await page.goto(demo.origin);
    await page.locator(".idea-card").first().waitFor();
    await expectAccessible(page);
    expect((await page.goto(`${demo.origin}/admin/sample`))?.status()).toBe(403);
    expect(complaints).toEqual([]);
  });

  test("can't be emptied by its own admin", async () => {
    const { page, complaints } = await openPage(browser);
    await page.goto(`${demo.origin}/demo`);
    await be(page, "周小满");
    await page.goto(`${demo.origin}/admin/sample`);
    await page.getByText("改用 npm start 启动").waitFor();
    expect(await page.locator("details.sure").count()).toBe(0);
    const refused = await page.request.post(`${demo.origin}/admin/sample`, {
      form: { wish: "remove" },
      headers: { Origin: demo.origin },
    });
    expect(refused.status()).toBe(403);
    expect(complaints).toEqual([]);
  });

  test("is none when the program was not started as one, though the database is", async () => {
    expect((await chooses(demo, "1")).status).toBe(302);
    await demo.stop();
    const served = await startSite({ CANYU_DATA: demoFolder });
    expect(served.said()).toContain("canyu.mjs demo");
    expect((await fetch(`${served.origin}/demo`)).status).toBe(404);
    const answer = await chooses(served, "1");
    expect([answer.status, answer.headers.getSetCookie().join()]).toEqual([404, ""]);
    expect(await (await fetch(served.origin)).text()).not.toContain("demo-strip");
    await served.stop();
  });
});

describe("a real site with the sample", () => {
  test("is never a demo, and its admin takes the sample out", { timeout: PATIENCE }, async () => {
    const folder = newFolder();
    const real = await startSite({ CANYU_DATA: folder });
    const { page, complaints } = await openPage(browser, { ...PHONE, javaScriptEnabled: false });
    page.setDefaultTimeout(PATIENCE);
    await page.goto(real.setUpLink);
    await page.locator("[name=name]").fill("橙光社区");
    await page.locator("[name=board]").fill("灯");
    await page.locator("[name=displayName]").fill(ADMIN.displayName);
    await page.locator("[name=username]").fill("laochen"); // a name the sample knows, too
    await page.locator("[name=password]").fill(ADMIN.password);
    await page.locator("[name=withSample]").check();
    await expectNoSideways(page);
    await page.locator("main button[type=submit]").click();
    await page.locator(".idea-card").first().waitFor();
    expect(await page.locator(".demo-strip").count()).toBe(0);

    for (const person of ["1", "2", "3"]) expect((await chooses(real, person)).status).toBe(404);
    expect((await fetch(`${real.origin}/demo`)).status).toBe(404);
    const asDemo = spawnSync(process.execPath, ["bin/canyu.mjs", "demo"], {
      env: { ...process.env, NODE_ENV: "production", LANG: "en", CANYU_DATA: folder, PORT: "1" },
      encoding: "utf8",
    });
    expect([asDemo.status, asDemo.stderr]).toEqual([1, expect.stringContaining("There is a real community in")]);

    await page.goto(`${real.origin}/admin`);
    await page.getByRole("link", { name: "看看有什么，并移除" }).click();
    await page.getByText("128 个想法").waitFor();
    await page.getByText("66 个帖子").waitFor();
    await expectNoSideways(page);
    await page.getByRole("button", { name: "全部移除" }).click();
    await page.getByText("示例已全部移除").waitFor();
    await page.goto(`${real.origin}/admin/sample`);
    await page.getByText("这里没有示例").waitFor();
    await page.goto(real.origin);
    expect(await page.locator(".idea-card").count()).toBe(0);
    expect(complaints).toEqual([]);
    await real.stop();
    const recount = spawnSync(process.execPath, ["bin/canyu.mjs", "recount"], {
      env: { ...process.env, NODE_ENV: "production", LANG: "en", CANYU_DATA: folder },
      encoding: "utf8",
    });
    expect([recount.status, recount.stdout]).toEqual([0, expect.stringContaining("Every stored count")]);
  });
});
