import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  expectNoSideways,
  launch,
  openPage,
  PHONE,
  registerAs,
  type Site,
  setUpSite,
  startSite,
} from "../support/site";

let site: Site;
let browser: Browser;

beforeAll(async () => {
  [site, browser] = await Promise.all([startSite(), launch()]);
  const { page } = await openPage(browser, { javaScriptEnabled: false });
  await setUpSite(page, site);
});
afterAll(async () => {
  await browser.close();
  await site.stop();
});

describe("without JavaScript", () => {
  test("a fan registers, proposes, votes, comments and changes the language", async () => {
    const { page, complaints } = await openPage(browser, { ...PHONE, javaScriptEnabled: false });
    await registerAs(page, site.origin, "mei", "小梅");
    await page.goto(`${site.origin}/ideas/new`);
    await page.locator("[name=title]").fill("省");
    await page.locator("[name=problem]").fill("屏幕太亮。每天晚上都是。");
    await page.locator("button[value=open]").click();
    await page.getByText("再长一点").waitFor();
    expect(await page.locator("[name=problem]").inputValue()).toBe("屏幕太亮。每天晚上都是。");
    await page.locator("[name=title]").fill("");
    await page.locator("button[value=open]").click();
    await page.locator("h1", { hasText: "屏幕太亮" }).waitFor();
    await page.goto(`${site.origin}/?order=new`);
    await page.locator(".vote__button").click();
    await page.locator(".vote__button[aria-pressed=true]", { hasText: "1" }).waitFor();
    expect(page.url()).toBe(`${site.origin}/?order=new`);
    await page.locator(".idea-card__title a").click();
    await page.locator("#comments .comments textarea").fill("我也是");
    await page.locator("#comments .comments button").click();
    await page.locator(".comment", { hasText: "我也是" }).waitFor();
    await expectNoSideways(page);
    await page.getByRole("button", { name: "English" }).click();
    await page.getByText("1 comment").first().waitFor();
    await page.getByRole("button", { name: "Dark" }).click();
    expect(await page.locator("html").getAttribute("data-theme")).toBe("dark");
    expect(complaints).toEqual([]);
  });
});
