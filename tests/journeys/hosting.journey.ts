import type { Page } from "playwright-core";
import sharp from "sharp";
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
  idea = new URL(await propose(forum.admin, forum.site.origin, "屏幕太亮。每天晚上都是。")).pathname;
});

const drawn = (width: number, height: number): Promise<Buffer> =>
  sharp({ create: { width, height, channels: 4, background: "#3366cc" } })
    .png()
    .toBuffer();

const choose = (page: Page, buffer: Buffer, name = "logo.png"): Promise<void> =>
  page.locator("[name=logo]").setInputFiles({ name, mimeType: "image/png", buffer });

/** The same person on another device. */
const asAdmin = async (options: object): Promise<{ page: Page; complaints: string[] }> =>
  openPage(forum.browser, { ...options, storageState: await forum.admin.context().storageState() });

describe("an admin on a phone, without JavaScript", () => {
  test("gives the community a colour, a logo, a footer line and terms; a visitor sees them", async () => {
    const { page } = await asAdmin({ ...PHONE, javaScriptEnabled: false });
    await page.goto(`${forum.site.origin}/admin/look`);
    await page.locator("[name=accent]").fill("#12");
    await page.locator("button[value=accent]").click();
    await page.getByText("请写成 #ff6900 这样的颜色").waitFor();
    expect(await page.locator("[name=accent]").inputValue()).toBe("#12");
    await page.locator("[name=accent]").fill("#0066cc");
    await page.getByRole("button", { name: "在本页试试" }).click();
    await page.getByText("正在试用 #0066cc").waitFor();
    expect(await page.locator("head link[href^='/look/']").count()).toBe(0); // nobody else sees it yet
    await page.locator("button[value=accent]").click();
    await page.locator(".notice", { hasText: "已保存" }).waitFor();
    await choose(page, Buffer.from("<svg></svg>"), "logo.svg");
    await page.locator("button[value=logo]").click();
    await page.getByText("请用 JPEG、PNG").waitFor();
    await choose(page, Buffer.concat([await drawn(9, 9), Buffer.alloc(3_000_000)]));
    await page.locator("button[value=logo]").click();
    await page.getByText("图片不能超过 1 MB").waitFor();
    await choose(page, await drawn(600, 200));
    await page.locator("button[value=logo]").click();
    await page.locator(".brand__logo").waitFor();
    await page.locator("[name=text0]").fill("沪ICP备12345678号-1");
    await page.locator("[name=href0]").fill("beian.miit.gov.cn");
    await page.locator("button[value=footer]").click();
    await page.getByText("以 https:// 开头").waitFor();
    expect(await page.locator("[name=text0]").inputValue()).toBe("沪ICP备12345678号-1");
    await page.locator("[name=href0]").fill("https://beian.miit.gov.cn/");
    await page.locator("button[value=footer]").click();
    await page.locator(".foot__lines a", { hasText: "沪ICP备" }).waitFor();
    await expectNoSideways(page);

    await page.getByRole("link", { name: "页面", exact: true }).click();
    const chinese = page.locator(".card", { hasText: "使用条款" }).locator(".fold").first();
    await chinese.locator("summary").click();
    await chinese.getByRole("link", { name: "用我们的草稿开头" }).click();
    await page.getByText("这是模板，不是法律意见").first().waitFor();
    expect(await page.locator(".fold[open] [name=text]").inputValue()).toContain("橙光社区 由［公司或个人名称］运营");
    await page.locator(".fold[open] [name=text]").fill("### 规矩\n\n好好说话。");
    await expectNoSideways(page);
    await page.locator(".fold[open] button").click();
    await page.locator(".foot a", { hasText: "使用条款" }).waitFor();
  });

  test("and a visitor sees them, in another language, on a desktop", async () => {
    const visitor = await openPage(forum.browser, { ...DESKTOP, locale: "en-GB" });
    await visitor.page.goto(forum.site.origin);
    await visitor.page.locator(".brand__logo").waitFor();
    await visitor.page.locator(".foot__lines a[href='https://beian.miit.gov.cn/']").waitFor();
    await visitor.page.locator(".foot a", { hasText: "Terms" }).click();
    await visitor.page.locator("h1", { hasText: "Terms" }).waitFor();
    await visitor.page.locator("main [lang='zh-CN'] h3", { hasText: "规矩" }).waitFor();
    expect(await visitor.page.title()).toBe("Terms · 橙光社区");
    await expectAccessible(visitor.page);
    for (const path of ["/privacy", "/imprint"])
      expect((await visitor.page.request.get(forum.site.origin + path)).status()).toBe(404);
    expect(visitor.complaints).toEqual([]);
  });

  test("the logo and the colours are files that are kept, and nothing but what they are", async () => {
    const html = await (await fetch(forum.site.origin)).text();
    const [, sheet = ""] = /<link rel="stylesheet" href="(\/look\/[^"]+)"/.exec(html) ?? [];
    const [, logo = ""] = /<link rel="icon" href="(\/files\/[^"]+)"/.exec(html) ?? [];
    const [css, picture] = await Promise.all([fetch(forum.site.origin + sheet), fetch(forum.site.origin + logo)]);
    for (const { headers } of [css, picture]) {
      expect(headers.get("Cache-Control")).toContain("immutable");
      expect(headers.get("X-Content-Type-Options")).toBe("nosniff");
    }
    expect(css.headers.get("Content-Type")).toContain("text/css");
    expect(await css.text()).toContain("--brand:#0066cc");
    expect(picture.headers.get("Content-Type")).toBe("image/webp");
    expect(picture.headers.get("Content-Disposition")).toMatch(/^inline; filename="[0-9a-f]{32}\.webp"$/);
    expect(picture.headers.get("Content-Security-Policy")).toContain("sandbox");
    const missing = ["/files/..%2fcanyu.db", "/files/canyu.db", "/files/0.webp", sheet.replace("0066cc", "0066cd")];
    for (const path of [...missing, `/files/${"0".repeat(32)}.webp`])
      expect({ path, status: (await fetch(forum.site.origin + path)).status }).toEqual({ path, status: 404 });
  });
});

