import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  DESKTOP,
  expectAccessible,
  expectNoSideways,
  launch,
  openPage,
  PHONE,
  registerAs,
  type Site,
  setUpSite,
  startSite,
} from "../support/site";

let site: Site;
let browser: Browser;
let admin: Page;
const ENGLISH = { ...DESKTOP, locale: "en-GB" };

beforeAll(async () => {
  [site, browser] = await Promise.all([startSite(), launch()]);
  ({ page: admin } = await openPage(browser, ENGLISH));
  await admin.goto(site.setUpLink);
  expect(await admin.locator("[name=signUp]").inputValue()).toBe("approval"); // no mail goes out here
  await setUpSite(admin, site);
});
afterAll(async () => {
  await browser.close();
  await site.stop();
});

async function letJoin(signUp: string): Promise<void> {
  await admin.goto(`${site.origin}/admin`);
  await admin.locator("[name=signUp]").selectOption(signUp);
  await admin.locator("[name=signUp]").locator("xpath=ancestor::form").getByRole("button", { name: "Save" }).click();
  await admin.locator(".notice", { hasText: "Saved" }).waitFor();
}

describe("joining by approval, in English at a desk", () => {
  let page: Page;
  let complaints: string[];
  let draft: string;

  test("a newcomer's idea becomes a draft while they wait", async () => {
    await letJoin("approval");
    ({ page, complaints } = await openPage(browser, ENGLISH));
    await page.goto(`${site.origin}/ideas/new`);
    await page.locator("[name=problem]").fill("It is too bright. Every night.");
    await page.locator("button[value=open]").click();
    await page.locator("main").getByRole("link", { name: "Ask to join" }).click();
    await page.locator("[name=displayName]").fill("Ann Lee");
    await page.locator("[name=username]").fill("ann");
    await page.locator("[name=password]").fill("another quiet sentence");
    await page.locator("[name=note]").fill("I sew screen covers.");
    await expectAccessible(page);
    await page.getByRole("button", { name: "Ask to join" }).click();
    await page.getByText("Your idea “It is too bright”").waitFor();
    await page.locator(".notice--bar", { hasText: "waiting to be let in" }).waitFor();
    await expectAccessible(page);
    await page.getByRole("button", { name: "Keep it as a draft" }).click();
    await page.getByText("Only you can see it").waitFor();
    await page.getByRole("button", { name: "Publish" }).click();
    await page.locator(".notice--flash", { hasText: "waiting to be let in" }).waitFor();
    draft = page.url();
    await page.goto(`${site.origin}/me/invitations`);
    await page.locator("main", { hasText: "waiting to be let in" }).waitFor(); // and no form to fill in for nothing
    expect(await page.locator("[name=places]").count()).toBe(0);
    expect(complaints).toEqual([]);
  });

  test("they are declined by one of two admins, let in after all, and publish", async () => {
    await admin.goto(`${site.origin}/admin/people`);
    await admin.getByRole("link", { name: "1 person waits to join" }).click();
    const row = admin.locator(".applicant", { hasText: "Ann Lee" });
    await row.getByText("I sew screen covers.").waitFor();
    await expectAccessible(admin);
    await expectNoSideways(admin);
    const { page: second } = await openPage(browser, {
      ...ENGLISH,
      storageState: await admin.context().storageState(),
    });
    await second.goto(`${site.origin}/admin/joining`);
    await row.getByRole("button", { name: "Decline" }).click();
    await row.getByText("Declined by 阿尔玛").waitFor();
    await second.getByRole("button", { name: "Let in" }).click();
    await second.getByText("Another admin has just decided otherwise").waitFor();
    await page.reload();
    await page.locator(".notice--bar", { hasText: "was not let in" }).waitFor();
    await row.getByRole("button", { name: "Let in" }).click();
    await row.getByText("Let in by 阿尔玛").waitFor();
    await expectAccessible(admin);
    await page.goto(draft);
    expect(await page.locator(".notice--bar").count()).toBe(0);
    await page.getByRole("button", { name: "Publish" }).click();
    await page.locator(".steps").waitFor();
    expect(complaints).toEqual([]);
  });
});

