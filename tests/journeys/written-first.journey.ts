import type { Page } from "playwright-core";
import { beforeAll, describe, expect, test } from "vitest";
import { expectAccessible, expectNoSideways, openForum, openPage, PHONE, propose, registerAs } from "../support/site";

let idea: string;

const forum = openForum();
beforeAll(async () => {
  const { page: fan } = await openPage(forum.browser);
  await registerAs(fan, forum.site.origin, "xiaoman", "周小满");
  idea = await propose(fan, forum.site.origin, "屏幕太亮。每天晚上都是。");
});

/** From the sign-in page that a visitor's form led to, into an account of their own. */
async function becomeMember(page: Page, username: string, displayName: string, kept: string): Promise<void> {
  await page.getByText(`${kept}已经留好`).waitFor();
  await page.locator("main").getByRole("link", { name: "注册" }).click();
  await page.locator("h1", { hasText: "注册" }).waitFor();
  await page.getByText(`${kept}已经留好`).waitFor();
  await page.locator("[name=displayName]").fill(displayName);
  await page.locator("[name=username]").fill(username);
  await page.locator("[name=password]").fill("another quiet sentence");
  await page.locator("main button[type=submit]").click();
}

async function writeIdea(page: Page, problem: string): Promise<void> {
  await page.goto(`${forum.site.origin}/ideas/new`);
  await page.getByText("先写，再登录").waitFor();
  await page.locator("[name=problem]").fill(problem);
  await page.locator("button[value=open]").click();
}

describe("a visitor on a phone, in Chinese", () => {
  test("writes an idea first and signs in after: it goes out by itself, once", async () => {
    const { page, complaints } = await openPage(forum.browser, PHONE);
    await writeIdea(page, "充电到八成就该停。\n整夜充满，电池衰减快。");
    await page.getByText("你的想法已经留好").waitFor();
    await expectAccessible(page);
    await becomeMember(page, "mei", "小梅", "你的想法");
    await page.locator("h1", { hasText: "充电到八成就该停" }).waitFor();
    await page.locator(".steps").waitFor();
    await page.getByText("整夜充满，电池衰减快").waitFor();
    expect(await page.getByText("还没有发出").count()).toBe(0);
    await page.goto(`${forum.site.origin}/kept`);
    await page.locator("h1", { hasText: "大家想要什么" }).waitFor();
    expect(await page.locator(".idea-card", { hasText: "充电到八成就该停" }).count()).toBe(1);
    expect(complaints).toEqual([]);
  });

  test("leaves an idea behind: whoever signs in here by themselves sees it, and nothing is sent for them", async () => {
    const { page, complaints } = await openPage(forum.browser, PHONE);
    await writeIdea(page, "手电筒太暗。\n夜里照不远。");
    await page.getByText("你的想法已经留好").waitFor();
    await registerAs(page, forum.site.origin, "next", "后来的人");
    await page.goto(`${forum.site.origin}/kept`);
    await page.getByRole("heading", { name: "你的想法“手电筒太暗”" }).waitFor();
    await page.waitForLoadState("networkidle");
    expect(new URL(page.url()).pathname).toBe("/kept");
    await page.getByRole("button", { name: "不要了" }).click();
    await page.locator("h1", { hasText: "大家想要什么" }).waitFor();
    expect(await page.getByText("手电筒太暗").count()).toBe(0);
    expect(complaints).toEqual([]);
  });

  test("supports an idea, and the vote stands after registering; likewise a comment", async () => {
    const { page, complaints } = await openPage(forum.browser, PHONE);
    await page.goto(forum.site.origin);
    const card = page.locator(".idea-card", { hasText: "屏幕太亮" });
    await expectAccessible(page);
    await card.locator(".vote__button").click();
    await becomeMember(page, "tie", "小铁", "你的支持");
    await page.getByText("你的支持已经算上了").waitFor();
    await card.locator(".vote__button[aria-pressed=true]", { hasText: "1" }).waitFor(); // where it was pressed
    await page.goto(`${forum.site.origin}/me`);
    await page.getByRole("button", { name: "退出登录" }).click();
    await page.locator(".bar", { hasText: "登录" }).waitFor();
    await page.goto(idea);
    await expectAccessible(page);
    await expectNoSideways(page);
    await page.locator("#comments .comments textarea").fill("冬天也一样。");
    await page.locator("#comments .comments .button--go").click();
    await page.getByText("你的讨论已经留好").waitFor();
    await page.locator("[name=username]").fill("tie");
    await page.locator("[name=password]").fill("another quiet sentence");
    await page.locator("main button[type=submit]").click();
    await page.locator(".comment", { hasText: "冬天也一样。" }).waitFor();
    await page.getByText("你的讨论已经发出").waitFor();
    expect(complaints).toEqual([]);
  });
});

describe("a visitor on a phone without JavaScript", () => {
  const BARE = { ...PHONE, javaScriptEnabled: false };

  test("writes an idea first, signs in after, and sends it with one press; another browser has nothing", async () => {
    const { page, complaints } = await openPage(forum.browser, BARE);
    await writeIdea(page, "闹钟太轻。\n\n早上听不见。");
    await becomeMember(page, "bo", "小波", "你的想法");
    await page.locator("h1", { hasText: "可以发出了" }).waitFor();
    await page.getByRole("heading", { name: "你的想法“闹钟太轻”" }).waitFor();
    await expectNoSideways(page);
    const { page: another } = await openPage(forum.browser, BARE);
    await registerAs(another, forum.site.origin, "another", "另一位");
    await another.goto(`${forum.site.origin}/kept`);
    await another.locator("h1", { hasText: "大家想要什么" }).waitFor();
    await page.getByRole("button", { name: "现在发出" }).click();
    await page.locator("h1", { hasText: "闹钟太轻" }).waitFor();
    await page.goto(`${forum.site.origin}/kept?back=${new URL(idea).pathname}`);
    await page.locator("h1", { hasText: "屏幕太亮" }).waitFor(); // nothing is left: on to where they were
    expect(complaints).toEqual([]);
  });

  test("says me too, objects and follows, signs in once, sends some and throws one away", async () => {
    const { page, complaints } = await openPage(forum.browser, BARE);
    await page.goto(idea);
    await page.getByRole("button", { name: "我也遇到这个问题" }).click();
    await page.goto(idea);
    await page.getByRole("button", { name: "关注", exact: true }).click();
    await page.goto(`${idea}/objections`);
    await page.locator("[name=reason]").fill("亮一点在户外才看得清。");
    await page.getByRole("button", { name: "提出不同看法" }).click();
    await becomeMember(page, "gu", "小谷", "你的不同看法");
    await page.getByRole("heading", { name: "你也遇到“屏幕太亮”" }).waitFor();
    await page.locator(".card", { hasText: "你对“屏幕太亮”的不同看法" }).getByText("现在发出").click();
    await page.locator(".as-typed", { hasText: "亮一点在户外才看得清。" }).waitFor();
    await page.getByText("你登录前提交的内容还没有发出").waitFor();
    await page.getByRole("link", { name: "去看看" }).click();
    await page.locator(".card", { hasText: "关注“屏幕太亮”" }).getByText("不要了").click();
    await page.locator(".card", { hasText: "关注" }).waitFor({ state: "hidden" });
    await page.getByRole("button", { name: "现在发出" }).click();
    await page.goto(idea);
    await page.getByRole("button", { name: "你也遇到" }).waitFor();
    expect(await page.getByText("还没有发出").count()).toBe(0);
    expect(complaints).toEqual([]);
  });
});
