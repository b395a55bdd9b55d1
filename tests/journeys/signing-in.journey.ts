import { spawnSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { Secret, TOTP } from "otpauth";
import type { Page } from "playwright-core";
import { describe, expect, test, vi } from "vitest";
import {
  ADMIN,
  DESKTOP,
  expectAccessible,
  expectNoSideways,
  openForum,
  openPage,
  PHONE,
  registerAs,
} from "../support/site";

const PASSWORD = "another quiet sentence"; // what registerAs gives everybody
const HALF_A_MINUTE = 30_000;

// It stands behind a proxy on this machine, which "guessing" plays.
const forum = openForum({ ...DESKTOP, locale: "en-GB" }, { CANYU_PROXIES: "127.0.0.1,::1" });

const submit = (page: Page) => page.locator("main button[type=submit]").first().click();

async function signIn(page: Page, username: string, password = PASSWORD): Promise<void> {
  await page.goto(`${forum.site.origin}/sign-in`);
  await page.locator("[name=username]").fill(username);
  await page.locator("[name=password]").fill(password);
  await submit(page);
}

async function expectWell(page: Page): Promise<void> {
  await expectAccessible(page);
  await expectNoSideways(page);
}

/** Runs a command beside the forum.site, as its host would. */
function command(...words: string[]): string {
  const { status, stdout, stderr } = spawnSync(process.execPath, ["bin/canyu.mjs", ...words], {
    env: {
      ...process.env,
      NODE_ENV: "production",
      LANG: "en",
      CANYU_DATA: forum.site.dataFolder,
      CANYU_ORIGIN: forum.site.origin,
    },
    encoding: "utf8",
  });
  expect([stderr, status]).toEqual(["", 0]);
  return stdout;
}

/** Sets two-step sign-in up. Returns the app, which gives a code not yet used, and the recovery codes. */
async function setUpTwoStep(page: Page): Promise<{ app(): string; codes: string[] }> {
  await page.locator("main button").first().click();
  await page.getByRole("button", { name: /Not now|先不设置/ }).click();
  await page
    .locator("main")
    .getByRole("link", { name: /Set it up|去设置/ })
    .click();
  await page.locator("button", { hasText: /^(?:Begin|开始)$/ }).click();
  const secret = await page.locator(".secret").textContent();
  const totp = new TOTP({ secret: Secret.fromBase32((secret ?? "").replaceAll(" ", "")) });
  await expectWell(page);
  await page.locator("[name=code]").fill(totp.generate({ timestamp: Date.now() - HALF_A_MINUTE }));
  await page.locator("button[value=confirm]").click();
  await page.locator(".codes").waitFor();
  await expectWell(page);
  const codes = (await page.locator(".codes li").allTextContents()).map((code) => code.trim());
  return { app: () => totp.generate({ timestamp: Date.now() + HALF_A_MINUTE }), codes };
}

describe("a forgotten password without a mail server", () => {
  test("is replaced by a link that an admin hands out, on another device, without JavaScript", async () => {
    const { page, complaints } = await openPage(forum.browser, { ...PHONE, javaScriptEnabled: false });
    await registerAs(page, forum.site.origin, "mei", "小梅");
    const phone = (await openPage(forum.browser, { ...PHONE, javaScriptEnabled: false, colorScheme: "dark" })).page;
    await phone.goto(`${forum.site.origin}/sign-in`);
    await phone.getByRole("link", { name: "忘记密码？" }).click();
    await expectNoSideways(phone);
    await phone.locator("[name=who]").fill("小梅");
    await submit(phone);
    await phone.getByText("请填用户名，或").waitFor();
    expect(await phone.locator("[name=who]").inputValue()).toBe("小梅");
    await phone.locator("[name=who]").fill("mei");
    await submit(phone);
    await phone.locator("h1", { hasText: "已收到" }).waitFor();
    await expectNoSideways(phone);

    await forum.admin.goto(`${forum.site.origin}/admin/mail`);
    await expectWell(forum.admin);
    const waiting = forum.admin.locator(".waiting", { hasText: "小梅" });
    const link = await waiting.getByLabel("Link for 小梅").inputValue();
    const folder = join(forum.site.dataFolder, "mails");
    await vi.waitFor(() => expect(readdirSync(folder)).toHaveLength(1), 5_000);

    for (let n = 0; n < 2; n++) await phone.goto(link); // looking does not use it up
    await phone.getByText("小梅（mei）").waitFor();
    await expectNoSideways(phone);
    await phone.locator("[name=password]").fill("12345678");
    await submit(phone);
    await phone.getByText("太多人用这个密码").waitFor();
    await phone.locator("[name=password]").fill("一句非常安静的话语");
    await submit(phone);
    await phone.getByText("密码已修改").waitFor();
    await page.goto(`${forum.site.origin}/me`);
    expect(new URL(page.url()).pathname).toBe("/sign-in"); // every session ended
    const again = await page.goto(link);
    expect(again?.status()).toBe(410);
    await page.getByText("链接已经用过了").waitFor();
    await expectNoSideways(page);
    await page.locator("main").getByRole("link", { name: "登录" }).click();
    await signIn(page, "mei", "一句非常安静的话语");
    await page.locator(".me").waitFor();
    await forum.admin.reload();
    await forum.admin.getByText("No mail waiting").waitFor();
    await vi.waitFor(() => expect(readdirSync(folder)).toEqual([]), 5_000);
    expect(complaints).toEqual([]);
  });

  test("an admin, or whoever hosts, makes a sign-in link", async () => {
    const { page, complaints } = await openPage(forum.browser, PHONE);
    await registerAs(page, forum.site.origin, "bo", "小波");
    await forum.admin.goto(`${forum.site.origin}/admin/mail`);
    const form = forum.admin.locator("form", { has: forum.admin.locator("[name=username]") });
    await form.locator("[name=username]").fill("nobody");
    await form.locator("button").click();
    await form.getByText("Nobody has this user name").waitFor();
    await form.locator("[name=username]").fill("Bo");
    await form.locator("button").click();
    const link = await form.getByLabel("Sign-in link").inputValue();
    await expectWell(forum.admin);
    const newest = /http\S+\/link\/\S+/.exec(command("admin", "sign-in-link", "bo"))?.[0] ?? "";
    const other = (await openPage(forum.browser, PHONE)).page;
    await other.goto(link);
    await other.getByText("有更新的链接替换了它").waitFor();
    await other.goto(newest);
    await other.getByText("小波（bo）").waitFor();
    await expectWell(other);
    await submit(other);
    await other.locator(".me").waitFor();
    await other.goto(`${forum.site.origin}/me/account`);
    expect(await other.locator(".rows li").count()).toBe(2);
    await expectWell(other);
    await other.getByRole("button", { name: /^退出 / }).click();
    await other.getByText("那台设备已退出登录").waitFor();
    expect(await other.locator(".rows li").count()).toBe(1);
    await page.goto(`${forum.site.origin}/me`);
    await page.locator("h1", { hasText: "登录" }).waitFor();
    expect(complaints).toEqual([]);
  });
});

describe("two steps", () => {
  test("are set up by a code, asked for after the password, and no code works twice", async () => {
    const { page, complaints } = await openPage(forum.browser, { ...DESKTOP, locale: "en-GB", colorScheme: "dark" });
    await registerAs(page, forum.site.origin, "ann", "Ann Lee");
    await page.goto(`${forum.site.origin}/me`);
    await page.locator("main").getByRole("link", { name: "Account" }).click();
    await page.getByRole("link", { name: "Set it up" }).click();
    await page.locator("h1", { hasText: "Two-step sign-in" }).waitFor();
    const { app, codes } = await setUpTwoStep(page);
    expect(codes).toHaveLength(10);
    await page.getByRole("link", { name: "I have kept them" }).click();
    await page.getByText("On", { exact: true }).waitFor();

    const other = (await openPage(forum.browser, { ...PHONE, javaScriptEnabled: false })).page;
    await signIn(other, "ann");
    await other.locator("h1", { hasText: "第二步" }).waitFor();
    await expectNoSideways(other);
    await other.goto(`${forum.site.origin}/me`); // half signed in is not signed in
    await other.locator("h1", { hasText: "登录" }).waitFor();
    await other.goto(`${forum.site.origin}/sign-in/step?next=/me`);
    await other.locator("[name=code]").fill("000000");
    await submit(other);
    await other.getByText("验证码不对").first().waitFor();
    const code = app();
    await other.locator("[name=code]").fill(code);
    await submit(other);
    await other.locator("h1", { hasText: "Ann Lee" }).waitFor();

    const third = (await openPage(forum.browser, PHONE)).page;
    await signIn(third, "ann");
    await third.locator("[name=code]").fill(code); // seen over a shoulder
    await expectWell(third);
    await submit(third);
    await third.getByText("验证码不对").first().waitFor();
    await third.locator("[name=code]").fill(codes[0] ?? "");
    await submit(third);
    await third.locator(".me").waitFor();
    await third.goto(`${forum.site.origin}/sign-in/step`);
    expect(new URL(third.url()).pathname).toBe("/");
    expect(command("admin", "two-step-off", "ann")).toContain("one step");
    await signIn((await openPage(forum.browser)).page, "ann");
    expect(complaints).toEqual([]);
  });

  test("are asked of people with roles, who are led to them; an admin goes first", async () => {
    await forum.admin.goto(`${forum.site.origin}/admin/mail`);
    const ask = forum.admin.locator("form", { has: forum.admin.locator("[name=asksTwoStep]") });
    await ask.locator("[name=asksTwoStep]").check();
    await ask.locator("button").click();
    await ask.getByRole("link", { name: "Set it up" }).click();
    await forum.admin.locator("h1", { hasText: "Two-step sign-in" }).waitFor();
    await setUpTwoStep(forum.admin);
    await forum.admin.goto(`${forum.site.origin}/admin/mail`);
    await ask.locator("[name=asksTwoStep]").check();
    await ask.locator("button").click();
    await forum.admin.getByText("Saved").waitFor();

    const { page, complaints } = await openPage(forum.browser, PHONE);
    await registerAs(page, forum.site.origin, "stella", "王工");
    command("admin", "role", "stella", "staff", "admin");
    await page.goto(`${forum.site.origin}/admin`);
    await page.locator("h1", { hasText: "没有权限" }).waitFor();
    await page.locator("main").getByRole("link", { name: "去设置" }).click();
    await page.locator("h1", { hasText: "两步登录" }).waitFor();
    await page.goto(forum.site.origin);
    await page.getByText("你的角色暂停").waitFor();
    await expectWell(page);
    await page.getByRole("link", { name: "去设置" }).click();
    await setUpTwoStep(page);
    await page.goto(`${forum.site.origin}/admin/mail`);
    await page.locator(".tab[aria-current]", { hasText: "邮件与登录" }).waitFor();
    await expectWell(page);
    expect(await page.getByText("你的角色暂停").count()).toBe(0);
    expect(complaints).toEqual([]);
  });
});

describe("guessing", () => {
  const guess = (username: string, forwardedFor: string) =>
    fetch(`${forum.site.origin}/sign-in`, {
      method: "POST",
      headers: { Origin: forum.site.origin, Accept: "text/html", "X-Forwarded-For": forwardedFor },
      body: new URLSearchParams({ username, password: `a guess by ${forwardedFor}`, next: "/" }),
    });

  test("is answered 429 with the time to wait, whatever headers say where it comes from", async () => {
    for (let n = 0; n < 10; n++) expect((await guess(ADMIN.username, `198.51.100.${n}`)).status).toBe(403);
    const refused = await guess(ADMIN.username, "198.51.100.10");
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get("Retry-After"))).toBeGreaterThan(800);
    expect(await refused.text()).toContain("Too many wrong tries");
  });

  test("from behind the proxy stops one network, whatever it puts before its address, and no other", async () => {
    for (let n = 0; n < 30; n++) expect((await guess(`nobody${n}`, `198.51.100.${n}, 203.0.113.9`)).status).toBe(403);
    expect((await guess("nobody", "198.51.100.30, 203.0.113.9")).status).toBe(429);
    expect((await guess("nobody", "203.0.113.9, 203.0.113.10")).status).toBe(403);
  });
});
