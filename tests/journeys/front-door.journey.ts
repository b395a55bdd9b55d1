import { spawnSync } from "node:child_process";
import { once } from "node:events";
import { writeFileSync } from "node:fs";
import { request } from "node:http";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { newFolder, removeFolders } from "../support/folders";
import { folderOf, row } from "../support/ideascale-folder";
import { launch, openPage, PHONE, type Site, setUpSite, startSite } from "../support/site";

let site: Site;
let cookie: string;
let idea: string;

beforeAll(async () => {
  site = await startSite();
  const path = new URL(site.setUpLink).pathname;
  const done = await post(path, {
    name: "Town",
    locale: "en",
    timeZone: "UTC",
    signUp: "open",
    username: "alma",
    displayName: "Alma",
    password: "a quiet sentence",
    board: "Phones",
  });
  cookie =
    done.headers
      .getSetCookie()
      .find((one) => one.startsWith("canyu="))
      ?.split(";")[0] ?? "";
  const made = await post("/ideas/new", {
    problem: "<script>alert(1)</script> too bright",
    title: "Too bright",
    board: "1",
    as: "open",
  });
  idea = made.headers.get("Location") ?? "";
});
afterAll(async () => {
  removeFolders();
  await site.stop();
});

const read = (path: string, headers: Record<string, string> = {}): Promise<Response> =>
  fetch(site.origin + path, {
    redirect: "manual",
    headers: { Accept: "text/html", "Accept-Language": "en", Cookie: cookie ?? "", ...headers },
  });

const post = (path: string, fields: Record<string, string>, headers: Record<string, string> = {}): Promise<Response> =>
  fetch(site.origin + path, {
    method: "POST",
    redirect: "manual",
    body: new URLSearchParams(fields),
    headers: { Accept: "text/html", "Accept-Language": "en", Origin: site.origin, Cookie: cookie ?? "", ...headers },
  });

describe("a form", () => {
  test("from elsewhere changes nothing", async () => {
    const vote = { kind: "support", wish: "cast" };
    expect((await post(`${idea}/votes`, vote, { Origin: "https://evil.example" })).status).toBe(403);
    expect((await post(`${idea}/votes`, vote, { "Sec-Fetch-Site": "cross-site" })).status).toBe(403);
    const bare = await fetch(`${site.origin}${idea}/votes`, {
      method: "POST",
      body: new URLSearchParams(vote),
      headers: { Cookie: cookie },
    });
    expect(bare.status).toBe(403);
    expect(await (await read(idea)).text()).toContain("0 supporters");
  });

  test("with a field nobody asked for is refused", async () => {
    const answer = await post("/ideas/new", { problem: "x y z", as: "open", board: "1", isAdmin: "on" });
    expect(answer.status).toBe(400);
    expect(await answer.text()).toContain("a field we didn&#x27;t ask for");
  });

  test("sent while signed out is kept for this browser and goes by way of signing in", async () => {
    const words = { problem: "Words I would hate to lose", as: "open" };
    const from = { Cookie: "", Referer: `${site.origin}/ideas/new` };
    const answer = await post("/ideas/new", words, from);
    expect(answer.status).toBe(302);
    expect(answer.headers.get("Location")).toBe(
      `/sign-in?next=${encodeURIComponent("/kept?what=idea&back=%2Fideas%2Fnew")}`,
    );
    const kept = answer.headers.getSetCookie().find((one) => one.startsWith("canyu-kept=")) ?? "";
    expect(kept).toMatch(/^canyu-kept=[\w-]{32}; Path=\/; Max-Age=86400; HttpOnly; SameSite=Lax$/);
    expect(await (await read("/kept", { Cookie: `${cookie}; ${kept.split(";")[0]}` })).text()).toContain(words.problem);
    const another = await read("/kept?back=//evil.example", { Cookie: cookie });
    expect([another.status, another.headers.get("Location")]).toEqual([302, "/"]);
  });

  test("sent while signed out that is too long to keep gives the words back", async () => {
    const answer = await post("/ideas/new", { problem: "x".repeat(70_000), as: "open" }, { Cookie: "" });
    expect(answer.status).toBe(401);
    expect(await answer.text()).toContain("x".repeat(70_000));
    expect(answer.headers.getSetCookie()).toEqual([]);
  });

  test("for admins that was sent while signed out is not kept: whoever signs in here next must not send it", async () => {
    for (const path of ["/admin/people", "/ADMIN/people", "/%61dmin/people"]) {
      const answer = await post(path, { act: "person-2", admin: "on", team: "", title: "" }, { Cookie: "" });
      expect(answer.status).toBe(401);
      expect(answer.headers.getSetCookie()).toEqual([]);
    }
  });

  test("with 60,000 characters is refused, and they are all still there", async () => {
    const answer = await post("/ideas/new", { problem: "x".repeat(60_000), as: "open", board: "1" });
    expect(answer.status).toBe(422);
    expect(await answer.text()).toContain("x".repeat(60_000));
  });

  test("without a stated length, or with one too long, is not read", async () => {
    for (const length of [{ "Transfer-Encoding": "chunked" }, { "Content-Length": 2_200_000 }]) {
      const sending = request(`${site.origin}/ideas/new`, {
        method: "POST",
        headers: { Origin: site.origin, "Accept-Language": "en", ...length },
      });
      sending.on("error", () => {}); // the server hangs up on us
      sending.write("x".repeat(1_000));
      const [answer] = await once(sending, "response"); // though we never end
      expect(answer.statusCode).toBe(413);
      sending.destroy();
    }
    expect((await read("/healthz")).status).toBe(200);
  });

  test("leads nowhere but here", async () => {
    const answer = await post(
      "/sign-in",
      { username: "alma", password: "a quiet sentence", next: "//evil.example" },
      { Cookie: "" },
    );
    expect(answer.headers.get("Location")).toBe("/");
  });
});

