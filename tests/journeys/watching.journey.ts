import { once } from "node:events";
import { request } from "node:http";
import { join } from "node:path";
import Database from "better-sqlite3";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  DESKTOP,
  expectAccessible,
  expectNoSideways,
  launch,
  openPage,
  PHONE,
  propose,
  type Site,
  setUpSite,
  startSite,
} from "../support/site";

const TOKEN = "a-token-nobody-guesses";
const ID = /^[0-9a-f]{8}-[0-9a-f]{4}$/;
const HOUR = 3_600_000;
// Each looks again until what it waits for is there.
const PATIENCE = 180_000;
let site: Site;
let browser: Browser;
let admin: Page;
let complaints: string[];

beforeAll(async () => {
  [site, browser] = await Promise.all([startSite({ CANYU_METRICS_TOKEN: TOKEN }), launch()]);
  ({ page: admin, complaints } = await openPage(browser, DESKTOP));
  await setUpSite(admin, site);
});
afterAll(async () => {
  await browser.close();
  await site.stop();
});

/** The lines of the log that say something of this path's pattern, once there is one. */
const lines = (): Array<Record<string, unknown>> =>
  site
    .said()
    .split("\n")
    .filter((line) => line.startsWith("{"))
    .map((line) => JSON.parse(line));
const lineOf = (id: string | null, message: string) =>
  expect.poll(() => lines().find((line) => line.request === id && line.msg === message), { timeout: 15_000 });

const read = (path: string, init: RequestInit = {}): Promise<Response> =>
  fetch(site.origin + path, { redirect: "manual", ...init, headers: { Accept: "text/html", ...init.headers } });

/** Asks with headers that fetch keeps to itself. */
async function askRaw(path: string, headers: Record<string, string>): Promise<{ status: number; body: string }> {
  const { hostname, port } = new URL(site.origin);
  const asking = request({ hostname, port, path, headers, agent: false }).end();
  const [answer] = await once(asking, "response");
  let body = "";
  for await (const piece of answer) body += piece;
  return { status: answer.statusCode, body };
}

const inDatabase = <T>(work: (raw: Database.Database) => T): T => {
  const raw = new Database(join(site.dataFolder, "canyu.db"), { timeout: 10_000 });
  try {
    return work(raw);
  } finally {
    raw.close();
  }
};

describe("every answer", () => {
  test("carries an id of ours, another each time, whatever was sent", async () => {
    const sent = { headers: { "X-Request-Id": "11111111-1111" } };
    const foreign = { method: "POST", body: "x=y", headers: { Origin: "https://evil.example" } };
    const answers = await Promise.all([
      ...["/healthz", "/icon.svg", "/", "/nowhere", "/words/x/en/site.json", "/build/none.js"].map((path) =>
        read(path, sent),
      ),
      read("/sign-out", foreign),
    ]);
    const ids = answers.map(({ headers }) => headers.get("X-Request-Id") ?? "");
    for (const id of ids) expect(id).toMatch(ID);
    expect(new Set([...ids, "11111111-1111"]).size).toBe(answers.length + 1);
  });

  test("of a page is one line of the log: pattern, status, time and id, and nothing anybody typed", async () => {
    const secrets = ["tokenofalink12", "codeofinvitation", "whatisearch", "tokenofsetup"];
    const [link, join, search] = await Promise.all([
      read(`/link/${secrets[0]}`),
      read(`/join/${secrets[1]}.data`),
      read(`/search?q=${secrets[2]}`),
      read(`/set-up/${secrets[3]}`),
    ]);
    const idOf = (answer: Response) => answer.headers.get("X-Request-Id");
    const line = { level: 30, method: "GET", ms: expect.any(Number), member: null, msg: "answered" };
    await lineOf(idOf(link), "answered").toMatchObject({ ...line, route: "/link/:token", status: link.status });
    await lineOf(idOf(join), "answered").toMatchObject({ ...line, route: "/join/:code" });
    await lineOf(idOf(search), "answered").toMatchObject({ ...line, route: "/search", status: 200 });
    for (const secret of secrets) expect(site.said()).not.toContain(secret);
    const setUpToken = new URL(site.setUpLink).pathname.split("/").at(-1) ?? "?";
    expect(lines().some((one) => JSON.stringify(one).includes(setUpToken))).toBe(false);
    const answer = await admin.goto(`${site.origin}/admin`);
    await lineOf((await answer?.headerValue("X-Request-Id")) ?? "", "answered").toMatchObject({
      member: 1,
      route: "/admin",
    });
    expect(lines().some(({ route }) => /icon|healthz|build/.test(String(route)))).toBe(false);
  });
});

