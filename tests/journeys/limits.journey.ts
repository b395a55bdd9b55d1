import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Asked, type Asking, dataOf, peopleOn } from "../support/asking";
import { expectAccessible, expectNoSideways, launch, openPage, PHONE, type Site, startSite } from "../support/site";

// A page that is rendered for each: kept ones cost nothing and count for nothing.
const UNKEPT = "/search?q=bright";
let site: Site;
let people: Asking;
let idea: string;

beforeAll(async () => {
  // In ten minutes, as a machine that is busy with other things may need more than one for this.
  site = await startSite({
    CANYU_LIMIT_READS: "25/10m",
    CANYU_LIMIT_VISITOR_READS: "40/10m",
    CANYU_LIMIT_WRITES: "8/10m",
  });
  people = peopleOn(site);
  await people.setUp("alma");
  idea = (await people.ask("alma", "/ideas/new", { problem: "Too bright at night", board: "1", as: "open" })).to;
});
afterAll(() => site.stop());

const vote = (who: string): Promise<Asked> =>
  people.ask(who, `${idea}/votes`, { kind: "support", wish: "cast" }, "*/*");
const comment = (who: string, text = `So says ${who}`): Promise<Asked> =>
  people.ask(who, `${idea.replace("ideas", "topics")}/comments`, { text, once: `${who} ${text}` });

describe("who comes too often", () => {
  /** Asks until it is refused. How often it was answered, and the refusal. */
  async function until429(ask: () => Promise<Asked>): Promise<[number, Asked]> {
    for (let n = 0; n < 50; n++) {
      const answer = await ask();
      if (answer.status === 429) return [n, answer];
    }
    throw new Error("never refused");
  }

  test("hears after how many seconds to write again, and has their words back", async () => {
    await people.register("writer");
    const [, refused] = await until429(() => comment("writer", `Words ${Math.random()}`));
    expect(refused.wait).toBeGreaterThan(0);
    expect(refused.wait).toBeLessThanOrEqual(600);
    expect(refused.body).toContain("That was a lot within a minute");
    expect(refused.body).toMatch(/<textarea[^>]*>Words 0\.\d+<\/textarea>/);
    const script = await people.ask("writer", `${idea}/votes.data`, { kind: "support", wish: "cast" }, "*/*");
    expect([script.status, script.wait > 0]).toEqual([429, true]);
    expect((await people.ask("writer", "/drafts", { place: "/ideas/new" }, "application/json")).status).not.toBe(429);
    expect((await people.ask("writer", idea)).status).toBe(200);
    expect((await vote("alma")).status).toBe(200);
    expect((await people.ask("writer", "/sign-out", {})).status).toBe(302);
  });

  test("hears after how many seconds to read again, as a page, as data and from a file of data", async () => {
    await people.register("reader");
    const [count, refused] = await until429(() => people.ask("reader", idea));
    expect(count).toBe(25);
    for (const { status, wait, body } of [refused, await people.ask("reader", dataOf(idea))]) {
      expect([status, wait > 0]).toEqual([429, true]);
      expect(body).toContain("That was a lot at once");
    }
    const json = await people.ask("reader", "/search.json?q=bright");
    expect([json.status, json.wait > 0, json.body]).toEqual([429, true, expect.stringContaining("Wait a minute")]);
    for (const path of ["/icon.svg", "/healthz", "/robots.txt"])
      expect((await people.ask("reader", path)).status).toBe(200);
    expect((await people.ask("alma", idea)).status).toBe(200);
  });

  test("gets no further by headers that say where it comes from", async () => {
    const forged = (n: number): Promise<Response> =>
      fetch(`${site.origin}${UNKEPT}`, {
        headers: {
          ...{ "X-Forwarded-For": `198.51.100.${n % 250}, 203.0.113.${n % 250}`, "X-Real-IP": `198.51.100.${n % 250}` },
          ...{ Forwarded: `for=198.51.100.${n % 250}`, "CF-Connecting-IP": `198.51.100.${n % 250}` },
        },
      });
    let last = 200;
    for (let n = 0; n < 41 && last === 200; n++) last = (await forged(n)).status;
    expect(last).toBe(429);
  });

  test("sees a finished page that says so, also where a script asked for it", async () => {
    const browser = await launch();
    const { page, complaints } = await openPage(browser, PHONE);
    const answer = await page.goto(site.origin + UNKEPT);
    expect(answer?.status()).toBe(429);
    await page.getByText("请等一分钟再试").waitFor();
    await expectAccessible(page);
    await expectNoSideways(page);
    await page.locator("a[href='/threads']:visible").first().click();
    await page.waitForURL(/\/threads$/);
    await page.getByText("请等一分钟再试").waitFor();
    expect(complaints).toEqual([]);
    await browser.close();
  });
});
