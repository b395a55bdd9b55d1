import type { BrowserContextOptions, Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import {
  DESKTOP,
  expectAccessible,
  expectNoSideways,
  giveRole,
  openForum,
  openPage,
  PHONE,
  propose,
  registerAs,
} from "../support/site";

const forum = openForum();

// Highlighted, as the address names it.
const HERE = ".comment:is(:target, [data-here=true])";
const LONG = 480_000;
const EN: BrowserContextOptions = { ...PHONE, locale: "en-GB", colorScheme: "dark" };

async function person(username: string, name: string, options: BrowserContextOptions) {
  const opened = await openPage(forum.browser, options);
  await registerAs(opened.page, forum.site.origin, username, name);
  return opened;
}

async function commented(page: Page, idea: string, words: string, shown = words): Promise<void> {
  await page.goto(idea);
  await page.locator("#comments .comments textarea").fill(words);
  await page.locator("#comments .comments .button--go").click();
  await page.locator(".comment", { hasText: shown }).waitFor();
}

async function expectFine(page: Page): Promise<void> {
  await page.evaluate(() => scrollTo(0, 0)); // what the bar at the top covers just now is as large as it is
  await expectAccessible(page);
  await expectNoSideways(page);
}

const said = (page: Page, words: string) => page.locator(".comment[id]", { hasText: words });

async function choose(page: Page, words: string, item: string): Promise<void> {
  await said(page, words).first().locator(".comment__menu > summary").click();
  await page.locator(".comment__menu[open]").getByText(item, { exact: true }).click();
}

describe("what comments can do", () => {
  test(
    "in Chinese, at a desk: helpful first, a quote, and a comment becomes an idea of who said it",
    async () => {
      const asker = await person("linxia", "林夏", DESKTOP);
      const idea = await propose(asker.page, forum.site.origin, "充电到八成就停。电池衰减快。");
      const fan = await person("zhouman", "周小满", DESKTOP);
      await commented(fan.page, idea, "先说一句，我也是。");
      await commented(fan.page, idea, "**倒班**的人闹钟每天不同。能不能跟日历走？", "能不能跟日历走");

      const { page, complaints } = asker;
      await page.goto(idea);
      await said(page, "倒班").getByRole("button", { name: "有用：0 人" }).click();
      await said(page, "倒班").getByRole("button", { name: "有用：1 人", pressed: true }).waitFor();
      await page.locator(".order-menu summary").click();
      await expectFine(page);
      await page.locator(".order-menu").getByRole("link", { name: "按有用" }).click();
      await page.locator(".order-menu summary", { hasText: "按有用" }).waitFor();
      expect(page.url()).toContain("by=helpful");
      expect(await page.locator(".comment[id]").first().textContent()).toContain("倒班");

      await choose(page, "倒班", "引用");
      const reply = said(page, "倒班").locator("textarea");
      expect(await reply.inputValue()).toBe("> **周小满**：倒班的人闹钟每天不同。能不能跟日历走？\n\n");
      await reply.press("Control+End");
      await reply.pressSequentially("说得对。");
      // Once more: nobody types it, and it is kept all the same.
      const isKept = page.waitForRequest((sent) => sent.postData()?.match(/%3E\+\*\*/g)?.length === 2);
      await choose(page, "倒班", "引用");
      await isKept;
      await said(page, "倒班").locator(".comment__reply .button--go").click();
      await page.locator('.comment[data-level="2"] blockquote', { hasText: "周小满：倒班" }).first().waitFor();

      await choose(page, "能不能跟日历走", "变成想法");
      await page.locator("h1", { hasText: "变成想法" }).waitFor();
      await page.getByText("想法也算在 周小满 名下").waitFor();
      expect(await page.locator("[name=title]").inputValue()).toBe("倒班的人闹钟每天不同");
      expect(await page.locator("textarea").count()).toBe(0);
      await expectFine(page);
      await page.locator("[name=title]").fill("闹钟跟着日历走");
      await page.locator("main").getByRole("button", { name: "变成想法" }).click();
      await page.locator("h1", { hasText: "闹钟跟着日历走" }).waitFor();
      await page.getByText("周小满 说的，林夏 整理成想法").waitFor();
      expect(await page.locator(".vote__button[aria-pressed=true]").count()).toBe(0);
      await expectFine(page);
      await page.locator(".idea-head").getByRole("link", { name: "充电到八成就停" }).click();
      await page.locator(HERE, { hasText: "倒班" }).waitFor();
      await page.locator(".comment__idea", { hasText: "闹钟跟着日历走" }).waitFor();
      await expectFine(page);

      await fan.page.goto(`${forum.site.origin}/inbox`);
      await fan.page.getByText("你说的话变成了想法“闹钟跟着日历走”，由 林夏 整理").click();
      await fan.page.locator("h1", { hasText: "闹钟跟着日历走" }).waitFor();
      await fan.page.getByRole("button", { name: "已关注" }).waitFor();
      expect([...complaints, ...fan.complaints]).toEqual([]);
    },
    LONG,
  );

  test(
    "in English, on a phone in the dark: staff pin what they wrote, and whoever began it says that it helped",
    async () => {
      const asker = await person("ann", "Ann", EN);
      const idea = await propose(asker.page, forum.site.origin, "It is too bright. Every night.");
      await commented(asker.page, idea, "Still so.");
      const staff = await person("stella", "Stella", EN);
      await giveRole(forum.site, "stella", "staff");
      await commented(staff.page, idea, "Hold the moon button for two seconds.");
      await staff.page.goto(idea);
      await choose(staff.page, "moon button", "Pin to the top");
      await staff.page.locator(".comment--top", { hasText: "moon button" }).waitFor();
      await staff.page.locator(".comment__menu[open]").waitFor({ state: "detached" });
      await expectFine(staff.page);

      const { page, complaints } = asker;
      await page.goto(idea);
      await page.locator(".comment--top", { hasText: "moon button" }).waitFor();
      await said(page, "moon button").getByRole("button", { name: "That helped me" }).click();
      await said(page, "moon button").getByText("That helped the author").waitFor();
      await said(page, "moon button").locator(".comment__menu > summary").click();
      await expectFine(page);
      await page.locator(".comment--top").getByRole("link", { name: "See it in its place" }).click();
      await page.locator(HERE, { hasText: "moon button" }).waitFor();
      await staff.page.goto(`${forum.site.origin}/inbox`);
      await staff.page.getByText("Ann says that you helped on “It is too bright”").waitFor();
      await staff.page.goto(idea);
      await choose(staff.page, "moon button", "Unpin");
      await staff.page.locator(".comment--top").waitFor({ state: "detached" });
      expect([...complaints, ...staff.complaints]).toEqual([]);
    },
    LONG,
  );
});

let idea = "";

describe("without JavaScript", () => {
  test(
    "people mark, quote and make ideas; a refused title keeps its words",
    async () => {
      const off = { ...PHONE, javaScriptEnabled: false };
      const author = await person("olga", "Olga", off);
      idea = await propose(author.page, forum.site.origin, "The alarm is too loud. Every morning.");
      await commented(author.page, idea, "It wakes the cat. Make it softer.");
      const { page } = await person("pia", "Pia", off);
      await page.goto(idea);
      await said(page, "wakes the cat").getByRole("button", { name: "有用：0 人" }).click();
      await page.waitForURL(/#comment-\d+$/);
      await said(page, "wakes the cat").getByRole("button", { name: "有用：1 人", pressed: true }).waitFor();
      await choose(page, "wakes the cat", "引用");
      const box = page.locator("textarea[name=text]");
      expect(await box.inputValue()).toContain("> **Olga**：It wakes the cat. Make it softer.");
      await expectNoSideways(page);
      await box.fill(`${await box.inputValue()}Poor cat.`);
      await page.locator("main form .button--go").last().click();
      await page.locator('.comment[data-level="2"]', { hasText: "Poor cat" }).waitFor();
      await page.goto(idea);
      await page.locator(".comment__menu > summary").first().click();
      await page.locator(".comment__menu[open]").getByText("变成想法").click();
      await page.locator("[name=title]").fill("喵");
      await page.locator("main form .button--go").last().click();
      await page.locator(".field__why").waitFor();
      expect(await page.locator("[name=title]").inputValue()).toBe("喵");
      await page.locator("[name=title]").fill("A softer alarm");
      await page.locator("main form .button--go").last().click();
      await page.locator("h1", { hasText: "A softer alarm" }).waitFor();
      await page.goto(idea);
      await page.locator(".comment__idea", { hasText: "A softer alarm" }).waitFor();
      const comment = await page.locator(".comment[id]").first().getAttribute("id");
      await page.goto(`${forum.site.origin}/comments/${comment?.replace("comment-", "")}/idea`);
      await page.getByText("这段话已经变成想法了").waitFor();
      await page.locator("h1", { hasText: "A softer alarm" }).waitFor();
      await giveRole(forum.site, "pia", "moderator");
      await page.goto(`${forum.site.origin}/moderation/comments/${comment?.replace("comment-", "")}`);
      await expectNoSideways(page);
      await page.getByRole("link", { name: "一并处理那个想法" }).click();
      await page.locator("h1", { hasText: "管理这个想法" }).waitFor();
    },
    LONG,
  );
});

describe("a visitor", () => {
  test(
    "presses, and it is kept while they sign in, and counts then",
    async () => {
      const { page } = await openPage(forum.browser, PHONE);
      await page.goto(idea);
      await said(page, "Poor cat").getByRole("button", { name: "有用：0 人" }).click();
      await page.getByText("“有用”已经留好").waitFor();
      await page.locator('a[href^="/register"]').first().click();
      await page.locator("[name=displayName]").fill("Sam");
      await page.locator("[name=username]").fill("sam");
      await page.locator("[name=password]").fill("another quiet sentence");
      await page.locator("main button[type=submit]").click();
      await page.getByText("已记上：这条讨论有用").waitFor();
      await said(page, "Poor cat").getByRole("button", { name: "有用：1 人", pressed: true }).waitFor();
    },
    LONG,
  );
});