describe("/metrics", () => {
  test("answers a program on this machine, and whoever knows the token; nobody else learns that it is there", async () => {
    const host = new URL(site.origin).host;
    const status = async (headers: Record<string, string>) =>
      (await askRaw("/metrics", { Host: host, ...headers })).status;
    expect(await status({})).toBe(200);
    expect(await status({ "X-Forwarded-For": "203.0.113.7" })).toBe(404);
    expect(await status({ Forwarded: "for=203.0.113.7" })).toBe(404);
    expect(await status({ Host: "evil.example" })).toBe(404);
    const far = { Host: "ideas.example.com", "X-Forwarded-For": "203.0.113.7" };
    expect(await status({ ...far, Authorization: `Bearer ${TOKEN}` })).toBe(200);
    for (const wrong of ["Bearer", `Bearer ${TOKEN}x`, `Bearer ${TOKEN.slice(1)}`, `Basic ${TOKEN}`, TOKEN])
      expect(await status({ ...far, Authorization: wrong })).toBe(404);
    const [there, nowhere] = await Promise.all([askRaw("/metrics", far), askRaw("/nowhere", far)]);
    expect(there.body.replaceAll("/metrics", "/nowhere").length).toBe(nowhere.body.length);
  });

  test("tells requests by pattern, the process, the database, the queue and the clock", async () => {
    const answer = await read("/metrics");
    expect(answer.headers.get("Content-Type")).toBe("text/plain; version=0.0.4; charset=utf-8");
    const text = await answer.text();
    for (const line of text.trimEnd().split("\n"))
      expect(line).toMatch(/^(?:# (?:HELP|TYPE) [a-z_0-9]+ .+|[a-z_0-9]+\{[^}]*process="0"\} (?:[\d.e+-]+|\+Inf))$/);
    const numberOf = (start: string) =>
      Number(
        text
          .split("\n")
          .find((line) => line.startsWith(start))
          ?.split(" ")
          .at(-1),
      );
    expect(numberOf('canyu_request_duration_seconds_count{method="GET",route="/search",status="2xx"')).toBeGreaterThan(
      0,
    );
    for (const name of ["process_open_fds", "process_resident_memory_bytes", "process_cpu_seconds_total"])
      expect(numberOf(`${name}{`)).toBeGreaterThan(0);
    for (const name of ["canyu_database_reads_total", "canyu_database_writes_total", "canyu_database_bytes"])
      expect(numberOf(`${name}{`)).toBeGreaterThan(0);
    for (const name of ["canyu_facts_waiting", "canyu_reactions_stuck", "canyu_database_waiting"])
      expect(numberOf(`${name}{`)).toBe(0);
    expect(numberOf('canyu_mails{state="failing"')).toBe(0);
    expect(numberOf('canyu_job_last_run_timestamp_seconds{job="qualifyIdeas"')).toBeGreaterThan(1e9);
    expect(text).toContain('canyu_info{version="');
    expect(text).not.toMatch(/tokenofalink|whatisearch|evil/);
  });
});

describe("the health page", () => {
  /** A reaction that has been failing for an hour, and will be tried again in one. */
  const stick = (): void =>
    inDatabase((raw) => {
      const now = Date.now();
      const fact = raw
        .prepare(
          "insert into facts (kind, at, by, topic_id, board_id, author_id, details) values (?, ?, 1, 1, 1, 1, ?)",
        )
        .run("idea.edited", now - HOUR, '{"revision":1}').lastInsertRowid;
      raw
        .prepare("insert into reactions (fact_id, name, attempts, next_at, error) values (?, ?, 12, ?, ?)")
        .run(fact, "indexTheTopic", now + HOUR, "no such table: search_postings");
    });

  test("says that all is well, and what runs", async () => {
    await propose(admin, site.origin, "晚上屏幕太亮，每天晚上都这样");
    await expect
      .poll(
        async () => {
          await admin.goto(`${site.origin}/admin/health`);
          const said = await admin.locator("main .notice").allInnerTexts();
          return said.filter((words) => words !== "一切正常。" && !words.includes("磁盘")); // this machine's own
        },
        { timeout: 40_000 },
      )
      .toEqual([]);
    await expectAccessible(admin);
    const page = await admin.locator("main").textContent();
    for (const words of ["定时任务由本进程运行。", "让支持者足够的想法", "没有待处理的事项", "上次备份", "SQLite"])
      expect(page).toContain(words);
    expect(complaints).toEqual([]);
  });

  test(
    "says what is stuck, at the administration's link, too, and tries it again, on a phone without JavaScript",
    async () => {
      stick();
      const english = { ...PHONE, locale: "en", storageState: await admin.context().storageState() };
      const { page, complaints: said } = await openPage(browser, english);
      await page.goto(`${site.origin}/admin/health`);
      await page.locator("main .notice", { hasText: "1 follow-up has been failing" }).waitFor();
      await expectAccessible(page);
      await expectNoSideways(page);
      expect(await page.locator(".failing", { hasText: "search_postings" }).textContent()).toContain("Failed 12 times");
      expect(said).toEqual([]);
      const plain = await browser.newContext({ ...english, javaScriptEnabled: false });
      const without = await plain.newPage();
      await expect
        .poll(
          async () => {
            await without.goto(`${site.origin}/me`);
            return without.locator("main", { hasText: "1 thing is not well" }).count();
          },
          { timeout: 40_000, interval: 500 }, // what every page says is looked at now and then
        )
        .toBe(1);
      await without.goto(`${site.origin}/admin/health`);
      await without.getByRole("button", { name: "Try again now: indexTheTopic" }).click();
      await expect
        .poll(
          async () => {
            await without.goto(`${site.origin}/admin/health`);
            return without.locator("main").textContent();
          },
          { timeout: 40_000 },
        )
        .toContain("Nothing waits");
      expect(await without.locator(".failing", { hasText: "indexTheTopic" }).count()).toBe(0);
      expect(lines().find(({ msg }) => msg === "an admin had reactions tried again")).toMatchObject({
        member: 1,
        count: 1,
      });
      await plain.close();
    },
    PATIENCE,
  );
});

describe("a page that fails", () => {
  test(
    "shows the number its lines in the log carry, in the reader's language, loaded or clicked to",
    async () => {
      inDatabase((raw) => raw.exec("alter table threads rename to threads_gone"));
      for (const [locale, words] of [
        ["en", "tell the host this number"],
        ["zh-CN", "请把这个编号告诉管理员"],
      ] as const) {
        const { page } = await openPage(browser, { ...DESKTOP, locale });
        const answer = await page.goto(`${site.origin}/threads`);
        expect(answer?.status()).toBe(500);
        const id = (await answer?.headerValue("X-Request-Id")) ?? "";
        const shown = page.locator("main", { hasText: words });
        expect(await shown.textContent()).toContain(id);
        await lineOf(id, "a page failed").toMatchObject({ level: 50, route: "/threads" });
        await lineOf(id, "answered").toMatchObject({ level: 40, status: 500 });
        await page.goto(site.origin);
        const clicked = page.waitForResponse((one) => /\/threads\.data/.test(one.url()));
        await page.locator(".rooms a[href='/threads']").click();
        const clickedId = (await (await clicked).headerValue("X-Request-Id")) ?? "";
        await shown.waitFor();
        expect(await shown.textContent()).toContain(clickedId);
        await page.context().close();
      }
      inDatabase((raw) => raw.exec("alter table threads_gone rename to threads"));
      expect((await read("/threads")).status).toBe(200);
    },
    PATIENCE,
  );
});