describe("pages of the host", () => {
  test("two admins write at once: the second is told, sees the other's words and loses none", async () => {
    for (const [javaScriptEnabled, language] of [
      [true, "English"],
      [false, "中文"],
    ] as const) {
      const open = async (options: object): Promise<Page> => {
        const { page } = await asAdmin(options);
        await page.goto(`${forum.site.origin}/admin/pages`);
        const card = page.locator(".card", { hasText: "隐私说明" });
        await card.locator(".fold summary", { hasText: language }).click();
        return page;
      };
      const [first, second] = [await open({}), await open({ javaScriptEnabled })];
      await first.locator(".fold[open] [name=text]").fill("First words");
      await first.locator(".fold[open] button").click();
      await first.locator(".notice", { hasText: "已保存" }).waitFor();
      await second.locator(".fold[open] [name=text]").fill("Second words");
      await second.locator(".fold[open] button").click();
      await second.getByText("有人改过这一页").waitFor();
      expect(await second.locator(".fold[open] [name=text]").inputValue()).toBe("Second words");
      await second.locator(".fold[open] textarea[readonly]").waitFor();
      expect(await second.locator(".fold[open] textarea[readonly]").inputValue()).toBe("First words");
      if (javaScriptEnabled) await expectAccessible(second);
      await second.locator(".fold[open] button").click();
      await second.locator(".notice", { hasText: "已保存" }).waitFor();
      expect(await (await second.request.get(`${forum.site.origin}/privacy`)).text()).toContain("Second words");
      await second.locator(".fold summary", { hasText: "阿尔玛" }).first().waitFor();
      await Promise.all([first, second].map((page) => page.context().close()));
    }
  });
});

describe("any colour", () => {
  test.each(["#fffacd", "#000000", "#0000ff"])("%s is readable, by day and by night", async (accent) => {
    await forum.admin.goto(`${forum.site.origin}/admin/look`);
    await forum.admin.locator("[name=accent]").fill(accent);
    await forum.admin.locator("button[value=accent]").click();
    await forum.admin.locator(".notice", { hasText: "已保存" }).waitFor();
    const { page, complaints: said } = await asAdmin({ ...PHONE, reducedMotion: "reduce" });
    for (const path of [idea, "/admin/look"]) {
      await page.goto(forum.site.origin + path);
      for (const colorScheme of ["light", "dark"] as const) {
        await page.emulateMedia({ colorScheme });
        await expectAccessible(page);
      }
    }
    expect(said).toEqual([]);
    await page.context().close();
  });

  test("goes back to orange, and the logo to the letter", async () => {
    await forum.admin.goto(`${forum.site.origin}/admin/look`);
    await forum.admin.locator("[name=accent]").fill("");
    await forum.admin.locator("button[value=accent]").click();
    await forum.admin.locator(".notice", { hasText: "已保存" }).waitFor();
    await choose(forum.admin, Buffer.concat([await drawn(9, 9), Buffer.alloc(3_000_000)]));
    await forum.admin.locator("button[value=logo]").click();
    await forum.admin.getByText("图片不能超过 1 MB").waitFor();
    await forum.admin.locator("button[value=no-logo]").click();
    await forum.admin.locator(".brand__mark").waitFor();
    const html = await (await fetch(forum.site.origin)).text();
    expect(html).not.toMatch(/\/look\/|\/files\//);
    expect(forum.complaints).toEqual([]);
  });
});

describe("the administration", () => {
  test("has a page for each thing, reached from me on a phone; the dock holds rooms", async () => {
    const { page, complaints: said } = await asAdmin(PHONE);
    await page.goto(`${forum.site.origin}/me`);
    expect(await page.locator(".dock a").allInnerTexts()).toEqual(["想法", "帖子", "提一个", "我"]);
    await page.locator("main").getByRole("link", { name: "产品台" }).click();
    await page.locator(".desk__filters").waitFor();
    await page.goto(`${forum.site.origin}/me`);
    await page.locator("main").getByRole("link", { name: "管理", exact: true }).click();
    for (const name of ["社区", "版块", "团队", "成员", "加入申请", "邮件与登录", "外观", "页面"]) {
      await page.locator(".tabs").getByRole("link", { name, exact: true }).click();
      await page.locator(".tab[aria-current]", { hasText: name }).waitFor();
      await expectNoSideways(page);
    }
    await expectAccessible(page); // the last of them: the host's pages
    expect(said).toEqual([]);
  });

  test("is for admins only", async () => {
    const fan = await openPage(forum.browser, { locale: "en-GB" });
    await registerAs(fan.page, forum.site.origin, "ben");
    for (const path of ["", "/boards", "/teams", "/people", "/look", "/pages"])
      expect((await fan.page.goto(`${forum.site.origin}/admin${path}`))?.status()).toBe(403);
  });
});
