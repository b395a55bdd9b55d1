import { beforeAll, describe, expect, test, vi } from "vitest";
import {
  DESKTOP,
  expectAccessible,
  expectNoSideways,
  openForum,
  openPage,
  PHONE,
  propose,
  registerAs,
} from "../support/site";

const forum = openForum();
beforeAll(async () => {
  for (const problem of [
    "充电到八成就自动停下。整夜充满，电池衰减得快。",
    "锁屏壁纸每天换一张。看腻了。",
    "Let the keyboard fold in half. It never fits my bag.",
  ])
    await propose(forum.admin, forum.site.origin, problem);
  await forum.admin.goto(`${forum.site.origin}/ideas/1`);
  await forum.admin.locator("#comments textarea[name=text]").fill("冬天也一样，电池一冷就关机。");
  await forum.admin.locator("#comments .comments .button--go").click();
  await forum.admin.locator(".comment", { hasText: "冬天也一样" }).waitFor();
  await untilFound("冬天");
});

const found = async (
  path: string,
): Promise<Array<{ id: number; title: string; url: string; source_id: string | null }>> => {
  const answer = await fetch(forum.site.origin + path);
  expect(answer.headers.get("Access-Control-Allow-Origin")).toBe("*");
  return (await answer.json()).results;
};

/** Reactions run after the answer: a moment later everything can be found. */
const untilFound = (words: string): Promise<void> =>
  vi.waitFor(async () => expect(await found(`/search.json?q=${words}`)).not.toEqual([]), { timeout: 10_000 });

describe("searching", () => {
  test("in Chinese on a phone finds ideas and comments by two characters, in either script", async () => {
    const { page, complaints } = await openPage(forum.browser, PHONE);
    await page.goto(forum.site.origin);
    await page.getByRole("link", { name: "搜索" }).click();
    await page.locator("h1", { hasText: "搜索" }).waitFor();
    await page.getByText("想找什么？").waitFor();
    await expectAccessible(page);
    const field = page.locator("main input[name=q]");
    expect(await field.evaluate((input) => input === document.activeElement)).toBe(true);
    await page.keyboard.type("電池");
    await page.locator("main").getByRole("option").first().waitFor();
    await page.keyboard.press("Enter");
    await page.locator(".hit mark", { hasText: "电池" }).first().waitFor();
    expect(await page.locator(".hit").count()).toBe(2);
    await page.getByText("2 条结果").waitFor();
    await expectAccessible(page);
    await expectNoSideways(page);
    await page.getByRole("link", { name: "讨论", exact: true }).click();
    await page.waitForURL(/kind=comment/);
    await page.locator('.hit a[href^="/comments/"]').click();
    await page.locator(".comment", { hasText: "电池一冷就关机" }).waitFor();
    await page.goto(`${forum.site.origin}/search?q=${encodeURIComponent("量子纠缠")}`);
    await page.getByText("没有找到“量子纠缠”").waitFor();
    await expectAccessible(page);
    await page.getByRole("link", { name: "提个想法" }).last().waitFor();
    expect(complaints).toEqual([]);
  });

  test("from the header suggests while typing, and obeys the keyboard", async () => {
    const { page, complaints } = await openPage(forum.browser, { ...DESKTOP, locale: "en-GB", colorScheme: "dark" });
    await page.goto(forum.site.origin);
    await page.locator("h1").waitFor();
    const loaded: string[] = [];
    page.on("request", (request) => loaded.push(request.url()));
    await page.keyboard.press("/");
    const box = page.getByRole("combobox", { name: "Search ideas, threads and comments" });
    await box.pressSequentially("keyb");
    await page.getByRole("option", { name: "Let the keyboard fold" }).waitFor();
    expect(loaded.some((url) => url.includes("suggestions-"))).toBe(true); // only now
    expect(await box.getAttribute("aria-expanded")).toBe("true");
    await expectAccessible(page);
    await page.keyboard.press("Escape");
    await page.getByRole("listbox").waitFor({ state: "hidden" });
    await box.pressSequentially("o");
    await page.getByRole("option", { name: "Let the keyboard fold" }).waitFor();
    await page.keyboard.press("ArrowDown");
    await page.locator('[role=option][aria-selected="true"]', { hasText: "Let the keyboard" }).waitFor();
    await page.keyboard.press("Enter");
    await page.locator("h1", { hasText: "Let the keyboard fold in half" }).waitFor();
    await box.fill("keybaord");
    await page.keyboard.press("Enter");
    await page.locator(".hit mark", { hasText: "keyboard" }).first().waitFor(); // what was meant, at once
    await page.getByRole("link", { name: "Search for “keybaord” anyway" }).click();
    await page.getByText("Nothing found for “keybaord”").waitFor();
    expect(await page.getByText("Nobody has said it yet").count()).toBe(0);
    await page.getByRole("link", { name: "keyboard", exact: true }).click();
    await page.locator(".hit mark", { hasText: "keyboard" }).first().waitFor();
    await expectAccessible(page);
    await expectNoSideways(page);
    expect(complaints).toEqual([]);
  });

  test("without JavaScript is a form like any other, and anything at all has an answer", async () => {
    const { page } = await openPage(forum.browser, { ...DESKTOP, locale: "en-GB", javaScriptEnabled: false });
    await page.goto(forum.site.origin);
    await page.locator(".search-box input").fill("folding keyboards");
    await page.keyboard.press("Enter");
    await page.locator(".hit mark", { hasText: "keyboard" }).first().waitFor();
    for (const q of ["%", "_", '"', "'", "a OR (", "的", "🔥", "\u0000", "x".repeat(2_000), "字 ".repeat(1_000)]) {
      const answer = await page.goto(`${forum.site.origin}/search?${new URLSearchParams({ q })}`);
      expect(answer?.status()).toBe(200);
    }
    await page.getByText("only the first 300 characters").waitFor();
    expect((await page.goto(`${forum.site.origin}/search?q=a&board=nowhere`))?.status()).toBe(404);
    expect((await page.goto(`${forum.site.origin}/search?q=keyboard&after=rubbish`))?.status()).toBe(400);
  });
});

