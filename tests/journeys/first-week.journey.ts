import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { afterAll, expect, test, vi } from "vitest";
import {
  expectAccessible,
  expectNoSideways,
  openForum,
  openPage,
  PHONE,
  pressVote,
  propose,
  registerAs,
} from "../support/site";

const HOUR = 3_600_000;
const LONG = 300_000;
const folder = mkdtempSync(join(tmpdir(), "canyu-clock-"));
const clock = join(folder, "clock");
const later = (hours: number): void => writeFileSync(clock, String(hours * HOUR));
later(0);
afterAll(() => rmSync(folder, { recursive: true })); // after the forum has stopped, which reads it
const forum = openForum(undefined, {
  NODE_OPTIONS: `--import=${new URL("../support/moved-clock.mjs", import.meta.url).href}`,
  CANYU_MOVED_CLOCK: clock,
});

const said = (page: Page, words: string) => page.locator(".comment[id]", { hasText: words });

async function comment(page: Page, idea: string, words: string): Promise<void> {
  await page.goto(idea);
  await page.locator("#comments .comments textarea").fill(words);
  await page.locator("#comments .comments .button--go").click();
  await said(page, words).waitFor();
}

async function reply(page: Page, idea: string, to: string, words: string): Promise<void> {
  await page.goto(idea);
  const form = said(page, to).first().locator(".comment__reply").first();
  await form.locator("summary").click();
  await form.locator("textarea").fill(words);
  await form.locator(".button--go").click();
  await said(page, words).first().waitFor();
}

/** Reads a page again until the clock's work has come to it. */
const comesTo = (page: Page, path: string, words: string): Promise<void> =>
  vi.waitFor(
    async () => {
      await page.goto(forum.site.origin + path);
      expect(await page.locator("main").textContent()).toContain(words);
    },
    { timeout: 60_000, interval: 500 },
  );

test(
  "a newcomer's first week on a phone: from a stranger's vote to a vouch of their own",
  async () => {
    const { origin } = forum.site;
    const { page: nova, complaints } = await openPage(forum.browser, PHONE);
    const [{ page: ann }, { page: ben }] = [await openPage(forum.browser), await openPage(forum.browser)];
    await registerAs(ann, origin, "annan", "安安");
    await registerAs(ben, origin, "beibei", "贝贝");
    const theirs = await propose(ann, origin, "夜里屏幕太亮。每天都是。");

    // The first day: everything is open to them, and their vote is heard.
    await registerAs(nova, origin, "xingxing", "星星");
    const mine = await propose(nova, origin, "充电到八成就停。电池衰减快。");
    await nova.goto(theirs);
    await pressVote(nova.locator("main .vote__button").first());
    await nova.goto(`${origin}/me/standing`);
    await nova.locator("h2", { hasText: "L0 陌生" }).waitFor();
    await nova.getByText("你的票按待熟悉的成员计").waitFor();
    await nova.getByText("保留满 24 小时").waitFor();
    await expectAccessible(nova);
    await expectNoSideways(nova);
    await nova.goto(`${origin}/me`);
    await nova.getByText("保留满 24 小时").waitFor();
    await nova.getByRole("link", { name: "我的位置" }).first().click();
    await nova.locator("h2", { hasText: "L0 陌生" }).waitFor();

    // The second: a moderator who met them says so, and what they wrote has stood for a day.
    const id = /\d+/.exec((await nova.locator("a[href$='/points']").first().getAttribute("href")) ?? "")?.[0];
    await forum.admin.goto(`${origin}/moderation/members/${id}`);
    await forum.admin.getByRole("button", { name: "确认这个人" }).click();
    await forum.admin.getByRole("button", { name: "收回确认" }).waitFor();
    later(25);
    await comesTo(nova, "/me/standing", "L1 知道");
    await nova.getByText("你的票足额计入").waitFor();
    await comesTo(nova, "/inbox", "你到了 L1“知道”");

    // Three days of talk with two people.
    for (const day of [1, 2, 3]) {
      later(24 * day + 2);
      for (const [page, name] of [
        [ann, "安安"],
        [ben, "贝贝"],
      ] as const) {
        const words = `${name}第 ${day} 天来说：我这边的情况是这样的，细节都在这里了`;
        await comment(page, mine, words);
        await reply(nova, mine, words, `星星第 ${day} 天回${name}：谢谢，你说的我记下来了，明天再试一次`);
      }
    }
    await nova.goto(`${origin}/me/standing`);
    await nova.getByText("再待 4 天").waitFor();

    // A week is over.
    later(24 * 8);
    await comesTo(nova, "/me/standing", "L2 熟悉");
    await comesTo(nova, "/inbox", "你到了 L2“熟悉”");
    await expectAccessible(nova);
    await nova.goto(theirs);
    await nova.locator("a.meta__name", { hasText: "安安" }).first().click();
    await nova.getByRole("button", { name: "我认识这个人" }).click();
    await nova.getByText("你认识这个人").first().waitFor();
    await nova.goto(`${origin}/people/${id}/points`);
    await nova.locator("h1").waitFor();
    await expectNoSideways(nova);
    await nova.getByText("新人").first().waitFor();
    expect(complaints).toEqual([]);
  },
  LONG,
);
