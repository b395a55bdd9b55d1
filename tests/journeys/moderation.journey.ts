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

// Several people in browsers of their own take their time.
const LONG = 240_000;
const EN: BrowserContextOptions = { ...PHONE, locale: "en-GB", colorScheme: "dark" };

/** Somebody new in a browser of their own; given a role, if any. */
async function person(name: string, options: BrowserContextOptions = DESKTOP, role?: string) {
  const opened = await openPage(forum.browser, options);
  opened.page.setDefaultTimeout(15_000); // so that a wait that fails says where
  await registerAs(opened.page, forum.site.origin, name);
  if (role) await giveRole(forum.site, name, role);
  return opened;
}

async function commented(page: Page, url: string, text: string): Promise<void> {
  await page.goto(url);
  await page.locator("#comments .comments textarea").fill(text);
  await page.locator("#comments .comments .button--go").click();
  await page.locator(".comment", { hasText: text }).waitFor();
}

async function expectFine(page: Page): Promise<void> {
  await expectAccessible(page);
  await expectNoSideways(page);
}

describe("a moderator clears a spammer", () => {
  test(
    "in Chinese, at a desk: reports, the queue, everything by the account, and undo",
    async () => {
      const spammer = await person("xiaoguang", DESKTOP);
      const own = await propose(spammer.page, forum.site.origin, "便宜手表加微信。每天都有新货。");
      const fan = await person("zhouman", PHONE);
      const idea = await propose(fan.page, forum.site.origin, "充电到八成就停。电池衰减快。");
      await commented(spammer.page, idea, "便宜手表，请加微信");
      await fan.page.goto(own);
      await fan.page.getByRole("link", { name: "举报" }).click();
      await fan.page.locator("h1", { hasText: "举报" }).waitFor();
      await expectFine(fan.page);
      await fan.page.getByRole("button", { name: "提交举报" }).click();
      await fan.page.locator(".field__why").waitFor();
      await fan.page.getByLabel("垃圾信息或广告").check();
      await fan.page.getByLabel("补充说明").fill("今天第三次了");
      await fan.page.getByRole("button", { name: "提交举报" }).click();
      await fan.page.locator(".notice", { hasText: "版主会来处理" }).waitFor();
      await fan.page.goto(own);
      await fan.page.getByRole("link", { name: "举报" }).click();
      await fan.page.getByText("你已经举报过").waitFor();

      const { page, complaints } = await person("banzhu", DESKTOP, "moderator");
      await page.goto(forum.site.origin);
      await page.getByRole("link", { name: "版务，1 件待处理" }).first().click();
      await page.locator(".case__words", { hasText: "每天都有新货" }).waitFor();
      await page.getByText("今天第三次了").waitFor();
      await expectFine(page);
      await page.getByRole("link", { name: "禁言作者" }).click();
      await page.locator("h2", { hasText: "隐藏这个账号的全部内容" }).waitFor();
      expect(await page.locator(".glances li").allTextContents()).toEqual(["便宜手表加微信", "便宜手表，请加微信"]);
      await expectFine(page);
      expect(await page.getByRole("button", { name: "隐藏全部 2 条" }).isVisible()).toBe(false);
      await page.locator(".sure summary").click();
      await page.getByText("这 2 条将只有作者和版主看得到").waitFor();
      await expectFine(page);
      await page.getByRole("button", { name: "隐藏全部 2 条" }).click();
      await page.locator(".field__why").first().waitFor();
      const form = page.locator("form", { has: page.getByRole("button", { name: "隐藏全部 2 条" }) });
      await form.getByLabel("依据的社区规则").selectOption("spam");
      await form.getByLabel("原因").fill("连续发广告");
      await form.getByRole("button").click();
      await page.getByText("这个账号没有公开的内容").waitFor();
      await page.goto(`${forum.site.origin}/moderation`);
      await page.getByText("没有待处理的举报").waitFor();
      await expectFine(page);

      await fan.page.goto(own);
      await fan.page.locator("h1", { hasText: "这里什么也没有" }).waitFor();
      await fan.page.goto(idea);
      expect(await fan.page.locator(".comment").count()).toBe(0);
      await spammer.page.goto(own);
      await spammer.page.locator(".state-banner", { hasText: "连续发广告" }).waitFor();
      await expectFine(spammer.page);
      expect(await spammer.page.locator(".vote__button").isDisabled()).toBe(true);
      await spammer.page.goto(`${forum.site.origin}/me`);
      await spammer.page.locator("#record", { hasText: "连续发广告" }).waitFor();
      await expectFine(spammer.page);

      await page.goto(`${forum.site.origin}/moderation/log`);
      await page.locator(".acts li", { hasText: "的全部内容" }).waitFor();
      await expectFine(page);
      await page.getByRole("button", { name: "撤销" }).click();
      await page.locator(".acts li", { hasText: "已撤销" }).waitFor();
      await fan.page.goto(own);
      await fan.page.locator("h1", { hasText: "便宜手表加微信" }).waitFor();
      await fan.page.goto(idea);
      await fan.page.locator(".comment", { hasText: "请加微信" }).waitFor();
      expect([...complaints, ...fan.complaints, ...spammer.complaints]).toEqual([]);
    },
    LONG,
  );

  test(
    "in English, on a phone in the dark: hides a comment under replies, and shows it again",
    async () => {
      const fan = await person("ann", { ...DESKTOP, locale: "en-GB" });
      const idea = await propose(fan.page, forum.site.origin, "It is too bright. Every night.");
      const rude = await person("rob", EN);
      await commented(rude.page, idea, "You are all fools");
      await fan.page.goto(idea);
      await fan.page.locator(".comment__reply summary").click();
      await fan.page.locator(".comment__reply textarea").fill("Please be kind.");
      await fan.page.locator(".comment__reply .button--go").click();
      await fan.page.locator('.comment[data-level="2"]').waitFor();

      const { page, complaints } = await person("moe", EN, "moderator");
      await page.goto(idea);
      await page.keyboard.press("End"); // the vote that stays at hand covers no button of the idea's
      await expectFine(page);
      await page.locator(".comment__menu summary").first().focus();
      await page.keyboard.press("Enter");
      await page.locator(".comment .menu[open]").getByRole("link", { name: "Hide …" }).click();
      await page.locator("[name=rule]").selectOption("insult");
      await page.locator("[name=reason]").fill("Nobody here is a fool");
      await expectFine(page);
      await page.getByRole("button", { name: "Hide", exact: true }).click();
      await page.locator(".comment__hidden", { hasText: "Nobody here is a fool" }).waitFor();
      await fan.page.goto(idea);
      await fan.page.locator(".comment--empty", { hasText: "Reason: Nobody here is a fool" }).waitFor();
      expect(await fan.page.content()).not.toContain("You are all fools");
      await expectFine(fan.page);
      await page.getByRole("button", { name: "Show it again" }).click();
      await page.locator(".comment__hidden").waitFor({ state: "detached" });
      await fan.page.goto(idea);
      await fan.page.getByText("You are all fools").waitFor();
      expect([...complaints, ...fan.complaints, ...rude.complaints]).toEqual([]);
    },
    LONG,
  );

  test(
    "in English, on a phone in the dark: locks and suspends, while people write; they lose no word",
    async () => {
      const fan = await person("amy", EN);
      const idea = await propose(fan.page, forum.site.origin, "The speaker rattles on hot days.");
      await fan.page.locator("#comments .comments textarea").fill("While it is being locked");
      const { page, complaints } = await person("mona", EN, "moderator");
      await page.goto(idea);
      await page.locator(".button-row .moderator-menu summary").click();
      await page.locator(".menu[open]").getByRole("link", { name: "Lock …" }).click();
      await page.locator(".fold[open] [name=reason]").fill("Going round in circles");
      await expectFine(page);
      await page.getByRole("button", { name: "Lock", exact: true }).click();
      await page.locator(".state-banner--locked").waitFor();
      await fan.page.locator("#comments .comments .button--go").click();
      await fan.page.locator("#comments .notice--bad", { hasText: "locked this" }).waitFor();
      expect(await fan.page.locator("#comments .comments textarea").inputValue()).toBe("While it is being locked");
      await fan.page.goto(idea);
      await fan.page.locator(".state-banner--locked", { hasText: "Going round in circles" }).waitFor();
      expect(await fan.page.locator("#comments textarea").count()).toBe(0);
      await expectFine(fan.page);

      await page.goto(idea.replace("/ideas/", "/moderation/topics/").concat("?do=retitle"));
      await page.locator(".fold[open] [name=title]").fill("Rattle in the heat");
      await page.locator(".fold[open] [name=reason]").fill("Says what it is");
      await page.locator(".fold[open] form button").click();
      await page.locator("h1", { hasText: "Rattle in the heat" }).waitFor();
      await page.locator(".state-banner--locked").getByRole("button", { name: "Undo" }).click();
      await page.locator(".state-banner--locked").waitFor({ state: "detached" });
      await fan.page.goto(`${idea}/edit`);
      await fan.page.getByText("A moderator gave it this title").waitFor();
      expect(await fan.page.locator("[name=title]").isDisabled()).toBe(true);
      await expectFine(fan.page);
      await fan.page.locator("[name=proposal]").fill("Another glue.");
      await fan.page.getByRole("button", { name: "Save" }).click();
      await fan.page.locator("h1", { hasText: "Rattle in the heat" }).waitFor();
      await fan.page.getByText("Another glue.").waitFor();

      await fan.page.goto(`${forum.site.origin}/ideas/new`);
      await fan.page.locator("[name=problem]").fill("I am still writing this.");
      await page.locator(".button-row .moderator-menu summary").click();
      await page.locator(".menu[open]").getByRole("link", { name: "amy: suspend" }).click();
      const form = page.locator("form", { has: page.locator("[name=days]") });
      await form.locator("[name=days]").fill("3");
      await form.locator("[name=rule]").selectOption("insult");
      await form.locator("[name=reason]").fill("Cool down");
      await form.getByRole("button").click();
      await page.locator("main .notice--bad", { hasText: "Cool down" }).waitFor();
      await expectFine(page);
      await fan.page.locator("button[value=open]").click();
      await fan.page.locator("main .notice--bad", { hasText: "suspended" }).waitFor();
      expect(await fan.page.locator("[name=problem]").inputValue()).toBe("I am still writing this.");
      await fan.page.goto(`${forum.site.origin}/`);
      await fan.page.locator(".notice--bar", { hasText: "You are suspended until" }).waitFor();
      expect(await fan.page.locator(".vote__button").first().isDisabled()).toBe(true);
      await fan.page.getByRole("link", { name: "Why?" }).click();
      await fan.page.locator("#record", { hasText: "Cool down" }).waitFor();
      await expectFine(fan.page);
      const suspension = page.locator(".acts li", { hasText: "Cool down" });
      await suspension.getByRole("button", { name: "Undo" }).click();
      await suspension.getByText("Undone by").waitFor();
      await fan.page.goto(`${forum.site.origin}/`);
      expect(await fan.page.locator(".notice--bar").count()).toBe(0);
      expect([...complaints, ...fan.complaints]).toEqual([]);
    },
    LONG,
  );
});

