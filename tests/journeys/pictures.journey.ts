import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Locator, Page } from "playwright-core";
import sharp from "sharp";
import { afterAll, describe, expect, test } from "vitest";
import { newFolder, removeFolders } from "../support/folders";
import { photograph } from "../support/picture";
import { DESKTOP, expectAccessible, expectNoSideways, openForum, openPage, PHONE, registerAs } from "../support/site";

const forum = openForum();
const folder = newFolder();
afterAll(removeFolders);

function notPicture(name: string): string {
  const path = join(folder, name);
  writeFileSync(path, '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>');
  return path;
}

/** What the page shows at these pictures, as the site serves it: upright, and nothing of where it was taken. */
async function expectClean(page: Page, shown: Locator): Promise<void> {
  for (const picture of await shown.all()) {
    await picture.scrollIntoViewIfNeeded();
    await expect.poll(() => picture.evaluate((one: HTMLImageElement) => one.naturalWidth)).toBe(1200);
    const answer = await page.request.get(`${forum.site.origin}${await picture.getAttribute("src")}`);
    expect(answer.headers()).toMatchObject({ "content-type": "image/webp", "x-content-type-options": "nosniff" });
    const bytes = await answer.body();
    const { format, width, height, exif } = await sharp(bytes).metadata();
    expect({ format, width, height, exif }).toEqual({ format: "webp", width: 1200, height: 1600, exif: undefined });
    expect(bytes.includes("secret")).toBe(false);
  }
}

describe("a fan on a phone, in Chinese", () => {
  test("puts photographs into an idea and a comment, and hears why one is not taken", async () => {
    const { page, complaints } = await openPage(forum.browser, PHONE);
    const [first, second] = [
      await photograph(folder, "a.jpg", "#ff6900"),
      await photograph(folder, "b.jpg", "#0069ff"),
    ];
    await registerAs(page, forum.site.origin, "xiaoman", "周小满");
    await page.goto(`${forum.site.origin}/ideas/new`);
    await page.locator("[name=problem]").fill("镜头在夜里有光斑。每次都有。");
    const choose = page.getByLabel("添加图片");
    await choose.setInputFiles([first, second]);
    await page.getByText("2 张图片已放进正文").waitFor();
    expect(await page.locator("[name=problem]").inputValue()).toMatch(
      /^镜头在夜里有光斑。每次都有。\n\n!\[图片\]\(\/pictures\/\S+\)\n!\[图片\]\(\/pictures\/\S+\)\n\n$/,
    );
    expect(await page.locator("[name=title]").inputValue()).toBe("镜头在夜里有光斑");
    await choose.setInputFiles(notPicture("c.png"));
    await page.getByText("c.png: 请用 JPEG、PNG、WebP 或 GIF 格式的图片。").waitFor();
    await expectAccessible(page);
    await expectNoSideways(page);
    await page.locator("button[value=open]").click();
    await page.locator(".steps").waitFor();
    await expectClean(page, page.locator(".idea-text .pictures img"));
    expect(await page.locator(".idea-text .pictures img").count()).toBe(2);
    await expectAccessible(page);
    await expectNoSideways(page);
    expect(complaints).toEqual([]);
  });

  test("puts photographs into a comment, and opens one in full", async () => {
    const { page, complaints } = await openPage(forum.browser, PHONE);
    const [first, second] = [
      await photograph(folder, "i.jpg", "#ff6969"),
      await photograph(folder, "j.jpg", "#0069ff"),
    ];
    await registerAs(page, forum.site.origin, "tie", "小铁");
    await page.goto(forum.site.origin);
    await page.locator(".idea-card__title a").first().click();
    const discussion = page.locator("#comments .comments");
    await discussion.locator("textarea").fill("我拍到了：");
    await discussion.getByLabel("添加图片").setInputFiles([first, second]);
    await discussion.getByText("2 张图片已放进正文").waitFor();
    await discussion.locator(".button--go").click();
    await page.locator(".comment .pictures img").nth(1).waitFor();
    await expectClean(page, page.locator(".comment .pictures img"));
    await expectAccessible(page);
    await page.locator(".comment .picture").first().click();
    await page.waitForURL(/\/pictures\/[\w-]{43}-1200x1600\.webp$/); // in full
    expect(complaints).toEqual([]);
  });

  test("without JavaScript sends them with the form, and loses no words when one is refused", async () => {
    const { page, complaints } = await openPage(forum.browser, { ...PHONE, javaScriptEnabled: false });
    const [first, second] = [
      await photograph(folder, "d.jpg", "#69ff00"),
      await photograph(folder, "e.jpg", "#6900ff"),
    ];
    await registerAs(page, forum.site.origin, "mei", "小梅");
    await page.goto(`${forum.site.origin}/ideas/new`);
    await page.locator("[name=problem]").fill("后盖容易刮花。");
    await page.locator("[name=pictures]").setInputFiles([first, notPicture("f.png")]);
    await page.locator("button[value=open]").click();
    await page.getByText("请用 JPEG、PNG、WebP 或 GIF 格式的图片。").waitFor();
    expect(await page.locator("[name=problem]").inputValue()).toMatch(
      /^后盖容易刮花。\s+!\[图片\]\(\/pictures\/\S+\)$/,
    );
    await expectNoSideways(page);
    await page.locator("button[value=open]").click();
    await page.locator(".steps").waitFor();
    await expectClean(page, page.locator(".idea-text img"));
    await page.locator("#comments .comments textarea").fill("没有图的也行。");
    await page.locator("#comments .comments .button--go").click();
    await page.locator(".comment", { hasText: "没有图的也行。" }).waitFor();
    await page.locator("#comments .comments [name=pictures]").setInputFiles([first, second]);
    await page.locator("#comments .comments .button--go").click(); // pictures alone say enough
    await page.locator(".comment .pictures img").nth(1).waitFor();
    await expectClean(page, page.locator(".comment .pictures img"));
    expect(complaints).toEqual([]);
  });
});