describe("a fan who writes what was said before", () => {
  test("sees it while writing on a phone, supports it instead, and loses nothing", async () => {
    const { page, complaints } = await openPage(forum.browser, PHONE);
    await registerAs(page, forum.site.origin, "mei", "小梅");
    await page.goto(`${forum.site.origin}/ideas/new`);
    await page.locator("[name=problem]").fill("充電到八成就停下。每晚都要盯着。");
    const similar = page.locator(".similar__idea", { hasText: "充电到八成就自动停下" });
    await similar.waitFor();
    await expectAccessible(page);
    await expectNoSideways(page);
    await similar.getByRole("button", { name: "改为支持这个" }).click();
    await page.getByText("你已经支持那个想法").waitFor();
    await similar.getByText("你已支持这个").waitFor();
    await similar.getByText("1 人支持").waitFor();
    expect(await page.locator("[name=problem]").inputValue()).toBe("充電到八成就停下。每晚都要盯着。");
    await expectAccessible(page);
    expect(complaints).toEqual([]);
  });

  test("is asked once, also without JavaScript, and then publishes", async () => {
    const { page } = await openPage(forum.browser, { ...DESKTOP, locale: "en-GB", javaScriptEnabled: false });
    await registerAs(page, forum.site.origin, "ann", "Ann Lee");
    await page.goto(`${forum.site.origin}/ideas/new`);
    await page.locator("[name=problem]").fill("Let the keyboards fold in half! My bag is small.");
    await page.locator("[name=tags]").fill("hinge");
    await page.locator("button[value=open]").click();
    await page.getByText("Somebody may have said it already").waitFor();
    expect(await page.locator("[name=problem]").inputValue()).toContain("My bag is small");
    expect(await page.locator("[name=tags]").inputValue()).toBe("hinge");
    await page.getByRole("button", { name: "Support this one instead" }).first().click();
    await page.getByText("You support that idea now").waitFor();
    await page.getByText("1 supporter").waitFor();
    expect(await page.locator("[name=problem]").inputValue()).toContain("My bag is small");
    await page.getByRole("button", { name: "None of these, propose mine" }).click();
    await page.locator("h1", { hasText: "Let the keyboards fold in half" }).waitFor();
  });
});

describe("a program", () => {
  test("gets what is found and what is similar, with whole addresses, and a sentence for what can't be", async () => {
    const [idea] = await found("/search.json?q=keyboard&limit=1");
    expect(idea).toMatchObject({
      title: "Let the keyboard fold in half",
      url: `${forum.site.origin}/ideas/3`,
      source_id: null,
    });
    const similar = await found(`/similar.json?title=${encodeURIComponent("Fold keyboards in half")}`);
    expect(similar.map(({ id }) => id)).toContain(3);
    for (const path of [
      "/search.json",
      "/search.json?q=%20",
      "/similar.json?q=x",
      "/search.json?q=x&limit=51",
      "/search.json?q=x&limit=a",
    ]) {
      const answer = await fetch(forum.site.origin + path, { headers: { "Accept-Language": "en" } });
      expect(answer.status).toBe(400);
      expect((await answer.json()).error).toMatch(/^[Sl].+\.$|^Say what/);
    }
  });
});
