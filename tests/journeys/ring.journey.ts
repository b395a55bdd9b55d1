import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { newFolder, removeFolders } from "../support/folders";
import {
  DESKTOP,
  expectAccessible,
  expectNoSideways,
  launch,
  openPage,
  PHONE,
  type Site,
  startSite,
} from "../support/site";

// The demo has a ring of one person's accounts; filling it, weighing everybody and looking at votes takes its time.
const PATIENCE = 300_000;
let demo: Site;
let browser: Browser;

beforeAll(async () => {
  [demo, browser] = await Promise.all([startSite({ CANYU_DATA: newFolder() }, "demo"), launch()]);
}, PATIENCE);
afterAll(async () => {
  await browser.close();
  await demo.stop();
  removeFolders();
});

async function be(page: Page, name: string): Promise<void> {
  await page.goto(`${demo.origin}/demo`);
  await page.locator(".face", { hasText: name }).first().click();
  await page.locator(".demo-strip", { hasText: name }).waitFor();
}

async function expectFine(page: Page): Promise<void> {
  await page.evaluate(() => scrollTo(0, 0));
  await expectAccessible(page);
  await expectNoSideways(page);
}

/** What the idea's page says of its numbers, and how it counts them. */
async function numbersOf(page: Page, idea: string): Promise<string[]> {
  await page.goto(`${demo.origin}${idea}`);
  return page.locator(".numbers__value").allTextContents();
}

describe("a ring of one person's accounts", () => {
  test(
    "is found, taken out, objected to, and all comes back when that is undone",
    async () => {
      const { page, complaints } = await openPage(browser, { ...DESKTOP, locale: "zh-CN" });
      await be(page, "关山");
      await vi.waitFor(async () => {
        await page.goto(`${demo.origin}/moderation/audits`);
        expect(await page.locator("main li a").count()).toBeGreaterThanOrEqual(6);
      }, 150_000);
      await expectFine(page);
      await page.goto(`${demo.origin}/inbox`);
      await page.getByText("的投票正在核对，请在两天内决定").first().waitFor();
      await page.goto(`${demo.origin}/moderation/audits`);
      await page.locator("main li a").first().click();
      await page.getByText("24 个账号投票一致").waitFor();
      await expectFine(page);
      const audit = new URL(page.url()).pathname;
      const idea = (await page.locator("main a[href^='/ideas/']").first().getAttribute("href")) ?? "";
      const before = await numbersOf(page, idea);
      await page.locator(".chip", { hasText: "正在核对" }).waitFor();
      await page.goto(`${demo.origin}${idea}/counting`);
      await page.getByText("它在各种排序里的位置保持不变").waitFor();
      await be(page, "王启");
      await page.goto(`${demo.origin}/desk?order=trusted`);
      await page.locator("tr", { has: page.locator(`a[href='${idea}']`), hasText: "% 正在核对" }).waitFor();
      await expectFine(page);
      await be(page, "关山");

      await page.goto(`${demo.origin}${audit}`);
      await page.locator("[name=reason]").fill("二十四个账号在两分钟里投了同样的六个想法，像是同一个人。");
      await page.getByRole("button", { name: "剔除未保留的票" }).click();
      await page.getByText("关山 剔除了一些票").waitFor();
      const after = await numbersOf(page, idea);
      expect(Number(after[0])).toBe(Number(before[0]) - 24);
      await page.goto(`${demo.origin}${idea}/counting`);
      await page.getByText("把 24 个账号的票从所有数字中剔除").waitFor();
      await expectFine(page);

      const voter = await openPage(browser, {
        ...PHONE,
        locale: "zh-CN",
        colorScheme: "dark",
        javaScriptEnabled: false,
      });
      await be(voter.page, "电力满满");
      await vi.waitFor(async () => {
        await voter.page.goto(`${demo.origin}${audit.replace("/moderation", "")}/objection`);
        expect(await voter.page.locator("[name=objection]").count()).toBe(1);
      }, 20_000);
      await expectNoSideways(voter.page);
      await voter.page.locator("[name=objection]").fill("这是我一个人投的，我家人多。");
      await voter.page.getByRole("button", { name: "提出异议" }).click();
      await voter.page.getByText("这是我一个人投的，我家人多。").waitFor();
      expect(voter.complaints).toEqual([]);

      await page.goto(`${demo.origin}${audit}`);
      await page.getByText("这是我一个人投的，我家人多。").waitFor();
      await expectFine(page);
      await page.getByRole("button", { name: "撤销：全部重新算数" }).click();
      await page.getByText("关山 撤销了。").waitFor();
      expect(await numbersOf(page, idea)).toEqual(before);
      expect(complaints).toEqual([]);
    },
    PATIENCE,
  );
});
