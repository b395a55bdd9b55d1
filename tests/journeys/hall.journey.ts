import { join } from "node:path";
import type { BrowserContextOptions, Page } from "playwright-core";
import { beforeAll, describe, expect, test } from "vitest";
import { keepBadges, placeFirstHundred } from "~/features/badges/clock.server";
import { closeSeasons } from "~/features/hall-of-fame/clock.server";
import type { MemberId } from "~db/ids.ts";
import { openStore } from "~db/open.server.ts";
import { claim } from "../support/claims";
import {
  DESKTOP,
  expectAccessible,
  expectNoSideways,
  giveRole,
  openForum,
  openPage,
  PHONE,
  propose,
  registerAs,
} from "../support/site";

const forum = openForum();
const LONG = 480_000;
const DARK: BrowserContextOptions = { ...PHONE, locale: "en-GB", colorScheme: "dark" };
const BARE: BrowserContextOptions = { ...PHONE, javaScriptEnabled: false };

async function expectFine(page: Page): Promise<void> {
  await expectAccessible(page);
  await expectNoSideways(page);
}

const ids = new Map<string, number>();

async function joins(username: string, name: string, options: BrowserContextOptions = DESKTOP): Promise<Page> {
  const { page } = await openPage(forum.browser, options);
  await registerAs(page, forum.site.origin, username, name);
  await page.goto(`${forum.site.origin}/me/settings`);
  const href = await page.locator('main a[href^="/people/"]').first().getAttribute("href");
  ids.set(username, Number(href?.split("/").at(-1)));
  return page;
}

const id = (username: string): MemberId => ids.get(username) as MemberId;
/** The quarter before this one, by its first day. */
const lastSeason = (): string => {
  const now = new Date();
  return new Date(Date.UTC(now.getUTCFullYear(), Math.floor(now.getUTCMonth() / 3) * 3 - 3, 15))
    .toISOString()
    .slice(0, 10);
};

let fan: Page;

describe("the hall of fame", () => {
  beforeAll(async () => {
    fan = await joins("zhouman", "周小满");
    await propose(fan, forum.site.origin, "充电到八成就停。电池衰减快。");
    await joins("laochen", "老陈");
  }, LONG);

  test(
    "waits for its first season, and shows who has done what so far",
    async () => {
      const { page, complaints } = await openPage(forum.browser, DESKTOP);
      await page.goto(forum.site.origin);
      await page.locator(".rooms").getByRole("link", { name: "名人堂" }).click();
      await page.locator("h1", { hasText: "名人堂" }).waitFor();
      await page.getByText("第一批面孔会出现在这里").waitFor();
      await page.getByText("还没有人").waitFor();
      await expectFine(page);
      const phone = await openPage(forum.browser, DARK);
      await phone.page.goto(`${forum.site.origin}/hall`);
      await phone.page.getByText("The first faces appear here").waitFor();
      await expectFine(phone.page);
      await phone.page.getByRole("link", { name: "Hall of fame" }).last().waitFor(); // phones come by the foot of a page
      expect([...complaints, ...phone.complaints]).toEqual([]);
    },
    LONG,
  );

  test(
    "shows the stars of the last season, this one's places, and what each badge stands on",
    async () => {
      const db = await openStore({ file: join(forum.site.dataFolder, "canyu.db"), url: process.env.DATABASE_URL });
      await claim(db, { id: id("zhouman") }, "idea.shipped", { date: lastSeason(), points: 200_000 });
      await claim(db, { id: id("laochen") }, "reply.accepted", { date: lastSeason(), points: 15_000 });
      for (let n = 0; n < 3; n++) await claim(db, { id: id("zhouman") }, "idea.shipped", { points: 200_000 });
      await claim(db, { id: id("laochen") }, "reply.accepted", { points: 15_000 });
      await closeSeasons(db, Date.now() + 86_400_000);
      await placeFirstHundred(db, Date.now() + 2 * 86_400_000);
      await keepBadges(db, Date.now());
      await db.close();

      const { page, complaints } = await openPage(forum.browser, DESKTOP);
      await page.goto(`${forum.site.origin}/hall`);
      await page.locator(".star", { hasText: "周小满" }).locator(".star__points").click();
      await page.getByText("这里只列").waitFor(); // of that season alone
      await expectFine(page);
      await page.goto(`${forum.site.origin}/hall`);
      const star = page.locator(".star", { hasText: "周小满" });
      await star.getByText("1 个想法上线").waitFor();
      await star.locator(".star__points", { hasText: "200 分" }).waitFor();
      const first = page.locator(".ranking__row").first();
      await first.getByText("3 个上线 · 600 分").waitFor();
      await expectFine(page);
      await page.getByRole("link", { name: "全部", exact: true }).click();
      await page.getByText("半年前的算一半").waitFor();
      await page.locator(".ranking__row", { hasText: "老陈" }).waitFor();
      await page.getByRole("link", { name: "看这面墙" }).click();
      await page.locator(".wall li", { hasText: "周小满" }).waitFor();
      await expectFine(page);
      await page.goBack();
      await page.locator(".ranking__row").first().getByRole("link", { name: "想法上线：3" }).click();
      await page.locator("h1", { hasText: "想法上线" }).waitFor();
      await page.getByText("计入 4 件").waitFor();
      await expectFine(page);

      const phone = await openPage(forum.browser, DARK);
      await phone.page.goto(`${forum.site.origin}/hall`);
      await phone.page
        .locator(".star", { hasText: "老陈" })
        .getByText("1 answer that solved somebody's question")
        .waitFor();
      await expectFine(phone.page);
      await phone.page.locator("summary", { hasText: "Past seasons" }).click();
      await phone.page.locator(".menu[open] .menu__item").first().click();
      await phone.page.getByText("As it was when the season closed").waitFor();
      await expectFine(phone.page);
      await phone.page.locator(".star").first().getByRole("link").first().click();
      await phone.page.getByText("Points this season").waitFor();
      const who = phone.page.locator(".profile__who");
      expect((await who.textContent())?.match(/level|L\d/gi)).toHaveLength(1); // said once, also to who hears it
      await phone.page.getByText("In past seasons").waitFor();
      await expectFine(phone.page);
      expect([...complaints, ...phone.complaints]).toEqual([]);
    },
    LONG,
  );

  test(
    "hears who would rather not stand there, and takes them back",
    async () => {
      await fan.goto(`${forum.site.origin}/inbox`);
      await fan.getByText("你得到了徽章“想法上线”").first().waitFor();
      await fan.goto(`${forum.site.origin}/me/settings`);
      await fan.getByRole("button", { name: "退出榜单" }).click();
      await fan.getByText("你不在任何榜单上").waitFor();
      await expectFine(fan);
      await fan.goto(`${forum.site.origin}/hall`);
      await fan.locator(".ranking__row", { hasText: "老陈" }).waitFor();
      expect(await fan.locator(".ranking__row, .star").filter({ hasText: "周小满" }).count()).toBe(0);
      await fan.goto(`${forum.site.origin}/me/settings`);
      await fan.getByRole("button", { name: "回到榜单" }).click();
      await fan.getByText("你在榜单上").waitFor();
      await fan.goto(`${forum.site.origin}/people/${id("zhouman")}/badges`);
      await fan.getByText("再有 6 次就到下一级").waitFor();
      await expectFine(fan);
    },
    LONG,
  );
});

