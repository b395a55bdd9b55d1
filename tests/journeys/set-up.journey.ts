import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { expectAccessible, launch, openPage, type Site, setUpSite, startSite } from "../support/site";

let site: Site;
let browser: Browser;

beforeAll(async () => {
  [site, browser] = await Promise.all([startSite(), launch()]);
});
afterAll(async () => {
  await browser.close();
  await site.stop();
});

describe("setting up", () => {
  test("names the community, makes the first admin and works once", async () => {
    const { page, complaints } = await openPage(browser);
    await page.goto(site.setUpLink);
    await expectAccessible(page);
    await setUpSite(page, site);
    expect(await page.locator(".brand").textContent()).toContain("橙光社区");
    await page.locator(".first-steps a", { hasText: "邀请第一批人" }).waitFor();
    expect(await page.locator("[role=status]").first().textContent()).toContain("社区已经开张");
    await expectAccessible(page);
    const stranger = (await openPage(browser)).page;
    const again = await stranger.goto(site.setUpLink);
    expect(again?.status()).toBe(410);
    await stranger.locator("main").getByRole("link", { name: "去看想法" }).click(); // it leads to a page that is there
    await stranger.locator("main h1, main form").first().waitFor();
    expect(complaints).toEqual([]);
  });
});
