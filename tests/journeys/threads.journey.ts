import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { ADMIN, expectAccessible, expectNoSideways, openForum, openPage, PHONE, registerAs } from "../support/site";

const BARE = { ...PHONE, javaScriptEnabled: false };

const forum = openForum();

/** Fills the form in, from the dock or the address, and sends it. */
async function write(page: Page, kind: string, title: string, text: string): Promise<void> {
  await page.goto(`${forum.site.origin}/threads/new?kind=${kind}`);
  expect(await page.locator(`[name=kind][value=${kind}]`).isChecked()).toBe(true);
  await page.locator("[name=title]").fill(title);
  await page.locator("[name=text]").fill(text);
  await page.locator("main .button--go").click();
}

describe("a visitor on a phone, in Chinese", () => {
  test("writes a thread first and signs up last: it goes out by itself, once", async () => {
    const { page, complaints } = await openPage(forum.browser, PHONE);
    await page.goto(`${forum.site.origin}/threads`);
    await page.getByRole("heading", { name: "这里还没有帖子" }).waitFor();
    await expectAccessible(page);
    await page.locator(".dock").getByRole("link", { name: "发一个" }).click();
    await page.getByText("先写，再登录").waitFor();
    await expectAccessible(page);
    await expectNoSideways(page);
    await page.getByText("晒物", { exact: true }).click();
    await page.locator("[name=text]").fill("晒晒我的阳台番茄。\n\n今天红了**第一颗**。");
    await page.locator("main .button--go").click();
    await page.getByText("你的帖子已经留好").waitFor();
    await page.locator("main").getByRole("link", { name: "注册" }).click();
    await page.getByText("你的帖子已经留好").waitFor();
    await page.locator("[name=displayName]").fill("叶子");
    await page.locator("[name=username]").fill("yezi");
    await page.locator("[name=password]").fill("another quiet sentence");
    await page.locator("main button[type=submit]").click();
    await page.locator("h1", { hasText: "晒晒我的阳台番茄" }).waitFor();
    await page.locator(".prose strong", { hasText: "第一颗" }).waitFor();
    await page.locator(".kind-chip", { hasText: "晒物" }).waitFor();
    await page.goto(`${forum.site.origin}/threads`);
    expect(await page.locator(".thread-card", { hasText: "晒晒我的阳台番茄" }).count()).toBe(1);
    expect(complaints).toEqual([]);
  });

  test("does the same without JavaScript, with one press after signing up", async () => {
    const { page, complaints } = await openPage(forum.browser, BARE);
    await write(page, "talk", "短", "锁屏上是谁家的猫？");
    await page.getByText("你的帖子已经留好").waitFor();
    await registerThrough(page, "mei", "小梅");
    await page.getByRole("heading", { name: "你的帖子“短”" }).waitFor();
    await page.getByRole("button", { name: "现在发出" }).click();
    await page.getByText("再长一点").waitFor(); // refused, and nothing is lost
    expect(await page.locator("[name=text]").inputValue()).toBe("锁屏上是谁家的猫？");
    expect(await page.locator("[name=kind][value=talk]").isChecked()).toBe(true);
    await page.locator("[name=title]").fill("");
    await page.locator("main .button--go").click();
    await page.locator("h1", { hasText: "锁屏上是谁家的猫" }).waitFor();
    await expectNoSideways(page);
    expect(complaints).toEqual([]);
  });
});

async function registerThrough(page: Page, username: string, displayName: string): Promise<void> {
  await page.locator("main").getByRole("link", { name: "注册" }).click();
  await page.locator("[name=displayName]").fill(displayName);
  await page.locator("[name=username]").fill(username);
  await page.locator("[name=password]").fill("another quiet sentence");
  await page.locator("main button[type=submit]").click();
}

