import type { Page } from "playwright-core";
import { beforeAll, describe, expect, test } from "vitest";
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

let idea: string;

const forum = openForum();
beforeAll(async () => {
  const { page: fan } = await openPage(forum.browser);
  await registerAs(fan, forum.site.origin, "xiaoman", "周小满");
  idea = await propose(fan, forum.site.origin, "屏幕太亮。每天晚上都是。");
});

const problem = (page: Page) => page.locator("[name=problem]");

/** Opens the form of a new idea in a window of the same person. */
async function openForm(page: Page): Promise<Page> {
  await page.goto(`${forum.site.origin}/ideas/new`);
  await page.locator(".editor__bar").first().waitFor();
  return page;
}

describe("a fan on a phone, in Chinese", () => {
  test("finds what they were writing after the page was closed, throws it away, and takes that back", async () => {
    const { page, complaints } = await openPage(forum.browser, PHONE);
    await registerAs(page, forum.site.origin, "mei", "小梅");
    await openForm(page);
    await problem(page).fill("充电到八成就该停。整夜充满，电池衰减快。");
    await page.locator(".draft-state", { hasText: "已保存" }).waitFor();
    await problem(page).pressSequentially("夏天更快。");
    await page.close({ runBeforeUnload: true }); // what was not kept yet goes out with the page

    const again = await openForm(await page.context().newPage());
    await again.getByText("上次没写完的").waitFor();
    expect(await problem(again).inputValue()).toBe("充电到八成就该停。整夜充满，电池衰减快。夏天更快。");
    expect(await again.locator("[name=title]").inputValue()).toBe("充电到八成就该停");
    await expectAccessible(again);
    await expectNoSideways(again);
    await again.getByRole("button", { name: "丢弃" }).click();
    await again.getByText("已丢弃").waitFor();
    expect(await problem(again).inputValue()).toBe("");
    await again.getByRole("button", { name: "撤销" }).click();
    expect(await problem(again).inputValue()).toContain("夏天更快。");
    await again.locator(".draft-state", { hasText: "已保存" }).waitFor();
    await again.locator("button[value=open]").click();
    await again.locator(".steps").waitFor();
    await again.goto(`${forum.site.origin}/me/drafts`);
    await again.getByText("没有写了一半的内容").waitFor(); // sent: it is no draft any more
    expect(complaints).toEqual([]);
  });

  test("writes in two windows at once: both texts are kept, and either can be taken", async () => {
    const { page, complaints } = await openPage(forum.browser, PHONE);
    await registerAs(page, forum.site.origin, "tie", "小铁");
    await openForm(page);
    const other = await openForm(await page.context().newPage());
    await problem(page).fill("这一边写的。");
    await page.locator(".draft-state", { hasText: "已保存" }).waitFor();
    await problem(other).fill("那一边写的。");
    await other.getByText("这里还有另一个窗口写的一份：“这一边写的。”").waitFor();
    await expectAccessible(other);
    await expectNoSideways(other);
    await other.getByRole("button", { name: "换成那一份" }).click();
    await other.getByText("这里还有另一个窗口写的一份：“那一边写的。”").waitFor();
    expect(await problem(other).inputValue()).toBe("这一边写的。");
    await other.goto(`${forum.site.origin}/me/drafts`);
    await other.locator(".draft-row", { hasText: "那一边写的。" }).waitFor();
    expect(await other.locator(".draft-row").count()).toBe(2);
    await expectAccessible(other);
    await expectNoSideways(other);
    expect(complaints).toEqual([]);
  });

  test("sends an older window and keeps what the newer one wrote", async () => {
    const { page, complaints } = await openPage(forum.browser, PHONE);
    await registerAs(page, forum.site.origin, "hua", "小华");
    await openForm(page);
    await problem(page).fill("相册打开太慢。");
    await page.locator(".draft-state", { hasText: "已保存" }).waitFor();
    const newer = await openForm(await page.context().newPage());
    await newer.getByText("上次没写完的").waitFor();
    await problem(newer).fill("相册打开太慢，三千张照片要等半分钟。");
    await newer.locator(".draft-state", { hasText: "已保存" }).waitFor();
    await page.locator("button[value=open]").click();
    await page.locator(".steps").waitFor();
    await page.goto(`${forum.site.origin}/me/drafts`);
    await page.locator(".draft-row", { hasText: "三千张照片" }).waitFor();
    expect(complaints).toEqual([]);
  });

  test("finds what the server would not keep, with the reason, and shortens it", async () => {
    const { page } = await openPage(forum.browser, PHONE); // the browser complains of the refusal, rightly
    await registerAs(page, forum.site.origin, "yu", "小雨");
    await openForm(page);
    const long = `通话声音小。${"听不清。".repeat(6_000)}`;
    await problem(page).fill(long);
    await page.locator(".draft-state--bad").waitFor();
    await openForm(page);
    await page.locator(".draft-state--bad").waitFor();
    expect(await problem(page).inputValue()).toBe(long);
    await expectAccessible(page);
    await page.goto(`${forum.site.origin}/ideas/new?problem=${encodeURIComponent("耳机太紧。")}`);
    await page.locator(".editor__bar").first().waitFor();
    await problem(page).fill("耳机太紧，夹耳朵。");
    await page.locator(".draft-state", { hasText: "已保存" }).waitFor();
    await openForm(page);
    await page.locator(".draft-state--bad").waitFor();
    expect(await problem(page).inputValue()).toBe(long);
    await problem(page).fill("通话声音小，听不清。");
    await page.locator(".draft-state", { hasText: "已保存" }).waitFor();
    await openForm(page);
    await page.getByText("上次没写完的").waitFor();
    expect(await problem(page).inputValue()).toBe("通话声音小，听不清。");
  });

  test("is told when nothing is saved, keeps it here, and goes on when the network is back", async () => {
    const { page } = await openPage(forum.browser, PHONE); // the browser complains of the network, rightly
    await registerAs(page, forum.site.origin, "gu", "小谷");
    await openForm(page);
    await problem(page).fill("地铁里没有信号。");
    await page.locator(".draft-state", { hasText: "已保存" }).waitFor();
    await page.context().setOffline(true);
    await problem(page).fill("地铁里没有信号，写了就没了。");
    await page.getByText("没存上").waitFor();
    await page.context().setOffline(false);
    await page.getByText("没存上").waitFor({ state: "hidden" });
    await page.goto(`${forum.site.origin}/me/drafts`);
    await page.locator(".draft-row", { hasText: "写了就没了" }).waitFor();
  });

  test("as a visitor is kept in the browser alone, and moves to the account on signing in", async () => {
    const { page, complaints } = await openPage(forum.browser, PHONE);
    await openForm(page);
    await problem(page).fill("闹钟太轻。早上听不见。");
    await page.locator(".draft-state", { hasText: "已存在这台设备上" }).waitFor();
    await page.reload();
    await page.getByText("上次没写完的").waitFor();
    expect(await problem(page).inputValue()).toBe("闹钟太轻。早上听不见。");
    await registerAs(page, forum.site.origin, "bo", "小波");
    await openForm(page);
    await page.getByText("上次没写完的").waitFor();
    expect(await problem(page).inputValue()).toBe("闹钟太轻。早上听不见。");
    await page.goto(`${forum.site.origin}/me/drafts`);
    await page.locator(".draft-row", { hasText: "闹钟太轻" }).waitFor();
    expect(complaints).toEqual([]);
  });
});

