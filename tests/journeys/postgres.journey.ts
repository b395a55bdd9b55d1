import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type PostgresServer, startPostgres } from "../support/postgres-server";
import { launch, openPage, pressVote, registerAs, type Site, setUpSite, startSite } from "../support/site";

let postgres: PostgresServer;
let site: Site;
let browser: Browser;

beforeAll(async () => {
  postgres = await startPostgres();
  await postgres.createDatabase("canyu");
  [site, browser] = await Promise.all([startSite({ DATABASE_URL: `${postgres.url}canyu` }), launch()]);
});
afterAll(async () => {
  await browser.close();
  await site.stop();
});

describe("on PostgreSQL", () => {
  test("a community is set up, an idea proposed and supported, and taken home", async () => {
    const admin = await openPage(browser);
    await setUpSite(admin.page, site);
    const fan = await openPage(browser);
    await registerAs(fan.page, site.origin, "mei", "小梅");
    await fan.page.goto(`${site.origin}/ideas/new`);
    await fan.page.locator("[name=problem]").fill("屏幕太亮。每天晚上都是。");
    await fan.page.locator("button[value=open]").click();
    await pressVote(fan.page.locator(".vote__button"));
    await fan.page.locator(".vote__button[aria-pressed=true]", { hasText: "1" }).waitFor();
    const csv = await (await admin.page.request.get(`${site.origin}/export/top-requests.csv`)).text();
    expect(csv).toContain("屏幕太亮");
    expect([...admin.complaints, ...fan.complaints]).toEqual([]);
  });

  test("losing the database is an answer, not the end of the program", async () => {
    await postgres.stop();
    expect((await fetch(`${site.origin}/readyz`)).status).toBe(503);
    for (const [language, sentence] of [
      ["en", "The database does not answer just now."],
      ["zh-CN", "数据库暂时没有回应。"],
    ] as const) {
      const answer = await fetch(site.origin, { headers: { "Accept-Language": language } });
      expect([answer.status, answer.headers.get("Retry-After")]).toEqual([503, "5"]);
      expect(await answer.text()).toContain(sentence);
    }
    expect((await fetch(`${site.origin}/healthz`)).status).toBe(200);
  });
});
