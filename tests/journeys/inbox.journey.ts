import { join } from "node:path";
import type { BrowserContextOptions, Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import type { TopicId } from "~db/ids.ts";
import { openStore } from "~db/open.server.ts";
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
import { hide } from "../support/town";

const forum = openForum();

async function arrive(name: string, displayName: string, options: BrowserContextOptions) {
  const opened = await openPage(forum.browser, options);
  await registerAs(opened.page, forum.site.origin, name, displayName);
  return opened;
}

async function comment(page: Page, idea: string, words: string): Promise<void> {
  await page.goto(idea);
  await page.locator("#comments .comments textarea").fill(words);
  await page.locator("#comments .comments .button--go").click();
  await page.locator(".comment", { hasText: words }).waitFor();
}

/** Entries come a moment after what they tell of. Leaves the page on the board, where the bell says so. */
async function untilBell(page: Page, says: string): Promise<void> {
  const bell = async () => {
    const html = await (await page.request.get(`${forum.site.origin}/me`)).text();
    return /class="bell__count"[^>]*>([^<]*)</.exec(html)?.[1] ?? "";
  };
  await expect.poll(bell, { timeout: 20_000, interval: 300 }).toBe(says);
  await page.goto(forum.site.origin);
  expect(await page.locator(".bell").textContent()).toBe(says);
}

describe("a fan on a phone, in Chinese", () => {
  test("follows an idea, hears of the answer, and reads it where it stands", async () => {
    const author = await arrive("xiaoman", "周小满", PHONE);
    const idea = await propose(author.page, forum.site.origin, "充电到 80% 就该停。整夜充满，电池衰减快。");
    const { page, complaints } = await arrive("mei", "小梅", PHONE);
    await page.goto(`${forum.site.origin}/inbox`);
    await page.getByText("还没有消息").waitFor();
    await expectAccessible(page);
    await expectNoSideways(page);
    await page.goto(`${forum.site.origin}/me`);
    await page.getByRole("link", { name: "我的关注" }).click();
    await page.getByText("还没有关注任何内容").waitFor();
    await expectAccessible(page);
    await page.goto(idea);
    await page.getByRole("button", { name: "关注", exact: true }).click();
    await page.getByRole("button", { name: "已关注" }).waitFor();

    await forum.admin.goto(`${idea}/answers`);
    await forum.admin.locator("[name=text]").fill("做，三月上线。");
    await forum.admin.locator("main button[type=submit]").click();
    await forum.admin.locator(".answer").waitFor();

    await untilBell(page, "1");
    expect(await page.locator(".bell").getAttribute("aria-label")).toBe("收件箱，1 条未读");
    await page.locator(".bell").click();
    await page.locator(".news", { hasText: "做，三月上线。" }).waitFor();
    await expectAccessible(page);
    await expectNoSideways(page);
    await page.getByRole("button", { name: "阿尔玛 官方回复了“充电到 80% 就该停”", exact: true }).click();
    await page.locator(".answer", { hasText: "做，三月上线。" }).waitFor();
    expect(page.url()).toMatch(/\/ideas\/\d+#answer-\d+$/);
    expect(await page.locator(".bell").textContent()).toBe(""); // without loading the page anew
    expect([...complaints, ...author.complaints]).toEqual([]);
  });

  test("stops following with one press", async () => {
    const { page, complaints } = await arrive("lin", "小林", PHONE);
    await propose(page, forum.site.origin, "双指下滑打开控制中心。单手也能够得着。");
    await page.goto(`${forum.site.origin}/me/following`);
    await page.locator(".followed").waitFor();
    await expectAccessible(page);
    await expectNoSideways(page);
    await page.getByRole("button", { name: "取消关注“双指下滑打开控制中心”" }).click();
    await page.getByText("还没有关注任何内容").waitFor();
    expect(complaints).toEqual([]);
  });
});

describe("a fan at a desk, in English and without JavaScript", () => {
  test("finds two comments told as one, marks them read, and finds where to decide about mail", async () => {
    const { page, complaints } = await arrive("ann", "Ann Lee", {
      ...DESKTOP,
      locale: "en-GB",
      javaScriptEnabled: false,
    });
    const idea = await propose(page, forum.site.origin, "The screen is too bright. Every night.");
    const ben = await arrive("ben", "Ben", { javaScriptEnabled: false });
    await comment(ben.page, idea, "Mine as well");
    await comment(forum.admin, idea, "We see it, too");
    await untilBell(page, "2");
    await page.locator(".bell").click();
    const line = page.locator(".news", { hasText: "阿尔玛 and 1 other commented on “The screen is too bright”" });
    await line.getByText("2 new").waitFor();
    await expectNoSideways(page);
    await line.getByRole("button", { name: /^Mark read/ }).click();
    await page.locator(".news[data-unread=false]").waitFor();
    expect(new URL(page.url()).pathname).toBe("/inbox");
    expect(await page.locator(".bell").textContent()).toBe("");

    await comment(ben.page, idea, "And once more");
    await untilBell(page, "1");
    await page.locator(".bell").click();
    await page.locator("button.news__open").click();
    await page.locator(".comment:target", { hasText: "And once more" }).waitFor();
    expect(await page.locator(".bell").textContent()).toBe("");

    await comment(ben.page, idea, "A last word");
    await untilBell(page, "1");
    await page.goto(`${forum.site.origin}/inbox`);
    await page.getByRole("button", { name: "Mark all read" }).click();
    await page.locator(".news[data-unread=true]").waitFor({ state: "detached" });
    await page.getByText("This community can't send mail yet").waitFor();

    await page.getByRole("link", { name: "What I follow" }).click();
    await page.getByRole("button", { name: "Stop following" }).click();
    await page.getByText("You follow nothing yet").waitFor();
    expect([...complaints, ...ben.complaints]).toEqual([]);
  });
});

describe("what was hidden later", () => {
  const CANARY = "Canary7f3a";

  test("stands in nobody's inbox but of those who may see it, nor in what pages load", async () => {
    const author = await arrive("cleo", "Cleo", DESKTOP);
    const idea = await propose(author.page, forum.site.origin, `${CANARY} title. And ${CANARY} words.`);
    const fan = await arrive("finn", "Finn", DESKTOP);
    for (const page of [fan.page, forum.admin]) {
      await page.goto(idea);
      await page.locator('form[action$="/follow"] button[value=follow]').click();
      await page.locator('form[action$="/follow"] button[value=stop]').waitFor();
    }
    const other = await arrive("gwen", "Gwen", DESKTOP);
    await comment(other.page, idea, `${CANARY} comment`);
    await untilBell(fan.page, "1");
    const shows = async (page: Page, path: string): Promise<boolean> =>
      (await (await page.request.get(forum.site.origin + path)).text()).includes(CANARY);
    const paths = ["/inbox", "/inbox.data", "/me/following", "/me/following.data"];
    for (const page of [fan.page, author.page, forum.admin])
      for (const path of paths) expect([path, await shows(page, path)]).toEqual([path, true]);

    const db = await openStore({ file: join(forum.site.dataFolder, "canyu.db"), url: undefined });
    await hide(db, Number(idea.split("/").at(-1)) as TopicId);
    await db.close();
    for (const path of paths) {
      expect([path, await shows(fan.page, path)]).toEqual([path, false]);
      for (const page of [author.page, forum.admin]) expect([path, await shows(page, path)]).toEqual([path, true]);
    }
    await untilBell(fan.page, "");
    expect([...fan.complaints, ...author.complaints]).toEqual([]);
  });

  test("an inbox is for members, and a form for who it belongs to", async () => {
    const { page } = await openPage(forum.browser, DESKTOP);
    await page.goto(`${forum.site.origin}/inbox`);
    await page.locator("[name=username]").waitFor(); // asked to sign in
    expect(await page.locator(".bell").count()).toBe(0);
    const post = (path: string, form: Record<string, string>) =>
      forum.admin.request.post(forum.site.origin + path, {
        form,
        headers: { Origin: forum.site.origin, Accept: "text/html" },
        maxRedirects: 0,
      });
    expect(
      (await forum.admin.request.get(`${forum.site.origin}/inbox/1`, { maxRedirects: 0 })).status(),
    ).toBeGreaterThanOrEqual(400);
    expect((await post("/inbox", { last: "x" })).status()).toBe(404);
    expect((await post("/inbox", { other: "1" })).status()).toBe(400);
    expect((await page.request.get(`${forum.site.origin}/inbox?after=x`)).ok()).toBe(true); // the form to sign in
    expect((await forum.admin.request.get(`${forum.site.origin}/inbox?after=x`)).status()).toBe(400);
  });
});
