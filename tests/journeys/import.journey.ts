import { once } from "node:events";
import { existsSync, readdirSync } from "node:fs";
import { request } from "node:http";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import {
  DESKTOP,
  expectAccessible,
  expectNoSideways,
  openForum,
  openPage,
  PHONE,
  pressVote,
  registerAs,
} from "../support/site";

const forum = openForum();

// Windows-1252 and semicolons, as Excel writes it in Spanish; one row has no date.
const rows = Array.from(
  { length: 12 },
  (_, n) => `${n};Más bancos ${n};"En la plaza; por favor";ana ${n % 3};${n * 2};20/05/2019`,
);
const TABLE = Buffer.from(
  `Id;Título;Descripción;Autor;Votos;Fecha\r\n${rows.join("\r\n")}\r\n99;Sin fecha;;ana 1;1;mayo\r\n`,
  "latin1",
);

// The clock looks for work every few seconds, and a busy machine takes its time.
const PATIENCE = 60_000;

const send = async (page: Page, buffer: Buffer, name = "propuestas.csv"): Promise<void> => {
  await page.goto(`${forum.site.origin}/admin/import`);
  await page.locator("[name=files]").setInputFiles({ name, mimeType: "text/csv", buffer });
  await page.locator("main button[type=submit]").click();
};

const number = (page: Page, label: string) => page.locator(".import__numbers div", { hasText: label }).locator("dd");

const asAdmin = async (options: object): Promise<{ page: Page; complaints: string[] }> =>
  openPage(forum.browser, { ...options, storageState: await forum.admin.context().storageState() });

describe("an admin on a phone, in Chinese, without JavaScript", () => {
  test("looks at a table first, tries it out, brings it in; undoing keeps what somebody voted on", async () => {
    const { page } = await asAdmin({ ...PHONE, javaScriptEnabled: false });
    await send(page, TABLE);
    await page.getByText("识别为 Windows-1252").waitFor({ state: "attached" });
    await page.locator(".import__idea", { hasText: "Más bancos 0" }).waitFor();
    await page.locator("[name=column1]").selectOption("");
    await page.locator("button[value=read]").click();
    await page.locator(".import__idea strong", { hasText: "En la plaza" }).first().waitFor(); // the text's first sentence
    await page.locator("[name=column1]").selectOption("title");
    await page.locator("button[value=check]").click();
    await page.getByText("已试运行", { exact: true }).waitFor({ timeout: PATIENCE });
    expect(await number(page, "新建").textContent()).toBe("12");
    await page.getByText("还没有版块“propuestas”：将会新建。").waitFor();
    await page.getByText("第 14 行：已跳过").waitFor();
    await expectNoSideways(page);
    await page.locator("[name=boardName]").fill("Bancos");
    await page.locator("button[value=import]").click();
    await page.getByText("已导入", { exact: true }).waitFor({ timeout: PATIENCE });
    expect(await number(page, "新建").textContent()).toBe("12");
    const problems = await page.request.get(`${page.url()}/problems.csv`);
    expect(await problems.text()).toContain("14,");

    const voted = await fanVotesOn("Más bancos 7");

    await page.getByRole("link", { name: "撤销这次导入" }).click();
    await page.getByText("11 条想法").waitFor();
    await page.getByText("1 条有人支持或表态").waitFor();
    await expectNoSideways(page);
    await page.locator("main button", { hasText: "撤销这次导入" }).click();
    await page.getByText("已撤销", { exact: true }).waitFor({ timeout: PATIENCE });
    await page.getByText("1 条有人支持或表态").waitFor();
    await page.getByText("只有一部分留下").waitFor();
    await page.goto(`${forum.site.origin}/admin/import`);
    await page.getByText("留下 1 条想法").waitFor();
    await page.goto(voted);
    await page.getByRole("heading", { name: "Más bancos 7" }).waitFor();
    await page.goto(forum.site.origin);
    expect(await page.locator("main").textContent()).toContain("Más bancos 7");
    expect(await page.locator("main").textContent()).not.toContain("Más bancos 3");
  }, 180_000);
});

