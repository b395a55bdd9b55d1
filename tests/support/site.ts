import { type ChildProcess, execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { AxeBuilder } from "@axe-core/playwright";
import type { Browser, BrowserContextOptions, Locator, Page } from "playwright-core";
import { afterAll, beforeAll, expect } from "vitest";
import { launch } from "./chromium";
import { freePort } from "./ports";

export { launch } from "./chromium";

export const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };
export const DESKTOP = { viewport: { width: 1280, height: 900 } };

/** A running Canyu with a data folder of its own. */
export interface Site {
  origin: string;
  dataFolder: string;
  setUpLink: string;
  /** What it wrote on standard output and standard error. */
  said(): string;
  /** The process that serves. */
  pid: number;
  stop(): Promise<void>;
  /** Ends it in the middle of whatever it does; its data folder stays. */
  kill(): Promise<void>;
}

// A journey does in a minute what people do in an hour. limits.journey.ts runs with what holds for them.
const UNHURRIED = { CANYU_LIMIT_READS: "off", CANYU_LIMIT_VISITOR_READS: "off", CANYU_LIMIT_WRITES: "off" };
/** The limits of reading and writing as they are when a host says nothing. */
export const HURRIED = { CANYU_LIMIT_READS: "", CANYU_LIMIT_VISITOR_READS: "", CANYU_LIMIT_WRITES: "" };

/** Starts the built program as a host would, on a free port. */
export async function startSite(
  environment: Record<string, string> = {},
  command: "serve" | "demo" = "serve",
): Promise<Site> {
  const dataFolder = environment.CANYU_DATA ?? mkdtempSync(join(tmpdir(), "canyu-site-"));
  const port = await freePort();
  const server = spawn(process.execPath, ["bin/canyu.mjs", command], {
    env: {
      ...process.env,
      NODE_ENV: "production",
      LANG: "en",
      CANYU_DATA: dataFolder,
      PORT: String(port),
      ...UNHURRIED,
      ...environment,
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let said = "";
  const listen = (piece: Buffer): void => {
    said += piece.toString();
  };
  server.stdout.on("data", listen);
  server.stderr.on("data", listen);
  const origin = `http://localhost:${port}`;
  await untilReady(origin, server, () => said, command === "demo" ? FILLING_PATIENCE : PATIENCE);
  return {
    origin,
    dataFolder,
    setUpLink: /http:\S+\/set-up\/\S+/.exec(said)?.[0] ?? "",
    said: () => said,
    pid: server.pid ?? 0,
    async kill() {
      server.kill("SIGKILL");
      if (server.exitCode === null && server.signalCode === null) await once(server, "exit");
    },
    async stop() {
      server.kill("SIGTERM");
      const [code] = server.exitCode === null ? await once(server, "exit") : [server.exitCode];
      expect(code).toBe(0); // told to stop, it finishes and ends well
      if (!environment.CANYU_DATA) rmSync(dataFolder, { recursive: true, force: true });
    },
  };
}

// How often it is asked, every 50 ms, before it is given up. A demo is filled before it answers.
const PATIENCE = 300;
const FILLING_PATIENCE = 4_000;

async function untilReady(origin: string, server: ChildProcess, said: () => string, patience: number): Promise<void> {
  for (let n = 0; n < patience; n++) {
    if (server.exitCode !== null) throw new Error(`the site stopped: ${said()}`);
    const answer = await fetch(`${origin}/readyz`).catch(() => null);
    if (answer?.ok && said().includes(`serves ${origin}`)) return; // with the link, when it is not set up
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`the site did not start: ${said()}`);
}

/** The pages that a file's journeys have open. What they show when a test fails is told (what-was-shown.ts). */
export const opened = new Set<Page>();

// Nothing waits that long that will come, but where other machines share this one's cores.
const A_BUSY_MACHINE_MS = 60_000;

/** A page that fails its test when the browser complains: script errors, blocked scripts or styles, hydration. */
export async function openPage(
  browser: Browser,
  options: BrowserContextOptions = DESKTOP,
): Promise<{ page: Page; complaints: string[] }> {
  const context = await browser.newContext({ locale: "zh-CN", ...options });
  context.setDefaultTimeout(A_BUSY_MACHINE_MS);
  const page = await context.newPage();
  opened.add(page.on("close", () => opened.delete(page)));
  const complaints: string[] = [];
  page.on("pageerror", (error) => complaints.push(error.message));
  page.on("console", (message) => {
    if (message.type() !== "error" || /status of 4\d\d/.test(message.text())) return; // a refusal is an answer
    // Remix says so when a later press cuts the answer to an earlier one, which it then throws away.
    if (message.text().startsWith("AbortError: signal is aborted without reason")) return;
    complaints.push(message.text());
  });
  return { page, complaints };
}

/** No violation of WCAG 2.2 AA that axe can find. */
export async function expectAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page })
    // Our pages have no frames, and only violations are asked for: a third of the time.
    .setLegacyMode()
    .options({ resultTypes: ["violations"] })
    .withTags(["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"])
    .analyze();
  expect(
    violations.flatMap(({ id, nodes }) => nodes.map(({ html, failureSummary }) => `${id}: ${html} ${failureSummary}`)),
  ).toEqual([]);
}