describe("joining by invitation, in Chinese on a phone", () => {
  let fan: Page;
  let complaints: string[];
  let link: string;

  test("a member makes a link; what won't do is said beside it", async () => {
    await letJoin("open");
    ({ page: fan, complaints } = await openPage(browser, PHONE));
    await registerAs(fan, site.origin, "xiaoman", "周小满");
    await letJoin("invitation");
    await fan.goto(`${site.origin}/me`);
    await fan.getByRole("link", { name: "邀请朋友" }).click();
    await fan.getByText("你还没有邀请过人").waitFor();
    await expectAccessible(fan);
    await fan.locator("[name=note]").fill("车友群");
    await fan.locator("[name=days]").evaluate((field) => field.removeAttribute("max")); // as a browser that checks nothing
    await fan.locator("[name=days]").fill("99");
    await fan.getByRole("button", { name: "生成链接" }).click();
    await fan.getByText("1 到 30 天").waitFor();
    await fan.locator(".notice--bad:focus").waitFor(); // the form is long, and whoever sent it stands at its end
    expect(await fan.locator("[name=note]").inputValue()).toBe("车友群");
    await fan.locator("[name=days]").fill("3");
    await fan.getByRole("button", { name: "生成链接" }).click();
    link = await fan.getByLabel("邀请链接").inputValue();
    await fan.evaluate(() => {
      navigator.clipboard.writeText = () => Promise.reject(new DOMException("no", "NotAllowedError"));
    });
    await fan.getByRole("button", { name: "复制" }).click();
    await fan.waitForFunction((all) => getSelection()?.toString() === all, link); // ready to be copied by hand
    await fan.evaluate(() => Reflect.deleteProperty(navigator.clipboard, "writeText"));
    await fan.getByRole("button", { name: "复制" }).click();
    await fan.getByRole("button", { name: "已复制" }).waitFor();
    await expectAccessible(fan);
    await expectNoSideways(fan);
  });

  test("one guest joins by it; the next finds the place taken; nobody comes without", async () => {
    const { page: guest } = await openPage(browser, { ...PHONE, javaScriptEnabled: false });
    await guest.goto(`${site.origin}/register`);
    await guest.locator("h1", { hasText: "这里凭邀请加入" }).waitFor();
    await expectNoSideways(guest);
    await guest.goto(`${site.origin}/sign-in`);
    await guest.getByText("这里凭邀请加入").waitFor();
    expect(await guest.locator("main").getByRole("link", { name: "注册" }).count()).toBe(0);
    await guest.goto(link);
    await guest.locator("h1", { hasText: "周小满 邀请你加入" }).waitFor();
    expect(await guest.title()).toContain("周小满 邀请你加入");
    await expectNoSideways(guest);
    await guest.locator("[name=displayName]").fill("管理员小梅");
    await guest.locator("[name=username]").fill("mei");
    await guest.locator("[name=password]").fill("short");
    await guest.locator("main button[type=submit]").click();
    await guest.locator(".notice--bad:focus").waitFor();
    await guest.getByText("容易让人以为是官方").waitFor();
    await guest.getByText("至少要 8 个字符").waitFor();
    await guest.locator("[name=displayName]").fill("小梅");
    await guest.locator("[name=password]").fill("another quiet sentence");
    await guest.locator("main button[type=submit]").click();
    await guest.locator(".me").waitFor();

    const { page: late } = await openPage(browser, PHONE);
    await late.goto(link);
    await late.getByText("名额已经用完").waitFor();
    await expectAccessible(late);
    await fan.reload();
    await fan.getByText("已加入 1 人，共 1 个名额").waitFor();
    await fan.getByText("已用完").waitFor();
    await fan.getByRole("button", { name: "生成链接" }).click();
    await fan.getByRole("button", { name: "撤回" }).click();
    await fan.getByText("已撤回").waitFor();
    expect(complaints).toEqual([]);
  });

  test("a member changes their name, and the old one is shown nowhere", async () => {
    await letJoin("open");
    const { page, complaints } = await openPage(browser, PHONE);
    await registerAs(page, site.origin, "tie", "小铁");
    await page.goto(`${site.origin}/ideas/new`);
    await page.locator("[name=problem]").fill("地铁里没有信号。");
    await page.locator("button[value=open]").click();
    await page.locator(".steps").waitFor();
    const idea = page.url();
    await page.goto(`${site.origin}/me`);
    await page.getByRole("link", { name: "设置" }).first().click();
    await page.locator("h1", { hasText: "设置" }).waitFor();
    await expectAccessible(page);
    await page.locator("[name=displayName]").fill("阿尔玛");
    await page.getByRole("button", { name: "保存" }).click();
    await page.getByText("太像了").waitFor();
    expect(await page.locator("[name=displayName]").inputValue()).toBe("阿尔玛");
    await page.locator("[name=displayName]").fill("铁蛋");
    await page.getByRole("button", { name: "保存" }).click();
    await page.getByText("已保存").waitFor();
    await page.goto(idea);
    await page.getByText("铁蛋").first().waitFor();
    expect(await page.content()).not.toContain("小铁");
    expect(complaints).toEqual([]);
  });
});
