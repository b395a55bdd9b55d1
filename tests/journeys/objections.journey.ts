import type { BrowserContextOptions, Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { expectAccessible, expectNoSideways, giveRole, openForum, openPage, PHONE, registerAs } from "../support/site";

const forum = openForum();

const EN: BrowserContextOptions = { ...PHONE, locale: "en-GB", colorScheme: "dark" };

async function person(name: string) {
  const opened = await openPage(forum.browser, EN);
  await registerAs(opened.page, forum.site.origin, name);
  return opened;
}

async function expectFine(page: Page): Promise<void> {
  await expectAccessible(page);
  await expectNoSideways(page);
}

describe("a rude objection", () => {
  test("is reported, hidden with its reason, still counted, and shown again, on a phone in the dark", async () => {
    const fan = await person("ann");
    await fan.page.goto(`${forum.site.origin}/ideas/new`);
    await fan.page.locator("[name=problem]").fill("It is too bright. Every night.");
    await fan.page.locator("button[value=open]").click();
    await fan.page.locator(".steps").waitFor();
    const page = `${fan.page.url()}/objections`;
    const rude = await person("rob");
    await rude.page.goto(page);
    await rude.page.locator("[name=reason]").fill("Only fools can want this.");
    await rude.page.getByRole("button", { name: "Object" }).click();
    await rude.page.locator(".comment", { hasText: "Only fools" }).waitFor();
    await fan.page.goto(page);
    await fan.page.locator(".comment").getByRole("link", { name: "Report" }).click();
    await fan.page.getByLabel("Insults or attacks somebody").check();
    await fan.page.getByRole("button", { name: "Report it" }).click();
    await fan.page.locator(".comment", { hasText: "Only fools" }).waitFor();
    const one = new URL(fan.page.url()).hash;
    expect(await fan.page.locator(one).textContent()).toContain("Only fools");

    const mod = await person("moe");
    await giveRole(forum.site, "moe", "moderator");
    await mod.page.goto(`${forum.site.origin}/moderation`);
    await mod.page.locator(".case__words", { hasText: "Only fools" }).waitFor();
    await expectFine(mod.page);
    await mod.page.getByRole("heading", { level: 2 }).getByRole("link").click();
    await mod.page.waitForURL(page + one);
    await mod.page.locator(".comment .moderator-menu summary").click();
    await expectFine(mod.page);
    await mod.page.locator(".menu[open]").getByRole("link", { name: "Hide …" }).click();
    await mod.page.locator("[name=rule]").selectOption("insult");
    await mod.page.locator("[name=reason]").fill("Say it kindly");
    await expectFine(mod.page);
    await mod.page.getByRole("button", { name: "Hide", exact: true }).click();
    await mod.page.locator(".comment__hidden", { hasText: "Reason: Say it kindly" }).waitFor();
    expect(mod.page.url()).toBe(page + one);

    await fan.page.goto(page);
    await fan.page.locator(".comment--empty", { hasText: "Reason: Say it kindly" }).waitFor();
    expect(await fan.page.content()).not.toContain("Only fools");
    await expectFine(fan.page);
    await rude.page.goto(page);
    await rude.page.getByRole("button", { name: "Take back my objection" }).click();
    await rude.page.locator("form .notice", { hasText: "stay hidden" }).waitFor();
    await rude.page.locator("[name=reason]").fill("As I said, only fools.");
    await rude.page.getByRole("button", { name: "Object" }).click();
    await rude.page.locator(".comment__hidden").waitFor();
    await fan.page.goto(page);
    expect(await fan.page.content()).not.toContain("only fools");

    await mod.page.goto(page);
    await mod.page.getByRole("button", { name: "Show it again" }).click();
    await mod.page.locator(".comment__hidden").waitFor({ state: "detached" });
    expect([...fan.complaints, ...rude.complaints, ...mod.complaints]).toEqual([]);
  }, 240_000);
});
