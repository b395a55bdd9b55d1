import type { BrowserContextOptions, Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import {
  DESKTOP,
  expectAccessible,
  expectNoSideways,
  giveRole,
  openForum,
  openPage,
  PHONE,
  pressVote,
  propose,
  registerAs,
} from "../support/site";

const forum = openForum();

async function person(name: string, options: BrowserContextOptions): Promise<Page> {
  const { page } = await openPage(forum.browser, options);
  await registerAs(page, forum.site.origin, name);
  return page;
}

async function expectFine(page: Page): Promise<void> {
  await expectAccessible(page);
  await expectNoSideways(page);
}

describe("two ideas that say the same", () => {
  test("are merged on a desktop, lead a fan's old link on, and are taken apart again", async () => {
    const fan = await person("ann", { ...PHONE, locale: "en-GB", colorScheme: "dark" });
    const old = await propose(fan, forum.site.origin, "Stop charging at eighty per cent. Every night.");
    const other = await person("ben", { ...PHONE, locale: "en-GB" });
    const target = await propose(other, forum.site.origin, "Let the battery rest at eighty. It ages so fast.");
    await pressVote(other.locator(".vote--wide .vote__button"));

    const mod = await person("moe", { ...DESKTOP, locale: "en-GB" });
    await giveRole(forum.site, "moe", "moderator");
    await mod.goto(old);
    await mod.locator("article .moderator-menu summary").click();
    await mod.getByRole("link", { name: "Merge into …" }).click();
    await mod.getByRole("heading", { name: "Merge into another idea" }).waitFor();
    await expectFine(mod);
    await mod.locator("[name=into]").fill("#999");
    await mod.getByRole("button", { name: "See the two together" }).click();
    await mod.getByText("There is no such idea.").waitFor();
    await mod.locator("[name=into]").fill(target);
    await mod.getByRole("button", { name: "See the two together" }).click();
    await mod.locator(".merge-sum__together", { hasText: "1" }).waitFor();
    await expectFine(mod);
    await mod.locator("[name=reason]").fill("Both want eighty per cent.");
    await mod.getByRole("button", { name: "Merge", exact: true }).click();
    await mod.locator(".merged-banner", { hasText: "Both want eighty per cent." }).waitFor();
    await expectFine(mod);

    await fan.goto(old);
    expect(await fan.locator("link[rel=canonical]").getAttribute("href")).toBe(target);
    await expectFine(fan);
    await pressVote(fan.locator(".vote--wide .vote__button"));
    await fan.locator(".vote--wide", { hasText: "2" }).waitFor();
    await fan.locator(".merged-banner").getByRole("link", { name: "Go there" }).click();
    await fan.waitForURL(target);
    await fan.locator("#merged", { hasText: "also suggested by ann" }).waitFor();
    await fan.locator(".vote--wide .vote__button[aria-pressed=true]").waitFor();
    await expectFine(fan);

    await mod.goto(old);
    await mod.getByRole("button", { name: "Undo the merge (30 days left)" }).click();
    await mod.locator(".timeline", { hasText: "undid the merge" }).waitFor();
    expect(await mod.locator(".merged-banner").count()).toBe(0);
  });

  test("are merged and taken apart without JavaScript, on a phone, in Chinese", async () => {
    const fan = await person("cleo", { ...PHONE, locale: "zh-CN" });
    const old = await propose(fan, forum.site.origin, "屏幕最低亮度还是太亮。半夜看一眼就醒了。");
    const target = await propose(fan, forum.site.origin, "夜里屏幕太亮了，能再暗一点吗？每天晚上都这样。");
    const mod = await person("mia", { ...PHONE, locale: "zh-CN", javaScriptEnabled: false });
    await giveRole(forum.site, "mia", "moderator");
    await mod.goto(old);
    await mod.locator("article .moderator-menu summary").click();
    await mod.getByRole("link", { name: "合并到…" }).click();
    await expectNoSideways(mod);
    await mod.locator("[name=into]").fill(target.split("/").at(-1) ?? "");
    await mod.getByRole("button", { name: "看看合并后的样子" }).click();
    await expectNoSideways(mod);
    await mod.locator("[name=reason]").fill("");
    await mod.getByRole("button", { name: "合并", exact: true }).click();
    await mod.locator(".field__why").waitFor();
    await mod.locator("[name=reason]").fill("都是夜里太亮。");
    await mod.getByRole("button", { name: "合并", exact: true }).click();
    await mod.locator(".merged-banner", { hasText: "都是夜里太亮。" }).waitFor();
    await expectNoSideways(mod);
    await mod.getByRole("button", { name: "取消合并（还剩 30 天）" }).click();
    await mod.locator(".timeline", { hasText: "取消合并" }).waitFor();
  });
});