describe("members at a desk, in English", () => {
  const ENGLISH = { locale: "en", viewport: { width: 1280, height: 900 } };
  let ask: Page;
  let question: string;

  test("one asks, another answers, the inbox and the permalink lead to the answer", async () => {
    const { page, complaints } = await openPage(forum.browser, ENGLISH);
    ask = page;
    await registerAs(page, forum.site.origin, "ann", "Ann Lee");
    await write(page, "question", "Why does it hum at night?", "Only at night, and only in B flat.");
    await page.locator("h1", { hasText: "Why does it hum at night?" }).waitFor();
    question = page.url();
    await expectAccessible(page);

    const { page: other, complaints: others } = await openPage(forum.browser, ENGLISH);
    await registerAs(other, forum.site.origin, "ben", "Ben Carter");
    await other.locator(".rooms").getByRole("link", { name: "Threads" }).click();
    await other.getByRole("link", { name: "Waiting for an answer" }).click();
    await other.locator(".thread-card__title a", { hasText: "Why does it hum" }).click();
    await other.locator("#comments .comments textarea").fill("The transformer. Move it off the shelf.");
    await other.locator("#comments .comments .button--go").click();
    await other.locator(".comment", { hasText: "The transformer." }).waitFor();
    expect(other.url()).toContain(`${new URL(question).pathname}?thread=`);
    expect(others).toEqual([]);

    await page.goto(`${forum.site.origin}/inbox`);
    await page.getByRole("button", { name: "Ben Carter replied in “Why does it hum at night?”", exact: true }).click();
    await page.locator(".comment", { hasText: "The transformer." }).waitFor();
    expect(page.url()).toContain("#comment-");
    expect(complaints).toEqual([]);
  });

  test("the author edits, everybody sees that, and what it said before", async () => {
    await ask.goto(question);
    await ask.getByRole("link", { name: "Edit", exact: true }).click();
    await ask.locator("h1", { hasText: "Edit thread" }).waitFor();
    await ask.locator("[name=text]").fill("Only at night, in *B flat*.");
    await ask.locator("main .button--go").click();
    await ask.locator(".prose em", { hasText: "B flat" }).waitFor();
    await ask.getByRole("link", { name: "edited" }).click();
    await ask.locator(".diff del", { hasText: "and only" }).waitFor();
    await ask.locator(".as-typed", { hasText: "and only in B flat" }).waitFor();
    await expectAccessible(ask);
    await ask.goto(`${forum.site.origin}/me`);
    await ask.locator("#threads").getByRole("link", { name: "Why does it hum at night?" }).waitFor();
  });

  test("the list is filtered by kind, board and tag, all of it in its address", async () => {
    await ask.goto(`${forum.site.origin}/threads`);
    expect(await ask.locator(".thread-card").count()).toBe(3);
    await ask.locator(".tabs").getByRole("link", { name: "Show", exact: true }).click();
    await ask.waitForURL("**/threads?kind=show");
    await ask.locator(".tab[aria-current]", { hasText: "Show" }).waitFor();
    expect(await ask.locator(".thread-card").count()).toBe(1);
    await ask.locator(".thread-card .tag").first().click();
    await ask.waitForURL("**/threads?board=*");
    await ask.locator("h1", { hasText: "手机" }).waitFor();
    await ask.goto(`${forum.site.origin}/threads?kind=article`);
    await ask.getByRole("heading", { name: "No threads like that" }).waitFor();
    await ask.getByRole("link", { name: "All threads" }).click();
    await ask.locator(".thread-card").first().waitFor();
    await expectAccessible(ask);
  });

  test("a search finds it, and a moderator hides it from everybody else", async () => {
    await ask.goto(`${forum.site.origin}/search?q=hum+at+night`);
    await ask.locator(".hit", { hasText: "Why does it hum" }).locator(".kind-chip", { hasText: "Question" }).waitFor();
    const { page: boss, complaints } = await openPage(forum.browser, ENGLISH);
    await boss.goto(`${forum.site.origin}/sign-in`);
    await boss.locator("[name=username]").fill(ADMIN.username);
    await boss.locator("[name=password]").fill(ADMIN.password);
    await boss.locator("main button[type=submit]").click();
    await boss.locator(".me").waitFor();
    await boss.goto(question);
    await boss.locator("article.card .moderator-menu summary").click();
    await boss.locator("article.card").getByRole("link", { name: "Hide …" }).click();
    await boss.locator("h1", { hasText: "Moderate this thread" }).waitFor();
    await boss.locator("[name=rule]").first().selectOption("off-topic");
    await boss.locator("[name=reason]").first().fill("A test of the banner");
    await boss.getByRole("button", { name: "Hide", exact: true }).click();
    await boss.locator(".state-banner", { hasText: "A test of the banner" }).waitFor();
    expect(boss.url()).toBe(question);
    const { page: visitor } = await openPage(forum.browser, ENGLISH);
    await visitor.goto(question);
    await visitor.getByText("There is nothing here").waitFor();
    await visitor.goto(`${forum.site.origin}/threads`);
    expect(await visitor.locator(".thread-card").count()).toBe(2);
    await ask.goto(question);
    await ask.locator(".state-banner", { hasText: "A test of the banner" }).waitFor();
    expect(complaints).toEqual([]);
  });
});