/** The page does not scroll sideways. */
export async function expectNoSideways(page: Page): Promise<void> {
  const { inner, content } = await page.evaluate(() => ({
    inner: innerWidth,
    content: document.documentElement.scrollWidth,
  }));
  expect(content).toBeLessThanOrEqual(inner);
}

export const ADMIN = { username: "alma", displayName: "阿尔玛", password: "a quiet sentence" };

/** Sets the site up through its page; leaves the first admin signed in. */
export async function setUpSite(page: Page, { setUpLink, origin }: Site): Promise<void> {
  await page.goto(setUpLink.replace(/^http:\/\/[^/]+/, origin));
  await page.locator("[name=name]").fill("橙光社区");
  await page.locator("[name=board]").fill("手机");
  await page.locator("[name=signUp]").selectOption("open");
  await page.locator("[name=displayName]").fill(ADMIN.displayName);
  await page.locator("[name=username]").fill(ADMIN.username);
  await page.locator("[name=password]").fill(ADMIN.password);
  await page.locator("main button[type=submit]").click();
  await page.locator(".brand", { hasText: "橙光社区" }).waitFor();
}

export interface Forum {
  site: Site;
  browser: Browser;
  /** The first admin's page, and what the browser complained of on it. */
  admin: Page;
  complaints: string[];
}

/** For a file of journeys, called at its top: a site that is set up, and a browser. Both end with the file. */
export function openForum(options: BrowserContextOptions = DESKTOP, environment: Record<string, string> = {}): Forum {
  const forum = {} as Forum; // before the first test it has everything
  beforeAll(async () => {
    [forum.site, forum.browser] = await Promise.all([startSite(environment), launch()]);
    const { page, complaints } = await openPage(forum.browser, options);
    Object.assign(forum, { admin: page, complaints });
    await setUpSite(page, forum.site);
  });
  afterAll(async () => {
    await forum.browser.close();
    await forum.site.stop();
  });
  return forum;
}

/** Registers somebody new in this page's browser context. */
export async function registerAs(page: Page, origin: string, username: string, displayName = username): Promise<void> {
  await page.goto(`${origin}/register`);
  await page.locator("[name=displayName]").fill(displayName);
  await page.locator("[name=username]").fill(username);
  await page.locator("[name=password]").fill("another quiet sentence");
  await page.locator("main button[type=submit]").click();
  await page.locator(".me").waitFor();
}

/** Writes an idea through its form, also when something like it is there. Its address. */
export async function propose(page: Page, origin: string, problem: string): Promise<string> {
  await page.goto(`${origin}/ideas/new`);
  await page.locator("[name=problem]").fill(problem);
  await page.locator("button[value=open]").click();
  const heldBack = page.locator("[name=considered]"); // once, to show what is like it
  await page.locator(".steps").or(heldBack).first().waitFor({ state: "attached" });
  if (await heldBack.count()) await page.locator("button[value=open]").click();
  await page.waitForURL(/\/ideas\/\d+$/);
  await page.locator(".steps").waitFor();
  return page.url();
}

/** Presses a button of votes, which with scripts shows the vote before the site has it: until the site has it. */
export async function pressVote(button: Locator): Promise<void> {
  const page = button.page();
  const from = page.url();
  const answered = page.waitForResponse((answer) => answer.url().includes("/votes"));
  const [answer] = await Promise.all([answered, button.click()]);
  if (answer.status() === 200) return;
  // Pressed without scripts, or before they were there, it leads back to its page; whoever is signed out, to signing in.
  expect([answer.status(), new URL(answer.headers().location ?? "", from).href]).toEqual([302, from]);
}

/** Gives somebody a role, as a host does at a terminal. */
export async function giveRole({ dataFolder }: Site, name: string, role: string): Promise<void> {
  const env = { ...process.env, CANYU_DATA: dataFolder };
  await promisify(execFile)(process.execPath, ["bin/canyu.mjs", "admin", "role", name, role], { env });
}