describe("a fan at a desk, in English", () => {
  const ENGLISH = { ...DESKTOP, locale: "en-GB" };

  test("marks words by keys, looks at a preview, names somebody from a list; and they find it in their inbox", async () => {
    const { page, complaints } = await openPage(forum.browser, ENGLISH);
    await registerAs(page, forum.site.origin, "ann", "Ann Lee");
    await page.goto(idea);
    const box = page.locator("#comments .comments textarea");
    await box.focus();
    await page.locator("#comments .comments .editor__bar").waitFor();
    await page.keyboard.press("Control+b");
    await page.keyboard.type("So true");
    await page.keyboard.press("End");
    await page.keyboard.type(", @周");
    await page.getByRole("option", { name: "周小满" }).waitFor();
    await expectAccessible(page);
    await page.keyboard.press("Enter");
    expect(await box.inputValue()).toBe("**So true**, @xiaoman ");
    await page.locator("#comments .comments").getByRole("button", { name: "Preview" }).click();
    const pane = page.locator("#comments .comments .editor__preview");
    await pane.locator("strong", { hasText: "So true" }).waitFor();
    await pane.locator("a.mention", { hasText: "@xiaoman" }).waitFor();
    await expectAccessible(page);
    await page.locator("#comments .comments").getByRole("button", { name: "Write" }).click();
    await page.locator("#comments .comments").getByRole("button", { name: "Comment" }).click();
    await page.locator(".comment a.mention", { hasText: "@xiaoman" }).waitFor();

    const { page: hers } = await openPage(forum.browser, ENGLISH);
    await hers.goto(`${forum.site.origin}/sign-in`);
    await hers.locator("[name=username]").fill("xiaoman");
    await hers.locator("[name=password]").fill("another quiet sentence");
    await hers.locator("main button[type=submit]").click();
    await hers.locator(".me").waitFor();
    await hers.goto(`${forum.site.origin}/inbox`);
    await hers.getByText("Ann Lee mentioned you in “屏幕太亮”").waitFor();
    expect(await hers.locator(".news").count()).toBe(1); // she follows it, too, and hears once
    expect(complaints).toEqual([]);
  });

  test("finds a comment begun before when going into its box, and deletes drafts with a way back", async () => {
    const { page, complaints } = await openPage(forum.browser, ENGLISH);
    await registerAs(page, forum.site.origin, "dan", "Dan");
    await page.goto(idea);
    await page.locator("#comments .comments textarea").fill("Half a thought");
    await page.locator("#comments .draft-state", { hasText: "Saved" }).waitFor();
    await page.goto(idea);
    const box = page.locator("#comments .comments textarea");
    expect(await box.inputValue()).toBe("");
    await box.focus();
    await page.getByText("what you had begun to write").waitFor();
    expect(await box.inputValue()).toBe("Half a thought");
    await page.goto(`${forum.site.origin}/me`);
    await page.getByRole("link", { name: "My drafts" }).click();
    const row = page.locator(".draft-row", { hasText: "Half a thought" });
    await row.getByText("on “屏幕太亮”").waitFor();
    await page.getByRole("button", { name: "Delete: Half a thought" }).click();
    await page.getByText("Nothing unfinished").waitFor();
    await page.getByRole("button", { name: "Undo" }).click();
    await row.waitFor();
    await page.getByRole("link", { name: "Half a thought" }).click();
    await page.locator("h2", { hasText: "Join the discussion" }).waitFor();
    expect(await page.locator("textarea[name=text]").inputValue()).toBe("Half a thought");
    expect(complaints).toEqual([]);
  });
});