describe("a page", () => {
  test("runs no script of others and is kept by nobody", async () => {
    const answer = await read(idea);
    const policy = answer.headers.get("Content-Security-Policy") ?? "";
    expect(policy).toMatch(/script-src 'self' 'sha256-/);
    expect(policy).not.toContain("unsafe");
    expect(answer.headers.get("X-Content-Type-Options")).toBe("nosniff");
    expect(answer.headers.get("Cache-Control")).toBe("private, no-store");
    expect(await answer.text()).not.toContain("<script>alert(1)");
  });

  test("shows a hostile comment as harmless words", async () => {
    const hostile = "[click](javascript:alert(4))\n\n<script>alert(2)</script><img src=x onerror=alert(3)>";
    const said = await post(`${idea.replace("/ideas/", "/topics/")}/comments`, { text: hostile, once: "hostile" });
    expect(said.status).toBe(302);
    const page = await (await read(idea)).text();
    const comments = page.slice(page.indexOf('id="comments"'), page.indexOf("</main>"));
    expect(comments).toContain("click");
    expect(comments).not.toMatch(/<script|<img|onerror=|="javascript:/i);
  });

  test("comes compressed as the browser takes it, and its files are kept for ever", async () => {
    expect((await read("/", { "Accept-Encoding": "br" })).headers.get("Content-Encoding")).toBe("br");
    expect((await read("/", { "Accept-Encoding": "gzip" })).headers.get("Content-Encoding")).toBe("gzip");
    const script = /\/build\/entry\.client-\w+\.js/.exec(await (await read("/")).text())?.[0] ?? "";
    const file = await read(script, { "Accept-Encoding": "br" });
    expect(file.headers.get("Cache-Control")).toContain("immutable");
    expect(file.headers.get("Content-Encoding")).toBe("br");
  });

  test("that isn't there says so in the reader's language", async () => {
    for (const path of ["/nowhere", "/ideas/99999999999", "/ideas/abc", "/comments/999", "/?board=none"])
      expect((await read(path)).status).toBe(404);
    expect(await (await read("/nowhere")).text()).toContain("There is nothing here");
    expect(await (await read("/nowhere", { "Accept-Language": "zh" })).text()).toContain("这里什么也没有");
  });

  test("of a list goes on only with its own cursor", async () => {
    const foreign = Buffer.from('["ideas.most",1,1]').toString("base64url");
    const answer = await read(`/?order=new&after=${foreign}`);
    expect(answer.status).toBe(400);
    expect(await answer.text()).toContain("Start again from its beginning");
  });

  test("is never built on the Host header", async () => {
    expect(await (await read("/", { Host: "evil.example" })).text()).not.toContain("evil.example");
  });
});

const run = (words: string[], environment: Record<string, string>) =>
  spawnSync(process.execPath, ["bin/canyu.mjs", ...words], {
    env: { ...process.env, LANG: "zh_CN.UTF-8", ...environment },
    encoding: "utf8",
  });

describe("a first visit", () => {
  test("to thirty ideas fits into 120 KiB and twelve requests", async () => {
    const dataFolder = newFolder();
    const body = "<p>The battery ages because the phone charges all night, and nobody wakes up to pull the plug. </p>";
    const rows = Array.from({ length: 40 }, (_, n) => row(String(n), { title: `Stop at ${n} percent`, body }));
    run(["import", "ideascale", folderOf(rows)], { CANYU_DATA: dataFolder });
    const [busy, browser] = await Promise.all([startSite({ CANYU_DATA: dataFolder }), launch()]);
    await setUpSite((await openPage(browser)).page, busy);
    const { page, complaints } = await openPage(browser, PHONE);
    const cdp = await page.context().newCDPSession(page);
    await cdp.send("Network.enable");
    const sizes: number[] = [];
    cdp.on("Network.loadingFinished", ({ encodedDataLength }) => sizes.push(encodedDataLength));
    await page.goto(busy.origin, { waitUntil: "networkidle" });
    expect(await page.locator(".idea-card").count()).toBe(30);
    expect(sizes.length).toBeLessThanOrEqual(12);
    expect(sizes.reduce((sum, size) => sum + size)).toBeLessThanOrEqual(120 * 1024);
    expect(complaints).toEqual([]);
    await browser.close();
    await busy.stop();
  });
});

describe("the program", () => {
  test("says that it lives and is ready", async () => {
    expect((await read("/healthz")).status).toBe(200);
    expect((await read("/readyz")).status).toBe(200);
  });

  test("tells the host what is wrong in one sentence", () => {
    const folder = newFolder();
    const file = join(folder, "file");
    writeFileSync(file, "");
    const port = new URL(site.origin).port;
    const wrong: Array<[string[], Record<string, string>, string]> = [
      [["serve"], { CANYU_DATA: folder, PORT: port }, `端口 ${port} 已被占用`],
      [["migrate"], { DATABASE_URL: "postgres://ann:secret@127.0.0.1:1/none" }, "数据库无法使用"],
      [["migrate"], { DATABASE_URL: "mysql://none" }, "DATABASE_URL 要以 postgres:// 开头"],
      [["migrate"], { CANYU_DATA: join(file, "below") }, "无法写入"],
      [["import", "ideascale", folder], { CANYU_DATA: folder }, "缺少 ideas.csv"],
      [["export", "top", "--board", "nowhere"], { CANYU_DATA: folder }, "没有名为“nowhere”的版块"],
    ];
    for (const [words, environment, sentence] of wrong) {
      const { status, stderr } = run(words, environment);
      expect({ status, stderr }).toMatchObject({ status: 1, stderr: expect.stringContaining(sentence) });
      expect(stderr).not.toMatch(/^\s+at |secret/m);
    }
    for (const word of ["dance", "constructor"]) expect(run([word], {}).status).toBe(2);
  });

  test("stops without a word when its reader has seen enough", () => {
    const shell = `"${process.execPath}" bin/canyu.mjs export top | head -c 1 && "${process.execPath}" bin/canyu.mjs config | true`;
    const { status, stderr } = spawnSync("sh", ["-c", shell], {
      env: { ...process.env, CANYU_DATA: site.dataFolder },
      encoding: "utf8",
    });
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
  });

  test("imports a folder twice into one board, which it makes when nobody names one", () => {
    const dataFolder = newFolder();
    const folder = folderOf([row("1"), row("2")]);
    const bring = () => run(["import", "ideascale", folder], { CANYU_DATA: dataFolder }).stdout;
    expect(bring()).toContain("已新建版块“ideascale”");
    expect(bring()).toBe(
      "读取 2：新建 0，更新 0，未变 2，跳过 0\n新增讨论 0 条，新增人物 0 位\n没有新内容：都已导入过。\n",
    );
  });

  test("told to stop, finishes what is running, keeps it, and ends well", async () => {
    const dataFolder = newFolder();
    const other = await startSite({ CANYU_DATA: dataFolder });
    const body = new URLSearchParams({
      ...{ name: "Town", locale: "en", timeZone: "UTC", signUp: "open", board: "Phones" },
      ...{ username: "alma", displayName: "Alma", password: "a quiet sentence" },
    }).toString();
    const link = new URL(other.setUpLink);
    const running = request({
      ...{ host: "localhost", port: link.port, path: link.pathname, method: "POST" },
      headers: {
        "Content-Type": "application/x-www-form-urlencoded",
        "Content-Length": body.length,
        Origin: other.origin,
      },
    });
    running.write(body.slice(0, 20));
    const [socket] = await once(running, "socket");
    if (socket.connecting) await once(socket, "connect");
    await fetch(`${other.origin}/healthz`); // who came before it was let in
    const stopped = other.stop(); // SIGTERM; fails unless it ends with 0
    running.end(body.slice(20));
    const [answer] = await once(running, "response");
    expect(answer.statusCode).toBe(302);
    await stopped;
    const again = await startSite({ CANYU_DATA: dataFolder });
    expect(again.setUpLink).toBe(""); // what was acknowledged is there
    await again.stop();
  });
});