describe("without JavaScript", () => {
  test(
    "people report, and a refused report keeps its words; moderators decide, hide and undo",
    async () => {
      const off = { ...DESKTOP, javaScriptEnabled: false };
      const author = await person("olga", off);
      const idea = await propose(author.page, forum.site.origin, "Cheap rings here. Very cheap.");
      const visitor = await openPage(forum.browser, off);
      await visitor.page.goto(idea);
      await visitor.page.getByRole("link", { name: "举报" }).first().click();
      await visitor.page.waitForURL(/sign-in\?next=/);
      const { page } = await person("pia", off);
      await page.goto(idea);
      await page.getByRole("link", { name: "举报" }).click();
      await page.getByLabel("补充说明").fill("看第二句");
      await page.getByRole("button", { name: "提交举报" }).click();
      await page.locator(".field__why").waitFor();
      expect(await page.getByLabel("补充说明").inputValue()).toBe("看第二句");
      await expectNoSideways(page);
      await page.getByLabel("垃圾信息或广告").check();
      await page.getByRole("button", { name: "提交举报" }).click();
      await page.locator(".steps").waitFor();

      const mods = await Promise.all(["quinn", "ria"].map((name) => person(name, off, "moderator")));
      for (const mod of mods) await mod.page.goto(`${forum.site.origin}/moderation`);
      const [quinn, ria] = mods.map((mod) => mod.page) as [Page, Page];
      await quinn.getByRole("button", { name: "隐藏", exact: true }).click();
      await quinn.locator(".field__why", { hasText: "请说明原因" }).waitFor();
      await quinn.locator("[name=reason]").fill("广告");
      await quinn.getByRole("button", { name: "隐藏", exact: true }).click();
      await quinn.getByText("没有待处理的举报").waitFor();
      await ria.getByRole("button", { name: "没有问题" }).click();
      await ria.getByText("其他版主先处理了").waitFor();
      await ria.locator(".state-banner", { hasText: "quinn：广告" }).waitFor();
      await expectNoSideways(ria);
      await ria.getByRole("button", { name: "撤销" }).click();
      await ria.locator(".acts li", { hasText: "已撤销" }).waitFor();
      await page.goto(idea);
      await page.locator(".steps").waitFor();
      await page.getByRole("link", { name: "举报" }).click();
      await page.getByText("版主认为属实").waitFor();
    },
    LONG,
  );
});
