import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { expectAccessible, openForum, openPage, propose, registerAs } from "../support/site";

const forum = openForum();

describe("the team", () => {
  test("names a team and a title, and answers with them", async () => {
    await forum.admin.goto(`${forum.site.origin}/admin/teams`);
    await forum.admin.locator(".fold summary", { hasText: "新建团队" }).click();
    await forum.admin.locator(".fold[open] [name=name]").fill("电原组");
    await forum.admin.locator(".fold[open] button").click();
    await forum.admin.locator(".fold summary", { hasText: "电原组" }).click();
    await forum.admin.locator(".fold[open] [name=name]").fill("电源组");
    await forum.admin.locator(".fold[open] button").click();
    await forum.admin.locator(".fold summary", { hasText: "电源组" }).waitFor();
    await forum.admin.getByRole("link", { name: "成员", exact: true }).click();
    await forum.admin.locator(".fold summary", { hasText: "阿尔玛" }).click();
    await forum.admin.locator(".fold[open] [name=team]").selectOption({ label: "电源组" });
    await forum.admin.locator(".fold[open] [name=title]").fill("电源工程师");
    await expectAccessible(forum.admin);
    await forum.admin.locator(".fold[open] form:has([name=staff]) button").click();
    await forum.admin.locator(".notice", { hasText: "已保存" }).waitFor();
    const url = await propose(forum.admin, forum.site.origin, "充电到八成就停。每天都会遇到。");
    await forum.admin.getByRole("link", { name: "官方回复" }).click();
    await forum.admin.locator("h1", { hasText: "官方回复" }).waitFor();
    await forum.admin.locator("[name=text]").fill("做，三月上线。");
    await expectAccessible(forum.admin);
    await forum.admin.getByRole("button", { name: "发表回复" }).click();
    await forum.admin.locator(".answer", { hasText: "电源组 · 电源工程师 · 亲自回复" }).waitFor();
    expect(forum.admin.url()).toBe(url);
  });

  test("accepts an idea without a date, builds it and releases it", async () => {
    await propose(forum.admin, forum.site.origin, "录屏只录系统声音。每天都会遇到。");
    await forum.admin.getByRole("link", { name: "列入入围" }).click();
    await forum.admin.locator("h1", { hasText: "列入入围" }).waitFor();
    await expectAccessible(forum.admin);
    await forum.admin.getByRole("button", { name: "列入入围" }).click();
    await forum.admin.locator(".timeline", { hasText: "由 阿尔玛 负责" }).waitFor();
    await forum.admin.getByRole("link", { name: "采纳" }).click();
    await forum.admin.locator("[name=team]").selectOption({ label: "电源组" });
    await forum.admin.locator("main button[type=submit]").click();
    await forum.admin.getByText("请写成 2026-W50").waitFor();
    await expectAccessible(forum.admin);
    await forum.admin.locator("[name=noDate]").check();
    await forum.admin.locator("main button[type=submit]").click();
    for (const [step, status] of [
      ["开始开发", "开发中"],
      ["标为已上线", "已上线"],
    ] as const) {
      await forum.admin.getByRole("link", { name: step }).click();
      await forum.admin.getByRole("button", { name: step }).click();
      await forum.admin.locator(".timeline", { hasText: status }).waitFor();
    }
    await expectAccessible(forum.admin);
  });

  test("declines with a reason code and a whole sentence, and loses no word on the way", async () => {
    await propose(forum.admin, forum.site.origin, "相册按旅行整理。每天都会遇到。");
    await forum.admin.getByRole("link", { name: "暂不做" }).click();
    await forum.admin.locator("h1", { hasText: "暂不做" }).waitFor();
    await forum.admin.locator("[name=code]").selectOption("later");
    await forum.admin.locator("[name=reason]").fill("太短了");
    await forum.admin.getByRole("button", { name: "暂不做" }).click();
    await forum.admin.getByText("请写一句完整的话").waitFor();
    expect(await forum.admin.locator("[name=reason]").inputValue()).toBe("太短了");
    await forum.admin.locator("[name=reason]").fill("现在还做不到：识别旅行要先有地点授权，明年春天再看一次。");
    await forum.admin.getByRole("button", { name: "暂不做" }).click();
    await forum.admin.locator(".answer--no", { hasText: "明年春天再看一次" }).waitFor();
    await expectAccessible(forum.admin);
    await forum.admin.goto(`${forum.site.origin}/?status=declined`);
    await forum.admin.locator(".idea-card", { hasText: "理由：现在还做不到" }).waitFor();
    await expectAccessible(forum.admin);
  });

  test("takes the top requests home", async () => {
    await forum.admin.goto(`${forum.site.origin}/desk`);
    await forum.admin.locator(".table tbody tr").first().waitFor();
    await expectAccessible(forum.admin);
    const [download] = await Promise.all([
      forum.admin.waitForEvent("download"),
      forum.admin.getByRole("link", { name: "CSV" }).click(),
    ]);
    expect(download.suggestedFilename()).toBe("top-requests.csv");
    expect(readFileSync(await download.path(), "utf8")).toMatch(
      /^\ufeffrank,id,source_id,url,title[\s\S]*充电到八成就停/,
    );
    const [json] = await Promise.all([
      forum.admin.waitForEvent("download"),
      forum.admin.getByRole("link", { name: "JSON" }).click(),
    ]);
    const made: { requests: Array<{ title: string }> } = JSON.parse(readFileSync(await json.path(), "utf8"));
    expect(made.requests.map(({ title }) => title)).toContain("相册按旅行整理");
    expect(forum.complaints).toEqual([]);
  });

  test("takes in a colleague, who may answer from then on", async () => {
    const colleague = await openPage(forum.browser);
    await registerAs(colleague.page, forum.site.origin, "wang", "王工");
    expect((await colleague.page.goto(`${forum.site.origin}/desk`))?.status()).toBe(403);
    await forum.admin.goto(`${forum.site.origin}/admin/people`);
    await forum.admin.locator(".fold summary", { hasText: "王工" }).click();
    await forum.admin.locator(".fold[open] [name=staff]").check();
    await forum.admin.locator(".fold[open] form:has([name=staff]) button").click();
    await forum.admin.locator(".notice", { hasText: "已保存" }).waitFor();
    await forum.admin.goto(`${forum.site.origin}/admin/people`);
    const name = forum.admin.locator(".fold[open] [name=displayName]");
    await forum.admin.locator(".fold summary", { hasText: "王工" }).click();
    await name.fill("🍿");
    await forum.admin.locator(".fold[open]").getByRole("button", { name: "改名" }).click();
    await forum.admin.locator(".fold[open] .field__why").waitFor();
    await name.fill("王工程师");
    await forum.admin.locator(".fold[open]").getByRole("button", { name: "改名" }).click();
    await forum.admin.locator(".fold summary", { hasText: "王工程师" }).waitFor();
    expect((await colleague.page.goto(`${forum.site.origin}/desk`))?.status()).toBe(200);
    await expectAccessible(colleague.page);
    expect(forum.complaints).toEqual([]);
  });

  test("keeps the desk to itself", async () => {
    const fan = await openPage(forum.browser, { locale: "en-GB" });
    await registerAs(fan.page, forum.site.origin, "ben");
    const answer = await fan.page.goto(`${forum.site.origin}/desk`);
    expect(answer?.status()).toBe(403);
    await fan.page.getByText("This is for employees of the brand.").waitFor();
    await expectAccessible(fan.page);
    expect(fan.complaints).toEqual([]);
    expect((await fan.page.request.get(`${forum.site.origin}/export/top-requests.csv`)).status()).toBe(403);
  });
});
