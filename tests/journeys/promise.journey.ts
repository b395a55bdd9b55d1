import { join } from "node:path";
import { eq } from "drizzle-orm";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { memberByUsername } from "~/features/members/members.server";
import type { BoardId, MemberId, TopicId } from "~db/ids.ts";
import { openStore } from "~db/open.server.ts";
import { ideas } from "~db/schema/ideas.ts";
import type { Store } from "~db/store.ts";
import { newFolder, removeFolders } from "../support/folders";
import {
  ADMIN,
  DESKTOP,
  expectAccessible,
  expectNoSideways,
  giveRole,
  launch,
  openPage,
  PHONE,
  pressVote,
  registerAs,
  type Site,
  setUpSite,
  startSite,
} from "../support/site";
import { memberOf, idea as proposed } from "../support/town";

const DAY = 86_400_000;
const NOTE = "CANARY-NOTE";
const PATIENCE = 180_000;
const folder = newFolder();
let site: Site;
let browser: Browser;
/** The first admin, who works for the brand. */
let alma: Page;
let complaints: string[];
let path = "";

beforeAll(async () => {
  [site, browser] = await Promise.all([startSite({ CANYU_DATA: folder }), launch()]);
  ({ page: alma, complaints } = await openPage(browser));
  await setUpSite(alma, site);
}, PATIENCE);
afterAll(async () => {
  await browser.close();
  await site.stop();
  removeFolders();
});

/** The clock runs when a program starts: stopped, changed and started again, a site has lived through what was written. */
async function later(change: (db: Store) => Promise<unknown> = async () => {}): Promise<void> {
  await site.stop();
  const db = await openStore({ file: join(folder, "canyu.db"), url: undefined });
  await change(db);
  await db.close();
  const began = Date.now();
  site = await startSite({ CANYU_DATA: folder });
  const lastRun = /canyu_job_last_run_timestamp_seconds\{job="tellOverdue".*\} (\S+)/;
  await vi.waitFor(async () => {
    const [, seconds] = lastRun.exec(await (await fetch(`${site.origin}/metrics`)).text()) ?? [];
    expect(Number(seconds) * 1_000).toBeGreaterThanOrEqual(began);
  }, 30_000);
}

async function somebody(name: string, role?: string, options: BrowserContextOptions = DESKTOP): Promise<Page> {
  const { page } = await openPage(browser, options);
  await registerAs(page, site.origin, name);
  if (role) await giveRole(site, name, role);
  return page;
}

async function support(page: Page): Promise<void> {
  await page.goto(site.origin + path);
  await pressVote(page.locator(".columns__aside .vote__button"));
  await page.locator(".columns__aside .vote__button[aria-pressed=true]").waitFor();
}

const people = new Map<string, Page>();