describe("badges", () => {
  test(
    "are designed by an admin, who sees them while typing; and given by hand for a reason",
    async () => {
      const { admin, site } = forum;
      await admin.goto(`${site.origin}/admin/badges`);
      await admin.locator(".fold", { hasText: "设计一枚徽章" }).locator("summary").click();
      const form = admin.locator(".fold[open] form");
      await form.locator("[name=nameZh]").fill("合并达人");
      await form.locator("[name=nameEn]").fill("Joiner");
      await form.locator("[name=counted]").selectOption("merge.done");
      await form.locator("[name=steps]").fill("3, 1");
      await expect.poll(() => form.locator(".badge-preview .hexagon").count()).toBe(2);
      await form.getByRole("button", { name: "创建" }).click();
      await admin.getByText("每一级都要比前一级大").waitFor();
      const held = ["nameZh", "nameEn", "counted", "steps"].map((name) => form.locator(`[name=${name}]`).inputValue());
      expect(await Promise.all(held)).toEqual(["合并达人", "Joiner", "merge.done", "3, 1"]);
      await expectFine(admin);
      await form.locator("[name=steps]").fill("1, 3");
      await form.getByRole("button", { name: "创建" }).click();
      await admin.locator(".fold", { hasText: "合并达人" }).waitFor();
      await expectFine(admin);
    },
    LONG,
  );

  test(
    "without JavaScript: previewed, made, given, read and taken back",
    async () => {
      const { site } = forum;
      const olga = await joins("olga", "Olga", BARE);
      await giveRole(site, "olga", "admin");
      await olga.goto(`${site.origin}/admin/badges`);
      await olga.locator(".fold", { hasText: "设计一枚徽章" }).locator("summary").click();
      const form = olga.locator(".fold[open] form");
      await form.locator("[name=nameZh]").fill("暖心");
      await form.locator("[name=nameEn]").fill("Kind heart");
      await form.locator('[name=hue][value="violet"]').check();
      await form.getByRole("button", { name: "预览" }).click();
      await olga.locator('.fold[open] .badge-preview .hexagon[data-hue="violet"]').waitFor();
      expect(await olga.locator(".fold[open] [name=nameEn]").inputValue()).toBe("Kind heart");
      await olga.locator(".fold[open]").getByRole("button", { name: "创建" }).click();
      await olga.locator(".fold", { hasText: "暖心" }).waitFor();
      await olga.goto(`${site.origin}/people/${id("laochen")}/badges`);
      await olga.getByRole("button", { name: "授予" }).click();
      await olga.locator(".field__why").waitFor();
      await olga.locator("[name=reason]").fill("每个新人的第一个问题，都是他回的。");
      await olga.getByRole("button", { name: "授予" }).click();
      await olga.locator(".badge-list__one", { hasText: "暖心" }).click();
      await olga.getByText("都是他回的").waitFor();
      await expectNoSideways(olga);
      await olga.locator("[name=reason]").fill("弄错人了。");
      await olga.getByRole("button", { name: "收回" }).click();
      await olga.getByText("徽章已收回").waitFor();
      expect(await olga.locator(".badge-list__one", { hasText: "暖心" }).count()).toBe(0);
    },
    LONG,
  );
});