describe("a fan at a desk, in English and the dark", () => {
  test("pastes a picture, says what it shows, and is told when the network is gone", async () => {
    const { page, complaints } = await openPage(forum.browser, { ...DESKTOP, locale: "en-GB", colorScheme: "dark" });
    await registerAs(page, forum.site.origin, "ann", "Ann Lee");
    await page.goto(`${forum.site.origin}/ideas/new`);
    const box = page.locator("[name=problem]");
    await box.fill("The lens flares at night. Every night.");
    const png = await sharp({ create: { width: 800, height: 600, channels: 3, background: "#444444" } })
      .png()
      .toBuffer();
    await box.evaluate(
      (one, bytes) => {
        const brought = new DataTransfer();
        brought.items.add(new File([new Uint8Array(bytes)], "shot.png", { type: "image/png" }));
        one.dispatchEvent(new ClipboardEvent("paste", { clipboardData: brought, bubbles: true, cancelable: true }));
      },
      [...png],
    );
    await page.getByText("1 picture is in your text.").waitFor();
    await box.fill((await box.inputValue()).replace("![picture]", "![A flare around a lamp]"));
    await page.route("**/pictures", (route) => route.abort());
    await page.getByLabel("Add pictures").setInputFiles(await photograph(folder, "g.jpg", "#112233"));
    await page.getByText("g.jpg did not arrive.").waitFor();
    await page.unroute("**/pictures");
    await page.locator("button[value=open]").click();
    await page.locator(".steps").waitFor();
    await page.getByRole("link", { name: "A flare around a lamp" }).waitFor();
    await expectAccessible(page);
    await expectNoSideways(page);
    expect(complaints.filter((one) => !one.includes("net::ERR_FAILED"))).toEqual([]);
  });

  test("is offered no pictures before signing in, and nobody else sees one that no text shows", async () => {
    const { page } = await openPage(forum.browser, { ...DESKTOP, locale: "en-GB" });
    await page.goto(`${forum.site.origin}/ideas/new`);
    expect(await page.locator("input[type=file]").count()).toBe(0);
    await registerAs(page, forum.site.origin, "bo", "Bo");
    const headers = { Origin: forum.site.origin, Accept: "application/json", "Accept-Language": "en" };
    const file = {
      name: "x.png",
      mimeType: "image/png",
      buffer: await sharp(await photograph(folder, "h.jpg", "#998877"))
        .png()
        .toBuffer(),
    };
    const sent = await page.request.post(`${forum.site.origin}/pictures`, { headers, multipart: { pictures: file } });
    expect(sent.status()).toBe(201);
    const { path } = await sent.json();
    expect((await page.request.get(forum.site.origin + path)).headers()["cache-control"]).toBe("private, no-store");
    const { page: other } = await openPage(forum.browser);
    for (const strange of [path, `${path}.data`, "/pictures/..%2f..%2fcanyu.db", "/pictures/x.webp"])
      expect((await other.request.get(forum.site.origin + strange)).status()).toBe(404);
    const refused = await other.request.post(`${forum.site.origin}/pictures`, {
      headers,
      multipart: { pictures: file },
    });
    expect(refused.status()).toBe(401);
    const foreign = { ...headers, Origin: "https://evil.example" };
    const elsewhere = await page.request.post(`${forum.site.origin}/pictures`, {
      headers: foreign,
      multipart: { pictures: file },
    });
    expect(elsewhere.status()).toBe(403);
    const svg = { name: "x.png", mimeType: "image/png", buffer: Buffer.from("<svg/>") };
    const wrong = await page.request.post(`${forum.site.origin}/pictures`, { headers, multipart: { pictures: svg } });
    expect([wrong.status(), (await wrong.json()).refusal.fields.pictures]).toEqual([
      422,
      "A JPEG, PNG, WebP or GIF picture, please.",
    ]);
  });
});
