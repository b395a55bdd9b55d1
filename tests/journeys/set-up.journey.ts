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
    expect(await page.locator("[role=status]").first().textContent()).toContain("社区已经开张");
    await expectAccessible(page);
    const again = await page.goto(site.setUpLink);
    expect(again?.status()).toBe(410);
    expect(complaints).toEqual([]);
  });
});
