import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { type MailServer, readable, startMailServer } from "../support/mail-server";
import {
  ADMIN,
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

let mailServer: MailServer;
let site: Site;
let browser: Browser;
let admin: Page;

beforeAll(async () => {
  mailServer = await startMailServer();
  const environment = { CANYU_SMTP: mailServer.url, CANYU_MAIL_FROM: "橙光社区 <canyu@example.com>" };
  [site, browser] = await Promise.all([startSite(environment), launch()]);
  admin = (await openPage(browser, { ...DESKTOP, locale: "en-GB", colorScheme: "dark" })).page;
  await setUpSite(admin, site);
});
afterAll(async () => {
  await browser.close();
  await site.stop();
  await mailServer.stop();
});

const submit = (page: Page) => page.locator("main button[type=submit]").first().click();

async function expectWell(page: Page): Promise<void> {
  await expectAccessible(page);
  await expectNoSideways(page);
}

/** The text of the next mail to arrive. */
async function nextMail(): Promise<string> {
  await vi.waitFor(() => expect(mailServer.mails).not.toEqual([]), { timeout: 15_000, interval: 50 });
  return readable(mailServer.mails.shift() ?? "");
}
const linkIn = (mail: string): string => /http\S+\/link\/\S+/.exec(mail)?.[0] ?? "";

/** Enters an address and confirms it, on the way mails take. */
async function confirmAddress(page: Page, address: string, password: string): Promise<void> {
  await page.goto(`${site.origin}/me/account`);
  const form = page.locator("form", { has: page.locator("[name=address]") });
  await form.locator("[name=address]").fill(address);
  await form.locator("[name=password]").fill(password);
  await form.locator("button[value=address]").click();
  await page.locator(".chip--warn").waitFor();
  await page.goto(linkIn(await nextMail()));
  await submit(page);
  await page.locator(".chip--good").first().waitFor();
}

describe("with a mail server", () => {
  test("a member confirms an address and signs in by a mailed code, in the browser that asked", async () => {
    const { page, complaints } = await openPage(browser, PHONE);
    await registerAs(page, site.origin, "mei", "小梅");
    await page.goto(`${site.origin}/inbox`);
    await page.getByRole("link", { name: "确认一个邮箱" }).click();
    await page.waitForURL(/\/me\/account$/);
    await confirmAddress(page, "mei@example.com", "another quiet sentence");
    await page.getByText("mei@example.com").waitFor();
    await expectWell(page);
    await page.locator("[name=wantsMail]").uncheck();
    await page
      .locator("form", { has: page.locator("[name=wantsMail]") })
      .locator("button")
      .click();
    await page.getByText("已保存").waitFor();
    expect(await page.locator("[name=wantsMail]").isChecked()).toBe(false);
    await page.goto(`${site.origin}/inbox`);
    await page.getByRole("link", { name: "哪些也发到邮箱" }).waitFor();

    const { page: other, complaints: more } = await openPage(browser, PHONE);
    await other.goto(`${site.origin}/sign-in?next=/me`);
    await other.getByRole("link", { name: "用邮箱验证码登录" }).click();
    await other.locator("[name=address]").fill("mei@example.com");
    await expectWell(other);
    await submit(other);
    await other.locator("[name=code]").waitFor();
    await expectWell(other);
    const code = /\b\d{6}\b/.exec(await nextMail())?.[0] ?? "";
    await page.goto(`${site.origin}/sign-in/code`); // signed in already
    expect(new URL(page.url()).pathname).toBe("/");
    await other.locator("[name=code]").fill(code === "111111" ? "222222" : "111111");
    await submit(other);
    await other.getByText("验证码不对").waitFor();
    await other.locator("[name=code]").fill(code);
    await submit(other);
    await other.locator("h1", { hasText: "小梅" }).waitFor();

    const stranger = (await openPage(browser, { ...PHONE, javaScriptEnabled: false })).page;
    await stranger.goto(`${site.origin}/sign-in/code`);
    await stranger.getByText("验证码已失效").waitFor();
    await stranger.locator("main").getByRole("link", { name: "登录" }).click();
    await stranger.goto(`${site.origin}/sign-in/mail`);
    await stranger.locator("[name=address]").fill("nobody@example.com");
    await submit(stranger);
    await stranger.getByText("如果这个邮箱属于某个账号").waitFor(); // the same words as for mei
    expect([...complaints, ...more]).toEqual([]);
  });

  test("a forgotten password comes by mail; what the server refuses waits with its reason and no link", async () => {
    await confirmAddress(admin, "alma@example.com", ADMIN.password);
    await admin.goto(`${site.origin}/admin/mail`);
    await admin.getByText("No mail waiting").waitFor();
    await admin.getByRole("button", { name: "Send me a test mail" }).click();
    await admin.getByText("The server took it: 250 taken").waitFor();
    expect(await nextMail()).toContain("this mail was sent by");
    mailServer.mood = "refuses";
    await admin.getByRole("button", { name: "Send me a test mail" }).click();
    await admin.getByText("nobody here by that name").waitFor();
    await expectWell(admin);

    const { page, complaints } = await openPage(browser, { ...PHONE, colorScheme: "dark" });
    await page.goto(`${site.origin}/forgotten`);
    await expectWell(page);
    await page.locator("[name=who]").fill("mei@example.com");
    await submit(page);
    await page.locator("h1", { hasText: "已收到" }).waitFor();
    await vi.waitFor(
      async () => {
        await admin.goto(`${site.origin}/admin/mail`);
        expect(await admin.locator(".waiting__error").count()).toBe(1);
      },
      { timeout: 20_000, interval: 100 },
    );
    await admin.locator(".waiting", { hasText: "1 try failed" }).waitFor();
    await admin.locator(".waiting", { hasText: "tried again by itself on" }).waitFor();
    expect(await admin.locator(".waiting input").count()).toBe(0);
    mailServer.mood = "takes";
    await page.goto(`${site.origin}/forgotten`);
    await page.locator("[name=who]").fill("alma");
    await submit(page);
    await page.goto(linkIn(await nextMail()));
    await page.getByText("alma").first().waitFor();
    await expectWell(page);
    await page.locator("[name=password]").fill("a louder sentence");
    await submit(page);
    await page.locator(".me").waitFor();
    await admin.goto(`${site.origin}/me`);
    await admin.locator("h1", { hasText: "Sign in" }).waitFor();
    expect(complaints).toEqual([]);
  });
});
