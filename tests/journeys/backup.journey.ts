import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { newFolder, removeFolders } from "../support/folders";
import { photograph } from "../support/picture";
import {
  ADMIN,
  DESKTOP,
  expectAccessible,
  expectNoSideways,
  openForum,
  openPage,
  PHONE,
  registerAs,
  type Site,
  startSite,
} from "../support/site";

const forum = openForum();
const folder = newFolder();
afterAll(removeFolders);

// A busy machine takes its time.
const PATIENCE = 60_000;
const TITLE = "镜头在夜里有光斑";

async function proposeWithPicture(page: Page): Promise<string> {
  await page.goto(`${forum.site.origin}/ideas/new`);
  await page.locator("[name=problem]").fill(`${TITLE}。每次都有。`);
  await page.getByLabel("添加图片").setInputFiles(await photograph(folder, "a.jpg", "#ff6900"));
  await page.getByText("1 张图片已放进正文").waitFor();
  await page.locator("button[value=open]").click();
  await page.locator(".steps").waitFor();
  return new URL(page.url()).pathname;
}

/** What an admin takes home. */
async function downloaded(page: Page): Promise<string> {
  const link = page.locator(".rows li", { hasText: "手动" }).locator("a");
  const file = join(folder, (await link.textContent()) ?? "");
  const answer = await page.request.get(forum.site.origin + (await link.getAttribute("href")));
  expect(answer.headers()).toMatchObject({ "cache-control": "private, no-store", "content-type": "application/gzip" });
  writeFileSync(file, await answer.body());
  return file;
}

async function send(page: Page, setUpLink: string, file: string): Promise<void> {
  await page.goto(setUpLink);
  await page.locator("main a", { hasText: "恢复一个社区的备份" }).click();
  await page.locator("[name=file]").setInputFiles(file);
  await page.locator("main button[type=submit]").click();
}

describe("a backup in the browser", () => {
  let file = "";
  let idea = "";

  test("is made while people go on, and downloaded by admins alone", async () => {
    const fan = await openPage(forum.browser, PHONE);
    await registerAs(fan.page, forum.site.origin, "xiaoman", "周小满");
    idea = await proposeWithPicture(fan.page);
    const { admin } = forum;
    await admin.goto(`${forum.site.origin}/admin/backup`);
    await expectAccessible(admin);
    await admin.locator("button[value=made]").click();
    await admin.locator(".rows li", { hasText: "手动" }).waitFor({ timeout: PATIENCE });
    file = await downloaded(admin);
    await expect.poll(() => proven(admin), { timeout: PATIENCE }).toBe(true);
    await expectAccessible(admin);
    await admin.setViewportSize(PHONE.viewport);
    await expectNoSideways(admin);
    for (const path of ["/admin/backup", `/admin/backup/${file.slice(folder.length + 1)}`, "/admin/recount"])
      expect((await fan.page.goto(forum.site.origin + path))?.status()).toBe(403);
    expect((await admin.goto(`${forum.site.origin}/admin/backup/..%2Fcanyu.db`))?.status()).toBe(404);
    expect([...fan.complaints, ...forum.complaints]).toEqual([]);
  }, 240_000);

  const proven = async (page: Page): Promise<boolean> => {
    await page.reload();
    return (
      (await page.locator("main").textContent())?.includes(`${file.slice(folder.length + 1)} 已在单独的地方`) ?? false
    );
  };

  let empty: Site;
  beforeAll(async () => {
    empty = await startSite();
  });
  afterAll(() => empty.stop());

  test("brings the community back on an empty machine, also without JavaScript", async () => {
    const looking = await openPage(forum.browser, DESKTOP);
    const cut = join(folder, "cut.tar.gz");
    writeFileSync(cut, readFileSync(file).subarray(0, -100));
    await send(looking.page, empty.setUpLink, cut);
    await looking.page.getByText("备份不完整").waitFor({ timeout: PATIENCE });
    await expectAccessible(looking.page);

    const { page } = await openPage(forum.browser, { ...PHONE, javaScriptEnabled: false });
    await send(page, empty.setUpLink, file);
    await page.getByText("备份已恢复").waitFor({ timeout: PATIENCE });
    await expectNoSideways(page);
    await page.locator("[name=username]").fill(ADMIN.username);
    await page.locator("[name=password]").fill(ADMIN.password);
    await page.locator("main button[type=submit]").first().click();
    await page.locator(".me").waitFor({ state: "attached" });
    await page.goto(empty.origin + idea);
    await page.getByRole("heading", { level: 1, name: TITLE }).waitFor();
    const picture = await page.locator(".idea-text img").getAttribute("src");
    const answer = await page.request.get(empty.origin + picture);
    expect(answer.headers()["content-type"]).toBe("image/webp");
    expect((await page.goto(empty.setUpLink))?.status()).toBe(410);
    expect(looking.complaints).toEqual([]);
  }, 240_000);
});

describe("stored counts", () => {
  test("are looked at in the browser, on a phone without JavaScript, too", async () => {
    const { page } = await openPage(forum.browser, {
      ...PHONE,
      javaScriptEnabled: false,
      storageState: await forum.admin.context().storageState(),
    });
    await page.goto(`${forum.site.origin}/admin/recount`);
    await page.locator("button[value=seen]").click();
    await page.getByText("所有计数都与逐条相加的结果一致").waitFor();
    await expectNoSideways(page);
    await forum.admin.goto(`${forum.site.origin}/admin/recount`);
    await forum.admin.locator("button[value=seen]").click();
    await forum.admin.getByText("所有计数都与逐条相加的结果一致").waitFor();
    await expectAccessible(forum.admin);
  });
});
