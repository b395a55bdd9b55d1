import { describe, expect, test } from "vitest";
import {
  DESKTOP,
  expectAccessible,
  expectNoSideways,
  openForum,
  openPage,
  PHONE,
  propose,
  registerAs,
} from "../support/site";

const forum = openForum();

describe("a person's page", () => {
  test("is led to by their name, and says what they chose to say, on a phone without JavaScript", async () => {
    const { page, complaints } = await openPage(forum.browser, { ...PHONE, javaScriptEnabled: false });
    await registerAs(page, forum.site.origin, "xiaoman", "周小满");
    await propose(page, forum.site.origin, "夜里屏幕太亮。每天都是。");
    await page.goto(`${forum.site.origin}/me`);
    await page.getByRole("link", { name: "设置" }).click();
    await page.locator("[name=displayName]").fill("🍿");
    await page.locator("[name=about]").fill("拍夜景，坐地铁。");
    await page.getByRole("button", { name: "保存" }).click();
    await page.locator(".field__why").waitFor();
    expect(await page.locator("[name=about]").inputValue()).toBe("拍夜景，坐地铁。");
    await page.locator("[name=displayName]").fill("小满");
    await page.getByRole("button", { name: "保存" }).click();
    await page.getByText("已保存").waitFor();
    await expectNoSideways(page);

    const { page: visitor } = await openPage(forum.browser, { ...PHONE, javaScriptEnabled: false });
    await visitor.goto(forum.site.origin);
    await visitor.locator(".idea-card__title a").first().click();
    await visitor.locator(".topic-head a.meta__name, article a.meta__name", { hasText: "小满" }).click();
    await visitor.locator("h1", { hasText: "小满" }).waitFor();
    await visitor.getByText("拍夜景，坐地铁。").waitFor();
    await visitor.getByText("1 个想法").waitFor();
    await expectNoSideways(visitor);
    await visitor.locator(".rows a", { hasText: "夜里屏幕太亮" }).click();
    await visitor.locator(".steps").waitFor();
    expect(complaints).toEqual([]);
  });

  test("and the settings can be read by everybody, in English and the dark", async () => {
    const { page, complaints } = await openPage(forum.browser, { ...DESKTOP, locale: "en-GB" });
    await registerAs(page, forum.site.origin, "ann", "Ann Lee");
    await page.goto(`${forum.site.origin}/me/settings`);
    await page.getByRole("button", { name: "Dark" }).first().click();
    await page.locator("html[data-theme=dark]").waitFor();
    await expectAccessible(page);
    await expectNoSideways(page);
    await page.getByRole("link", { name: "See your page" }).click();
    await page.locator("h1", { hasText: "Ann Lee" }).waitFor();
    expect(await page.title()).toContain("Ann Lee");
    await page.getByText("No ideas to see here yet.").waitFor();
    await expectAccessible(page);
    await expectNoSideways(page);
    await page.goto(`${forum.site.origin}/people/999999`);
    await page.locator("h1", { hasText: "There is nothing here" }).waitFor();
    expect(complaints).toEqual([]);
  });
});
