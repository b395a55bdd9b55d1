import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import {
  DESKTOP,
  expectAccessible,
  expectNoSideways,
  HURRIED,
  openForum,
  openPage,
  PHONE,
  pressVote,
  registerAs,
} from "../support/site";

// With the limits every site has: a reader in a hurry never meets one.
const forum = openForum(DESKTOP, HURRIED);

async function propose(page: Page, problem: string): Promise<void> {
  await page.goto(`${forum.site.origin}/ideas/new`);
  await page.locator("[name=problem]").fill(problem);
  await expectAccessible(page);
  await expectNoSideways(page);
  await page.locator("button[value=open]").click();
  await page.locator(".steps").waitFor();
}

describe("a fan on a phone, in Chinese", () => {
  test("proposes, and finds the title taken from the first sentence", async () => {
    const { page, complaints } = await openPage(forum.browser, PHONE);
    await registerAs(page, forum.site.origin, "xiaoman", "周小满");
    await propose(page, "充电到 80% 就该停。整夜充满，电池衰减快。");
    expect(await page.locator("h1").textContent()).toBe("充电到 80% 就该停");
    await expectAccessible(page);
    await expectNoSideways(page);
    await page.goto(forum.site.origin);
    await page.getByText("充电到 80% 就该停", { exact: true }).waitFor();
    await expectAccessible(page);
    await expectNoSideways(page);
    expect(complaints).toEqual([]);
  });

  test("supports somebody's idea and takes it back, says me too, objects, comments and follows", async () => {
    const { page, complaints } = await openPage(forum.browser, PHONE);
    await page.goto(`${forum.site.origin}/register`);
    await expectAccessible(page);
    await expectNoSideways(page);
    await registerAs(page, forum.site.origin, "mei", "小梅");
    await page.goto(forum.site.origin);
    await pressVote(page.locator(".vote__button").first());
    await page.locator(".vote__button[aria-pressed=true]", { hasText: "1" }).waitFor();
    await page.locator(".idea-card__title a").first().click();
    await page.locator(".steps").waitFor();
    await pressVote(page.locator(".vote__button"));
    await page.locator(".vote__button[aria-pressed=false]", { hasText: "0" }).waitFor();
    await page.getByRole("button", { name: "我也遇到这个问题" }).click();
    await page.getByRole("button", { name: "你也遇到" }).waitFor();
    await page.locator("#comments textarea[name=text]").fill("测了两周，**确实**如此。");
    await page.getByRole("button", { name: "已关注" }).click();
    await page.getByRole("button", { name: "关注", exact: true }).click();
    await page.getByRole("button", { name: "已关注" }).waitFor();
    expect(await page.locator("#comments textarea[name=text]").inputValue()).toContain("测了两周");
    await page.locator("#comments .comments .button--go").click();
    await page.locator(".comment strong", { hasText: "确实" }).waitFor();
    await expectAccessible(page);
    await page.locator(".comment__reply summary").click();
    await expectAccessible(page);
    await page.locator(".comment__reply textarea").fill("补充：冬天也一样。");
    await page.locator(".comment__reply .button--go").click();
    await page.locator('.comment[data-level="2"]', { hasText: "冬天也一样" }).waitFor();
    await expectNoSideways(page);
    await page.getByRole("link", { name: "我有不同看法" }).click();
    await page.locator("[name=reason]").fill("不好");
    await page.getByRole("button", { name: "提出不同看法" }).click();
    await page.getByText("请说说为什么").waitFor();
    expect(await page.locator("[name=reason]").inputValue()).toBe("不好");
    await page.locator("[name=reason]").fill("八成电量不够我用一天。");
    await page.getByRole("button", { name: "提出不同看法" }).click();
    await page.locator(".as-typed", { hasText: "八成电量不够我用一天" }).waitFor();
    await expectAccessible(page);
    await expectNoSideways(page);
    expect(complaints).toEqual([]);
  });
});

describe("a fan on a bad network", () => {
  test("keeps what was typed while there is none, and when a form never arrives; sees that a page is on its way", async () => {
    const { page } = await openPage(forum.browser, PHONE); // the browser complains of the network, rightly
    await registerAs(page, forum.site.origin, "tie", "小铁");
    await propose(page, "地铁里没有信号。发出去的话都没了。");
    const box = page.locator("#comments .comments textarea");
    const send = page.locator("#comments .comments .button--go");
    await box.fill("第一句");
    await page.context().setOffline(true);
    await send.click();
    await page.getByText("现在没有网络").waitFor();
    expect(await box.inputValue()).toBe("第一句");
    await page.context().setOffline(false);
    await page.getByText("现在没有网络").waitFor({ state: "hidden" });
    await send.click();
    await page.locator(".comment", { hasText: "第一句" }).waitFor();

    await page.route("**/*.data*", (route) => route.abort());
    await box.fill("第二句");
    await send.click();
    await page.locator("h1", { hasText: "连不上网站" }).waitFor();
    expect(await page.locator("textarea[readonly]").inputValue()).toBe("第二句");
    await expectAccessible(page);
    await expectNoSideways(page);
    await page.unroute("**/*.data*");
    await page.getByRole("link", { name: "再试一次" }).click();
    await page.locator(".comment", { hasText: "第一句" }).waitFor();

    let arrive = (): void => {};
    await page.route("**/*.data*", async (route) => {
      await new Promise<void>((resolve) => {
        arrive = resolve;
      });
      await route.continue();
    });
    await page.locator(".brand").click();
    await page.getByRole("progressbar").waitFor();
    await expectAccessible(page);
    arrive();
    await page.locator("h1", { hasText: "大家想要什么" }).waitFor();
    expect(await page.getByRole("progressbar").count()).toBe(0);
  });
});