/** The address of what they voted on. */
async function fanVotesOn(title: string): Promise<string> {
  const fan = await openPage(forum.browser, { locale: "en-GB" });
  await registerAs(fan.page, forum.site.origin, "ben");
  await fan.page.getByRole("link", { name: title }).first().click();
  await fan.page.getByRole("heading", { level: 1, name: title }).waitFor(); // the list has buttons to vote with, too
  await pressVote(fan.page.locator("main .vote__button").first());
  const voted = fan.page.url();
  await fan.page.context().close();
  return voted;
}

describe("an admin on a desktop, in English", () => {
  test("sees every change at once, and what can't be read is told; the page follows the import", async () => {
    const { page, complaints: said } = await asAdmin({ ...DESKTOP, locale: "en-GB" });
    await send(page, TABLE, "otra.csv");
    await page.getByText("found: Windows-1252").waitFor({ state: "attached" });
    await expectAccessible(page);
    await page.locator("[name=column1]").selectOption("");
    await page.locator(".import__idea strong", { hasText: "En la plaza" }).first().waitFor();
    await page.locator("[name=encoding]").selectOption("utf-8");
    await page.getByText("is not written in utf-8; it looks like windows-1252").waitFor();
    await page.locator("[name=encoding]").selectOption("");
    await page.locator(".import__idea strong", { hasText: "Más bancos 0" }).waitFor();
    await page.locator("[name=delimiter]").selectOption(",");
    await page.getByText("divides nothing in otra.csv").waitFor();
    await page.locator("[name=delimiter]").selectOption("");
    await page.locator(".import__idea strong", { hasText: "Más bancos 0" }).waitFor();
    await page.locator("button[value=import]").click();
    await page.locator(".import__progress progress").waitFor();
    await page.getByText("imported", { exact: true }).waitFor({ timeout: PATIENCE });
    expect(await number(page, "Created").textContent()).toBe("12");
    await page.getByText("line 14: skipped").waitFor();
    await expectAccessible(page);
    await page.getByRole("link", { name: "Undo the import" }).click();
    await page.getByText("12 ideas go").waitFor();
    await expectAccessible(page);
    expect(said).toEqual([]);
  }, 180_000);

  test("is told what is no table, and throws away what was sent", async () => {
    const { page, complaints: said } = await asAdmin({ ...DESKTOP, locale: "en-GB" });
    await send(page, Buffer.from(Array.from({ length: 4_000 }, (_, n) => (n * 7919) % 256)), "photo.csv");
    await page.getByText("photo.csv is not text").waitFor();
    await page.locator("button[value=discard]").click();
    await page.locator("[name=files]").waitFor();
    expect(await page.locator("main .rows a", { hasText: "photo.csv" }).count()).toBe(0);
    await expectAccessible(page);
    expect(said).toEqual([]);
    expect(forum.complaints).toEqual([]);
  });

  test("is told when files are too large, before any of it is kept", async () => {
    const folder = join(forum.site.dataFolder, "uploads");
    const uploads = (): string[] => (existsSync(folder) ? readdirSync(folder) : []);
    const before = uploads();
    const cookie = (await forum.admin.context().cookies()).map(({ name, value }) => `${name}=${value}`).join("; ");
    const sending = request(`${forum.site.origin}/admin/import`, {
      method: "POST",
      headers: {
        ...{ Origin: forum.site.origin, Cookie: cookie, "Accept-Language": "en" },
        ...{ "Content-Type": "multipart/form-data; boundary=x", "Content-Length": 201 * 2 ** 20 },
      },
    });
    sending.on("error", () => {}); // the server hangs up on us
    sending.write("--x\r\n");
    const [answer] = await once(sending, "response");
    expect(answer.statusCode).toBe(413);
    expect(String((await answer.toArray()).join(""))).toContain("more than 200 MB");
    sending.destroy();
    expect(uploads()).toEqual(before);
  });

  test("is refused to others", async () => {
    const { page } = await openPage(forum.browser, DESKTOP);
    await registerAs(page, forum.site.origin, "cleo");
    for (const path of ["/admin/import", "/admin/import/1", "/admin/import/1/undo", "/admin/import/1/problems.csv"])
      expect((await page.goto(forum.site.origin + path))?.status()).toBe(403);
  });
});
