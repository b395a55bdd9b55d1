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
  registerAs,
} from "../support/site";

const LONG = 480_000;
// Highlighted, as the address names it.
const HERE = ".comment:is(:target, [data-here=true])";

const forum = openForum();

async function person(username: string, name: string, options: BrowserContextOptions, isStaff = false) {
  const opened = await openPage(forum.browser, options);
  await registerAs(opened.page, forum.site.origin, username, name);
  if (isStaff) await giveRole(forum.site, username, "staff");
  return opened;
}

async function ask(page: Page, title: string, text: string): Promise<string> {
  await page.goto(`${forum.site.origin}/threads/new?kind=question`);
  await page.locator("[name=title]").fill(title);
  await page.locator("[name=text]").fill(text);
  await page.locator("main .button--go").click();
  await page.locator("h1", { hasText: title }).waitFor();
  return page.url();
}

async function reply(page: Page, question: string, text: string): Promise<void> {
  await page.goto(question);
  await page.locator("#comments .comments textarea").fill(text);
  await page.locator("#comments .comments .button--go").click();
  await said(page, text).waitFor();
}

const said = (page: Page, words: string) => page.locator(".comment[id]", { hasText: words });

const press = (page: Page, words: string, button: string): Promise<void> =>
  said(page, words).getByRole("button", { name: button, exact: true }).click();

async function expectFine(page: Page): Promise<void> {
  await expectAccessible(page);
  await expectNoSideways(page);
}

describe("a question", () => {
  test(
    "in Chinese, on a phone: the brand answers, the asker accepts it and says that it helped, and everybody sees that",
    async () => {
      const asker = await person("fang", "方方", PHONE);
      const question = await ask(asker.page, "生日全没了，怎么找回来？", "升级以后，一百零三个生日一个不剩。");
      const staff = await person("suhang", "苏杭", PHONE, true);
      await reply(staff.page, question, "日历右上角往下翻到“生日”，勾上就回来了。");

      const { page, complaints } = asker;
      await page.goto(`${forum.site.origin}/threads?waiting=1`);
      await page.locator(".thread-card__title a", { hasText: "生日全没了" }).click();
      await said(page, "勾上就回来了").getByRole("link", { name: "苏杭" }).waitFor(); // whose page is one tap away
      await press(page, "勾上就回来了", "采纳为回答");
      await said(page, "勾上就回来了").getByText("被采纳的回答").waitFor(); // the first below, so it needs no place on top
      await said(page, "勾上就回来了").getByRole("button", { name: "帮到我了" }).click();
      await said(page, "勾上就回来了").getByText("帮到了发起人").waitFor();
      await expectFine(page);
      await page.goto(`${forum.site.origin}/threads?kind=question`);
      await page.locator(".thread-card", { hasText: "生日全没了" }).getByText("回复已采纳").waitFor();
      await expectFine(page);
      await page.goto(`${forum.site.origin}/threads?waiting=1`);
      await page.getByRole("heading", { name: "每个问题都有人答上了" }).waitFor();

      await staff.page.goto(`${forum.site.origin}/inbox`);
      await staff.page.getByText("方方 对你在“生日全没了，怎么找回来？”下的讨论说：帮到我了").waitFor();
      const news = { name: "方方 采纳了你在“生日全没了，怎么找回来？”下的回答", exact: true };
      await staff.page.getByRole("button", news).click();
      await staff.page.locator(HERE, { hasText: "勾上就回来了" }).waitFor();
      await staff.page.getByRole("heading", { name: "内部备注" }).waitFor(); // for employees only
      await page.goto(question);
      expect(await page.locator(".staff-notes").count()).toBe(0);
      expect([...complaints, ...staff.complaints]).toEqual([]);
    },
    LONG,
  );

  test(
    "in English, at a desk in the dark: another answer is better, and accepting it takes the place of the first",
    async () => {
      const dark: BrowserContextOptions = { ...DESKTOP, locale: "en-GB", colorScheme: "dark" };
      const asker = await person("ann", "Ann Lee", dark);
      const question = await ask(asker.page, "Why does it hum at night?", "Only at night, and only in B flat.");
      const fan = await person("ben", "Ben Carter", dark);
      await reply(fan.page, question, "Have you tried turning it off?");
      await reply(fan.page, question, "The transformer. Move it off the shelf.");

      const { page, complaints } = asker;
      await page.goto(question);
      await press(page, "turning it off", "Accept as the answer");
      await said(page, "turning it off").getByText("Accepted answer").waitFor();
      await press(page, "The transformer", "Accept as the answer");
      await page.locator(".comment--top", { hasText: "The transformer" }).waitFor();
      expect(await page.locator(".comment--top").count()).toBe(1);
      await page.getByRole("link", { name: "See the accepted answer" }).click();
      await page.locator(HERE, { hasText: "The transformer" }).waitFor();
      await expectFine(page);
      await fan.page.goto(`${forum.site.origin}/inbox`);
      await fan.page.getByText("Ann Lee accepted your answer on “Why does it hum at night?”").first().waitFor();
      await press(page, "The transformer", "No longer accept it");
      await page.locator(".comment--top").waitFor({ state: "detached" });
      expect([...complaints, ...fan.complaints]).toEqual([]);
    },
    LONG,
  );

  test(
    "without JavaScript: the same, by forms alone",
    async () => {
      const bare = { ...PHONE, javaScriptEnabled: false };
      const asker = await person("mei", "小梅", bare);
      const question = await ask(asker.page, "怎么把字放大？", "老花眼，看不清。");
      const fan = await person("laoma", "老马", bare);
      await reply(fan.page, question, "设置里搜“字号”，拉到最右边。");
      const { page, complaints } = asker;
      await page.goto(question);
      await press(page, "拉到最右边", "采纳为回答");
      await page.waitForURL(/#comment-\d+$/);
      await said(page, "拉到最右边").getByText("被采纳的回答").waitFor();
      await page.goto(`${forum.site.origin}/threads`);
      await page.locator(".thread-card", { hasText: "怎么把字放大" }).getByText("回复已采纳").waitFor();
      await expectNoSideways(page);
      expect(complaints).toEqual([]);
    },
    LONG,
  );
});