describe("a fan at a desk, in English and the dark", () => {
  test("keeps a draft, edits it, publishes it, and edits a comment", async () => {
    const { page, complaints } = await openPage(forum.browser, { ...DESKTOP, locale: "en-GB", colorScheme: "dark" });
    await registerAs(page, forum.site.origin, "ann", "Ann Lee");
    await page.goto(`${forum.site.origin}/ideas/new`);
    await page.locator("[name=problem]").fill("It is too bright. Every night.");
    expect(await page.locator("[name=title]").inputValue()).toBe("It is too bright");
    await page.getByRole("button", { name: "Light" }).click();
    await page.locator("html[data-theme=light]").waitFor();
    expect(await page.locator("[name=problem]").inputValue()).toBe("It is too bright. Every night."); // nothing is lost
    await page.getByRole("button", { name: "Dark" }).click();
    await page.locator("html[data-theme=dark]").waitFor();
    await page.locator("button[value=draft]").click();
    await page.getByText("Only you can see it").waitFor();
    await expectAccessible(page);
    await page.getByRole("link", { name: "Edit" }).click();
    await page.locator("[name=title]").fill("A dimmer screen");
    await page.getByRole("button", { name: "Save" }).click();
    await page.locator("h1", { hasText: "A dimmer screen" }).waitFor();
    await page.getByRole("button", { name: "Publish" }).click();
    await page.locator(".steps").waitFor();
    await page.locator("#comments .comments .button--go").click();
    await page.getByText("Write something first.").waitFor(); // where it was written
    expect(page.url()).toMatch(/\/ideas\/\d+$/);
    await page.locator("#comments textarea[name=text]").fill("Frist");
    await page.locator("#comments .comments .button--go").click();
    await page.locator(".comment__menu summary").click();
    await page.locator(".comment__menu").getByRole("link", { name: "Edit" }).click();
    await page.locator("h1", { hasText: "Edit your comment" }).waitFor();
    await expectAccessible(page);
    expect(await page.title()).toContain("Edit your comment");
    await page.locator("[name=text]").fill("First");
    await page.getByRole("button", { name: "Save" }).click();
    await page.locator(".comment", { hasText: "First" }).waitFor();
    await expectAccessible(page);
    const idea = page.url().split("?")[0];
    await page.goto(`${idea}/edit`);
    await page.locator("[name=proposal]").fill("Dim it after ten.");
    await page.getByRole("button", { name: "Save" }).click();
    await page.getByText("Dim it after ten.").waitFor();
    await seeWhatChanged(`${idea}`);
    await page.goto(forum.site.origin);
    const menu = page.locator(".menu", { hasText: "All statuses" });
    for (const close of [() => page.keyboard.press("Escape"), () => page.locator("h1").click()]) {
      await menu.locator("summary").click();
      await menu.getByRole("link", { name: "Accepted" }).waitFor();
      await close();
      await menu.getByRole("link", { name: "Accepted" }).waitFor({ state: "hidden" });
    }
    await page.goto(`${forum.site.origin}/comments/999999`);
    await page.locator("h1", { hasText: "There is nothing here" }).waitFor();
    await page.goto(`${forum.site.origin}/me`);
    await page.getByText("A dimmer screen").waitFor();
    await expectAccessible(page);
    expect(complaints).toEqual([]);
  });
});

/** Somebody else, on a phone and in Chinese, sees what the edits of an idea and its comment changed. */
async function seeWhatChanged(idea: string): Promise<void> {
  const { page, complaints } = await openPage(forum.browser, PHONE);
  await page.goto(idea);
  await page.locator(".idea-head").getByRole("link", { name: "已编辑" }).click();
  await page.locator("h1", { hasText: "修改记录" }).waitFor();
  await page.locator(".diff ins", { hasText: "Dim it after ten." }).waitFor();
  await page.locator(".card", { hasText: "写下" }).getByText("It is too bright. Every night.").waitFor();
  await expectAccessible(page);
  await expectNoSideways(page);
  await page.goto(idea);
  await page.locator(".comment").getByRole("link", { name: "已编辑" }).click();
  await page.locator(".diff del", { hasText: "Frist" }).waitFor();
  await page.locator(".diff ins", { hasText: "First" }).waitFor();
  await expectAccessible(page);
  await expectNoSideways(page);
  await page.locator(".back-link").click();
  await page.waitForURL(/#comment-\d+$/);
  expect(complaints).toEqual([]);
}
