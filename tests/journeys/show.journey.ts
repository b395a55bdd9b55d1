import type { Page } from "playwright-core";
import { afterAll, describe, expect, test } from "vitest";
import { newFolder, removeFolders } from "../support/folders";
import { photograph } from "../support/picture";
import { expectAccessible, expectNoSideways, openForum, openPage, PHONE, registerAs } from "../support/site";

const LONG = 480_000;

const forum = openForum();
const folder = newFolder();
afterAll(removeFolders);

/** The field of pictures stands before the title, or after the text. */
const arePicturesFirst = (page: Page): Promise<boolean> =>
  page.evaluate(() => {
    const [file, title] = [document.querySelector("input[type=file]"), document.querySelector("[name=title]")];
    return Boolean(file && title && file.compareDocumentPosition(title) & Node.DOCUMENT_POSITION_FOLLOWING);
  });

describe("showing something from a phone", () => {
  test(
    "begins with its pictures, whose first is in front in the list; what was half written waits",
    async () => {
      const { page, complaints } = await openPage(forum.browser, PHONE);
      await registerAs(page, forum.site.origin, "yezi", "叶子");
      await page.goto(`${forum.site.origin}/threads/new`);
      expect(await arePicturesFirst(page)).toBe(false);
      await page.getByText("晒物", { exact: true }).click();
      await expect.poll(() => arePicturesFirst(page)).toBe(true);
      const [first, second] = [
        await photograph(folder, "a.jpg", "#ff6900"),
        await photograph(folder, "b.jpg", "#0069ff"),
      ];
      await page.getByLabel("添加图片").setInputFiles([first, second]);
      await page.getByText("2 张图片已放进正文").waitFor();
      const text = page.locator("[name=text]");
      await text.press("Control+End");
      await text.pressSequentially("阳台番茄，今天红了第一颗。");
      await expectAccessible(page);
      await expectNoSideways(page);
      await page.getByText(/^已保存 /).waitFor(); // kept by itself

      await page.goto(`${forum.site.origin}/me/drafts`);
      await page.locator(".draft-row", { hasText: "帖子" }).getByRole("link").first().click();
      await page.locator("h1", { hasText: "发个帖子" }).waitFor();
      expect(await page.locator("[name=kind][value=show]").isChecked()).toBe(true);
      expect(await text.inputValue()).toContain("今天红了第一颗");
      await page.locator("main .button--go").click();
      await page.locator("h1", { hasText: "阳台番茄，今天红了第一颗" }).waitFor();
      expect(await page.locator(".prose .pictures img").count()).toBe(2);
      await expectAccessible(page);
      await expectNoSideways(page);

      await page.goto(`${forum.site.origin}/threads?kind=show`);
      const cover = page.locator(".thread-card", { hasText: "阳台番茄" }).locator("img");
      expect(await cover.getAttribute("src")).toMatch(/^\/pictures\/[\w-]{43}-1200x1600-small\.webp$/);
      await expect.poll(() => cover.evaluate((one: HTMLImageElement) => one.naturalHeight)).toBe(480);
      await expectAccessible(page);
      await page.goto(`${forum.site.origin}/me/drafts`);
      expect(await page.locator(".draft-row").count()).toBe(0);
      expect(complaints).toEqual([]);
    },
    LONG,
  );

  test(
    "without JavaScript, looks at it first and sends all in one form; edited, the other picture is in front",
    async () => {
      const { page, complaints } = await openPage(forum.browser, { ...PHONE, javaScriptEnabled: false });
      await registerAs(page, forum.site.origin, "tie", "小铁");
      await page.goto(`${forum.site.origin}/threads/new?kind=show`);
      expect(await arePicturesFirst(page)).toBe(true);
      const [first, second] = [
        await photograph(folder, "c.jpg", "#69ff00"),
        await photograph(folder, "d.jpg", "#6900ff"),
      ];
      await page.locator("[name=text]").fill("新做的手机壳。木头的。");
      await page.locator("[name=pictures]").setInputFiles([first, second]);
      await page.getByRole("button", { name: "预览" }).click();
      await page.locator(".editor-preview img").nth(1).waitFor();
      expect(await page.locator("[name=kind][value=show]").isChecked()).toBe(true);
      await expectNoSideways(page);
      await page.locator("main .button--go").click();
      await page.locator("h1", { hasText: "新做的手机壳" }).waitFor();
      const shown = page.locator(".prose .pictures img");
      expect(await shown.count()).toBe(2);
      const other = (await shown.nth(1).getAttribute("src")) ?? "";

      await page.getByRole("link", { name: "编辑", exact: true }).click();
      await page.locator("[name=text]").fill(`![背面](${other})\n\n新做的手机壳。木头的。`);
      await page.locator("main .button--go").click();
      await page.locator(".notice--flash", { hasText: "已保存" }).first().waitFor();
      await page.goto(`${forum.site.origin}/threads?kind=show`);
      const cover = page.locator(".thread-card", { hasText: "新做的手机壳" }).locator("img");
      expect(await cover.getAttribute("src")).toBe(other.replace(".webp", "-small.webp"));
      expect(complaints).toEqual([]);
    },
    LONG,
  );
});