describe("without JavaScript", () => {
  const BARE = { ...PHONE, javaScriptEnabled: false };

  test("a visitor sees how an idea would look, with all that was typed, before anything is sent", async () => {
    const { page, complaints } = await openPage(forum.browser, BARE);
    await page.goto(`${forum.site.origin}/ideas/new`);
    await problem(page).fill("手电筒**太暗**。谢谢 @xiaoman");
    await page.locator("[name=tags]").fill("手电筒");
    await page.getByRole("button", { name: "预览" }).click();
    await page.locator(".editor-preview strong", { hasText: "太暗" }).waitFor();
    await page.locator(".editor-preview a.mention").waitFor();
    expect(await problem(page).inputValue()).toBe("手电筒**太暗**。谢谢 @xiaoman");
    expect(await page.locator("[name=tags]").inputValue()).toBe("手电筒");
    await expectNoSideways(page);
    expect(complaints).toEqual([]);
  });

  test("a comment's preview stands on its own page; what is sent from there arrives", async () => {
    const { page, complaints } = await openPage(forum.browser, BARE);
    await registerAs(page, forum.site.origin, "fay", "小菲");
    await page.goto(idea);
    await page.locator("#comments .comments textarea").fill("*冬天*也一样。");
    await page.locator("#comments .comments").getByRole("button", { name: "预览" }).click();
    await page.locator(".editor-preview em", { hasText: "冬天" }).waitFor();
    expect(await page.locator("textarea[name=text]").inputValue()).toBe("*冬天*也一样。");
    await page.getByRole("button", { name: "发表" }).click();
    await page.locator(".comment em", { hasText: "冬天" }).waitFor();
    expect(complaints).toEqual([]);
  });

  test("a draft is deleted, and comes back", async () => {
    const { page, complaints } = await openPage(forum.browser, BARE);
    await registerAs(page, forum.site.origin, "ning", "小宁");
    await page.goto(`${forum.site.origin}/ideas/new`);
    await problem(page).fill("铃声太尖。");
    await page.locator("button[value=draft]").click();
    await page.goto(`${forum.site.origin}/me/drafts`);
    await page.getByRole("button", { name: "删除：铃声太尖" }).click();
    await page.getByText("已删除").waitFor();
    await page.getByRole("button", { name: "撤销" }).click();
    await page.locator("h1", { hasText: "铃声太尖" }).waitFor();
    expect(complaints).toEqual([]);
  });
});