describe("the promise of an answer", () => {
  test(
    "is a board's, kept by a team with a lead; numbers that won't do are refused, and nothing typed is lost",
    async () => {
      await alma.goto(`${site.origin}/admin/teams`);
      await alma.locator(".fold summary", { hasText: "新建团队" }).click();
      await alma.locator(".fold[open] [name=name]").fill("电源组");
      await alma.locator(".fold[open] button").click();
      await alma.locator(".fold summary", { hasText: "电源组" }).click();
      await alma.locator(".fold[open] [name=lead]").selectOption({ label: ADMIN.displayName });
      await expectAccessible(alma);
      await alma.locator(".fold[open] button").click();
      await alma.locator(".fold summary", { hasText: `负责人 ${ADMIN.displayName}` }).waitFor();
      await alma.goto(`${site.origin}/admin/boards`);
      await alma.locator(".fold summary", { hasText: "手机" }).click();
      await alma.locator(".fold[open] [name=team]").selectOption({ label: "电源组" });
      for (const [name, value] of [
        ["Top", "0"],
        ["Above", "1"],
        ["Days", "400"],
      ] as const)
        await alma.locator(`.fold[open] [name=promise${name}]`).fill(value);
      await alma.getByRole("button", { name: "保存承诺" }).click();
      await alma.getByText("请填 1 到 365 的整数天数").waitFor();
      expect(await alma.locator(".fold[open] [name=promiseAbove]").inputValue()).toBe("1");
      await expectAccessible(alma);
      await alma.locator(".fold[open] [name=promiseDays]").fill("9");
      await alma.getByRole("button", { name: "保存承诺" }).click();
      await alma.locator(".notice", { hasText: "已保存" }).waitFor();
      await alma.goto(site.origin);
      await alma.getByText(`由电源组负责，负责人 ${ADMIN.displayName}`).waitFor();
      await alma.getByText("支持超过 1 人的想法，9 天内回复").waitFor();
      expect(complaints).toEqual([]);
    },
    PATIENCE,
  );

  test(
    "is made once enough fans want an idea, and counted down in days, in both languages",
    async () => {
      const ben = await somebody("ben");
      people.set("member", ben);
      await ben.goto(`${site.origin}/ideas/new`);
      await ben.locator("[name=problem]").fill("充电到八成就停。每天晚上都会遇到。");
      await ben.locator("button[value=open]").click();
      await ben.locator(".steps").waitFor();
      path = new URL(ben.url()).pathname;
      await support(ben);
      expect(await ben.locator(".promise").count()).toBe(0);
      await support(await somebody("cleo"));
      await later();
      await alma.goto(site.origin + path);
      await alma.locator(".promise", { hasText: "前回复 · 还有 9 天" }).waitFor();
      await expectAccessible(alma);
      await alma.goto(`${site.origin}/?order=waiting`);
      await alma.locator(".tab[aria-current]", { hasText: "等我们回答1" }).waitFor();
      await alma.locator(".idea-card .chip", { hasText: "等我们回答" }).waitFor();
      await expectAccessible(alma);
      const phone = await openPage(browser, { ...PHONE, locale: "en-GB" });
      await phone.page.goto(site.origin + path);
      await phone.page.locator(".promise", { hasText: "9 days left" }).waitFor();
      await expectNoSideways(phone.page);
      await expectAccessible(phone.page);
      expect([...complaints, ...phone.complaints]).toEqual([]);
    },
    PATIENCE,
  );

  test(
    "climbs to the team's lead when it is overdue, and stands on top of the desk",
    async () => {
      await later(async (db) => {
        const id = Number(path.split("/")[2]) as TopicId;
        const now = Date.now();
        await db.write((tx) =>
          tx
            .update(ideas)
            .set({ promisedAt: now - 11 * DAY, dueAt: now - 2 * DAY })
            .where(eq(ideas.topicId, id)),
        );
        const ben = memberOf((await memberByUsername(db.read, "ben"))?.id ?? (0 as MemberId), "ben");
        for (const days of [3, 6, 8]) {
          const other = await proposed(db, ben, 1 as BoardId, `Answered within ${days} days`);
          const kept = { promisedAt: now - 20 * DAY, answeredAt: now - (20 - days) * DAY };
          await db.write((tx) => tx.update(ideas).set(kept).where(eq(ideas.topicId, other)));
        }
      });
      await alma.goto(site.origin + path);
      await alma.locator(".promise", { hasText: "已经等了我们 11 天" }).waitFor();
      await alma.goto(site.origin);
      await alma.getByText("通常 6 天内回复").waitFor();
      await expect
        .poll(
          async () => (await (await alma.request.get(`${site.origin}/inbox`)).text()).includes("超过了承诺的回复时间"),
          {
            timeout: 30_000,
          },
        )
        .toBe(true);
      await alma.goto(`${site.origin}/inbox`);
      await expectAccessible(alma);
      await alma.goto(`${site.origin}/desk?status=declined&tag=night`); // what is counted stands over all of it
      await alma.locator(".desk__overdue", { hasText: "1 条超期 · 最久 2 天" }).click();
      await alma.waitForURL(/overdue=1/);
      await alma.locator(".desk-due", { hasText: "超期 2 天" }).waitFor();
      expect(await alma.locator(".desk-table tbody tr").count()).toBe(1);
      expect(await alma.locator("[name=overdue]").isChecked()).toBe(true);
      await expectAccessible(alma);
      expect(complaints).toEqual([]);
    },
    PATIENCE,
  );

  test(
    "notes of the staff stay with the staff: no page, data or file shows them to anybody else",
    async () => {
      await alma.goto(site.origin + path);
      await alma.locator(".staff-notes summary").click();
      await alma.locator(".staff-notes [name=text]").fill(`${NOTE}: ask the lab`);
      await expectAccessible(alma);
      await alma.locator(".staff-notes").getByRole("button", { name: "添加备注" }).click();
      await alma.locator(".staff-notes__note", { hasText: NOTE }).waitFor();
      people.set("visitor", (await openPage(browser)).page);
      people.set("moderator", await somebody("max", "moderator"));
      const topic = path.replace("/ideas/", "/topics/");
      const paths = [
        ...[path, `${path}/history`, `${path}/edit`, `${topic}/notes`, `${topic}/comments`, "/", "/?order=waiting"],
        ...["/desk", "/inbox", "/me", "/me/following", "/moderation", "/moderation/log", `/moderation${topic}`],
        ...[`/search?q=${NOTE}`, `/search.json?q=${NOTE}`, "/search.json?q=lab", "/similar.json?title=ask+the+lab"],
        ...["csv", "json", "md"].map((format) => `/export/top-requests.${format}`),
      ];
      const leaks: string[] = [];
      for (const [who, { request }] of people)
        for (const asked of paths.flatMap((one) => [one, one.replace(/^([^?]*[^?/.])(\?|$)/, "$1.data$2")])) {
          const words = (await (await request.get(site.origin + asked)).text()).replaceAll(`q=${NOTE}`, "");
          if (words.includes("ask the lab")) leaks.push(`${who} ${asked}`);
        }
      expect(leaks).toEqual([]);
      for (const format of ["csv", "json", "md"]) {
        const file = await (await alma.request.get(`${site.origin}/export/top-requests.${format}`)).text();
        expect(file).toContain("充电到八成就停");
        expect(file).not.toContain(NOTE);
      }
      await alma.goto(`${site.origin}/desk`);
      await alma.locator(".desk-table__note", { hasText: NOTE }).waitFor();
      expect(complaints).toEqual([]);
    },
    PATIENCE,
  );

  test(
    "is kept from the desk on a phone, without JavaScript; a note is taken away the same way",
    async () => {
      const { page } = await openPage(browser, { ...PHONE, javaScriptEnabled: false });
      await page.goto(`${site.origin}/sign-in?next=/desk`);
      await page.locator("[name=username]").fill(ADMIN.username);
      await page.locator("[name=password]").fill(ADMIN.password);
      await page.locator("main button[type=submit]").first().click();
      await page.locator(".desk-table").waitFor();
      await expectNoSideways(page);
      await page.locator("[name=mine]").check();
      await page.getByRole("button", { name: "查看" }).click();
      expect(new URL(page.url()).searchParams.get("mine")).toBe("1");
      await page.locator("[name=order]").selectOption("waiting");
      await page.getByRole("button", { name: "查看" }).click();
      await page.getByRole("link", { name: /^回复“/ }).click();
      await page.locator("[name=text]").fill("做，三月上线。");
      await page.getByRole("button", { name: "发表回复" }).click();
      await page.locator(".answer", { hasText: "三月上线" }).waitFor();
      expect(await page.locator(".promise").count()).toBe(0);
      await page.locator(".staff-notes summary").click();
      await page.getByRole("button", { name: "添加备注" }).click();
      await page.locator(".field__why").waitFor(); // empty: refused on a page of its own
      await page.locator("[name=text]").fill("A second one");
      await page.getByRole("button", { name: "添加备注" }).click();
      const second = page.locator(".staff-notes__note", { hasText: "A second one" });
      await second.getByRole("button", { name: "删除" }).click();
      await page.locator(".staff-notes__note", { hasText: NOTE }).waitFor();
      expect(await second.count()).toBe(0);
      await page.goto(`${site.origin}/?order=waiting`);
      await page.getByText("没有在等我们的想法").waitFor();
    },
    PATIENCE,
  );
});
