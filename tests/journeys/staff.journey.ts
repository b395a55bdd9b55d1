import { readFileSync } from "node:fs";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  expectAccessible,
  launch,
  openPage,
  propose,
  registerAs,
  type Site,
  setUpSite,
  startSite,
} from "../support/site";

let site: Site;
let browser: Browser;
let page: Page;
let complaints: string[];

beforeAll(async () => {
  [site, browser] = await Promise.all([startSite(), launch()]);
  ({ page, complaints } = await openPage(browser));
  await setUpSite(page, site);
});
afterAll(async () => {
  await browser.close();
  await site.stop();
});

describe("the team", () => {
  test("names a team and a title, and answers with them", async () => {
    await page.goto(`${site.origin}/admin/teams`);
    await page.locator(".fold summary", { hasText: "新建团队" }).click();
    await page.locator(".fold[open] [name=name]").fill("电原组");
    await page.locator(".fold[open] button").click();
    await page.locator(".fold summary", { hasText: "电原组" }).click();
    await page.locator(".fold[open] [name=name]").fill("电源组");
    await page.locator(".fold[open] button").click();
    await page.locator(".fold summary", { hasText: "电源组" }).waitFor();
    await page.getByRole("link", { name: "成员", exact: true }).click();
    await page.locator(".fold summary", { hasText: "阿尔玛" }).click();
    await page.locator(".fold[open] [name=team]").selectOption({ label: "电源组" });
    await page.locator(".fold[open] [name=title]").fill("电源工程师");
    await expectAccessible(page);
    await page.locator(".fold[open] form:has([name=staff]) button").click();
    await page.locator(".notice", { hasText: "已保存" }).waitFor();
    const url = await propose(page, site.origin, "充电到八成就停。每天都会遇到。");
    await page.getByRole("link", { name: "官方回复" }).click();
    await page.locator("h1", { hasText: "官方回复" }).waitFor();
    await page.locator("[name=text]").fill("做，三月上线。");
    await expectAccessible(page);
    await page.getByRole("button", { name: "发表回复" }).click();
    await page.locator(".answer", { hasText: "电源组 · 电源工程师 · 亲自回复" }).waitFor();
    expect(page.url()).toBe(url);
  });

  test("accepts an idea without a date, builds it and releases it", async () => {
    await propose(page, site.origin, "录屏只录系统声音。每天都会遇到。");
    await page.getByRole("link", { name: "列入入围" }).click();
    await page.locator("h1", { hasText: "列入入围" }).waitFor();
    await expectAccessible(page);
    await page.getByRole("button", { name: "列入入围" }).click();
    await page.locator(".timeline", { hasText: "由 阿尔玛 负责" }).waitFor();
    await page.getByRole("link", { name: "采纳" }).click();
    await page.locator("[name=team]").selectOption({ label: "电源组" });
    await page.locator("main button[type=submit]").click();
    await page.getByText("请写成 2026-W50").waitFor();
    await expectAccessible(page);
    await page.locator("[name=noDate]").check();
    await page.locator("main button[type=submit]").click();
    for (const [step, status] of [
      ["开始开发", "开发中"],
      ["标为已发布", "已发布"],
    ] as const) {
      await page.getByRole("link", { name: step }).click();
      await page.getByRole("button", { name: step }).click();
      await page.locator(".timeline", { hasText: status }).waitFor();
    }
    await expectAccessible(page);
  });

  test("declines with a reason code and a whole sentence, and loses no word on the way", async () => {
    await propose(page, site.origin, "相册按旅行整理。每天都会遇到。");
    await page.getByRole("link", { name: "暂不做" }).click();
    await page.locator("h1", { hasText: "暂不做" }).waitFor();
    await page.locator("[name=code]").selectOption("later");
    await page.locator("[name=reason]").fill("太短了");
    await page.getByRole("button", { name: "暂不做" }).click();
    await page.getByText("请写一句完整的话").waitFor();
    expect(await page.locator("[name=reason]").inputValue()).toBe("太短了");
    await page.locator("[name=reason]").fill("现在还做不到：识别旅行要先有地点授权，明年春天再看一次。");
    await page.getByRole("button", { name: "暂不做" }).click();
    await page.locator(".answer--no", { hasText: "明年春天再看一次" }).waitFor();
    await expectAccessible(page);
    await page.goto(`${site.origin}/?status=declined`);
    await page.locator(".idea-card", { hasText: "理由：现在还做不到" }).waitFor();
    await expectAccessible(page);
  });

  test("takes the top requests home", async () => {
    await page.goto(`${site.origin}/desk`);
    await page.locator(".table tbody tr").first().waitFor();
    await expectAccessible(page);
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("link", { name: "CSV" }).click(),
    ]);
    expect(download.suggestedFilename()).toBe("top-requests.csv");
    expect(readFileSync(await download.path(), "utf8")).toMatch(
      /^\ufeffrank,id,source_id,url,title[\s\S]*充电到八成就停/,
    );
    const [json] = await Promise.all([page.waitForEvent("download"), page.getByRole("link", { name: "JSON" }).click()]);
    const made: { requests: Array<{ title: string }> } = JSON.parse(readFileSync(await json.path(), "utf8"));
    expect(made.requests.map(({ title }) => title)).toContain("相册按旅行整理");
    expect(complaints).toEqual([]);
  });

  test("takes in a colleague, who may answer from then on", async () => {
    const colleague = await openPage(browser);
    await registerAs(colleague.page, site.origin, "wang", "王工");
    expect((await colleague.page.goto(`${site.origin}/desk`))?.status()).toBe(403);
    await page.goto(`${site.origin}/admin/people`);
    await page.locator(".fold summary", { hasText: "王工" }).click();
    await page.locator(".fold[open] [name=staff]").check();
    await page.locator(".fold[open] form:has([name=staff]) button").click();
    await page.locator(".notice", { hasText: "已保存" }).waitFor();
    await page.goto(`${site.origin}/admin/people`);
    const name = page.locator(".fold[open] [name=displayName]");
    await page.locator(".fold summary", { hasText: "王工" }).click();
    await name.fill("🍿");
    await page.locator(".fold[open]").getByRole("button", { name: "改名" }).click();
    await page.locator(".fold[open] .field__why").waitFor();
    await name.fill("王工程师");
    await page.locator(".fold[open]").getByRole("button", { name: "改名" }).click();
    await page.locator(".fold summary", { hasText: "王工程师" }).waitFor();
    expect((await colleague.page.goto(`${site.origin}/desk`))?.status()).toBe(200);
    await expectAccessible(colleague.page);
    expect(complaints).toEqual([]);
  });

  test("keeps the desk to itself", async () => {
    const fan = await openPage(browser, { locale: "en-GB" });
    await registerAs(fan.page, site.origin, "ben");
    const answer = await fan.page.goto(`${site.origin}/desk`);
    expect(answer?.status()).toBe(403);
    await fan.page.getByText("This is for employees of the brand.").waitFor();
    await expectAccessible(fan.page);
    expect(fan.complaints).toEqual([]);
    expect((await fan.page.request.get(`${site.origin}/export/top-requests.csv`)).status()).toBe(403);
  });
});
