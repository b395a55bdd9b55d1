import { describe, expect, test } from "vitest";
import { expectNoSideways, openForum, openPage, PHONE, pressVote, registerAs } from "../support/site";

const forum = openForum({ javaScriptEnabled: false });

describe("without JavaScript", () => {
  test("a fan registers, proposes, votes, comments and changes the language", async () => {
    const { page, complaints } = await openPage(forum.browser, { ...PHONE, javaScriptEnabled: false });
    await registerAs(page, forum.site.origin, "mei", "小梅");
    await page.goto(`${forum.site.origin}/ideas/new`);
    await page.locator("[name=title]").fill("省");
    await page.locator("[name=problem]").fill("屏幕太亮。每天晚上都是。");
    await page.locator("button[value=open]").click();
    await page.getByText("再长一点").waitFor();
    expect(await page.locator("[name=problem]").inputValue()).toBe("屏幕太亮。每天晚上都是。");
    await page.locator("[name=title]").fill("");
    await page.locator("button[value=open]").click();
    await page.locator("h1", { hasText: "屏幕太亮" }).waitFor();
    await page.goto(`${forum.site.origin}/?order=new`);
    await pressVote(page.locator(".vote__button"));
    await page.locator(".vote__button[aria-pressed=true]", { hasText: "1" }).waitFor();
    expect(page.url()).toBe(`${forum.site.origin}/?order=new`);
    await page.locator(".idea-card__title a").click();
    await page.locator("#comments .comments textarea").fill("我也是");
    await page.locator("#comments .comments .button--go").click();
    await page.locator(".comment", { hasText: "我也是" }).waitFor();
    await expectNoSideways(page);
    await page.getByRole("button", { name: "English" }).click();
    await page.getByText("1 comment").first().waitFor();
    await page.getByRole("button", { name: "Dark" }).click();
    expect(await page.locator("html").getAttribute("data-theme")).toBe("dark");
    expect(complaints).toEqual([]);
  });

  test("words are kept when the page closed meanwhile, and when their writer was signed out", async () => {
    const { page, complaints } = await openPage(forum.browser, { javaScriptEnabled: false });
    await registerAs(page, forum.site.origin, "bo", "小波");
    const other = await page.context().newPage(); // the same person in another tab
    await page.goto(`${forum.site.origin}/ideas/new`);
    await page.locator("[name=problem]").fill("铃声太轻。在地铁里听不见。");
    await page.locator("button[value=open]").click();
    await page.locator(".steps").waitFor();
    const idea = page.url();
    await page.goto(`${idea}/edit`);
    await page.locator("[name=proposal]").fill("再加一档音量，地铁里也听得见。");
    await other.goto(`${idea}/status?to=withdrawn`);
    await other.locator("main button[type=submit]").click();
    await other.locator(".timeline", { hasText: "已撤回" }).waitFor();
    await page.locator("button[value=open]").click();
    await page.getByText("这个想法已经结束").waitFor();
    expect(await page.locator("textarea[readonly]").last().inputValue()).toBe("再加一档音量，地铁里也听得见。");

    await page.goto(forum.site.origin);
    await page.locator(".idea-card__title a", { hasText: "屏幕太亮" }).click();
    await page.getByRole("link", { name: "我有不同看法" }).click();
    await page.locator("[name=reason]").fill("不好");
    await page.getByRole("button", { name: "提出不同看法" }).click();
    await page.getByText("请说说为什么").waitFor();
    expect(await page.locator("[name=reason]").inputValue()).toBe("不好");
    await page.locator("[name=reason]").fill("屏幕在阳光下会看不清。");
    await other.goto(`${forum.site.origin}/me`);
    await other.getByRole("button", { name: "退出登录" }).click();
    await page.getByRole("button", { name: "提出不同看法" }).click();
    const signIn = async (kept: string) => {
      await page.locator("h1", { hasText: "登录" }).waitFor();
      await page.getByText(`${kept}已经留好`).waitFor();
      await page.locator("[name=username]").fill("bo");
      await page.locator("[name=password]").fill("another quiet sentence");
      await page.locator("main button[type=submit]").click();
    };
    await signIn("你的不同看法");
    await page.locator(".kept__words", { hasText: "屏幕在阳光下会看不清。" }).waitFor();
    await page.getByRole("button", { name: "现在发出" }).click();
    await page.locator(".as-typed", { hasText: "屏幕在阳光下会看不清。" }).waitFor(); // where the words belong

    await page.goto(forum.site.origin);
    await other.goto(`${forum.site.origin}/me`);
    await other.getByRole("button", { name: "退出登录" }).click();
    const card = page.locator(".idea-card", { hasText: "屏幕太亮" });
    const supporters = Number(await card.locator(".vote__button .number").textContent());
    await card.locator("button.vote__button").click(); // a button has no page of its own
    await signIn("你的支持");
    await page.getByRole("heading", { name: "你对“屏幕太亮”的支持" }).waitFor();
    await page.getByRole("button", { name: "现在发出" }).click();
    await page.locator("h1", { hasText: "大家想要什么" }).waitFor(); // where it was pressed
    await card.locator(".vote__button[aria-pressed=true]", { hasText: String(supporters + 1) }).waitFor();
    expect(complaints).toEqual([]);
  });
});
