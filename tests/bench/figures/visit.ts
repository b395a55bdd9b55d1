import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { CHROMIUM, launch } from "../../support/chromium";
import type { Bench } from "../bench-place";
import { type Figure, type Found, notMeasurable, type Row, rounded } from "../figure";
import { middle, sorted } from "../measuring";

const KIB = 1_024;
const PHONE = { viewport: { width: 390, height: 844 }, deviceScaleFactor: 3, isMobile: true, hasTouch: true };

/** A phone's first visit to the list: what comes over the wire, and what Lighthouse says of it. */
export const visit: Figure = {
  name: "visit",
  only: "sqlite",
  async measure(bench) {
    const { bytes, requests } = await firstVisit(bench);
    return [
      {
        ...{ id: "visit.bytes", what: "first visit, bytes", bar: "≤ 120 KiB" },
        found: {
          value: bytes / KIB,
          unit: "KiB",
          holds: bytes <= 120 * KIB,
          note: "over the wire, headers included; 390 px",
        },
      },
      {
        ...{ id: "visit.requests", what: "first visit, requests", bar: "≤ 12" },
        found: { value: requests, unit: "", holds: requests <= 12, note: "" },
      },
      ...(await lighthouseRows(bench)),
    ];
  },
};

async function firstVisit({ program }: Bench): Promise<{ bytes: number; requests: number }> {
  const browser = await launch();
  try {
    const context = await browser.newContext({ locale: "zh-CN", ...PHONE });
    const page = await context.newPage();
    const cdp = await context.newCDPSession(page);
    await cdp.send("Network.enable");
    const sizes: number[] = [];
    cdp.on("Network.loadingFinished", ({ encodedDataLength }) => sizes.push(encodedDataLength));
    await page.goto(`http://localhost:${program.port}/`, { waitUntil: "networkidle" });
    return { bytes: sizes.reduce((sum, size) => sum + size, 0), requests: sizes.length };
  } finally {
    await browser.close();
  }
}

// Not among our packages: it brings a hundred more, for three figures.
const LIGHTHOUSE = "lighthouse@13.5.0";
const RUNS = 3;
const PATIENCE_MS = 120_000;

const AUDITS = [
  {
    id: "visit.lcp",
    what: "Lighthouse mobile, largest contentful paint",
    audit: "largest-contentful-paint",
    most: 1_900,
    unit: "ms",
  },
  {
    id: "visit.tbt",
    what: "Lighthouse mobile, total blocking time",
    audit: "total-blocking-time",
    most: 50,
    unit: "ms",
  },
  { id: "visit.cls", what: "Lighthouse mobile, layout shift", audit: "cumulative-layout-shift", most: 0, unit: "" },
] as const;
const LEAST_SCORE = 97;

interface Report {
  categories: { performance: { score: number } };
  audits: Record<string, { numericValue: number }>;
}

async function lighthouseRows({ program }: Bench): Promise<Row[]> {
  const reports: Report[] = [];
  let why = "";
  for (let n = 0; n < RUNS && !why; n++)
    await lighthouse(`http://localhost:${program.port}/`).then(
      (report) => reports.push(report),
      (error: unknown) => {
        why = `${LIGHTHOUSE} did not run: ${String(error).split("\n")[0]?.slice(0, 120)}`;
      },
    );
  const found = (unit: string, of: (report: Report) => number, keeps: (value: number) => boolean): Found => {
    if (why) return notMeasurable(unit, why);
    const values = sorted(reports.map(of));
    const value = middle(values);
    return { value, unit, holds: keeps(value), note: `median of ${values.map(rounded).join(", ")}` };
  };
  return [
    {
      ...{ id: "visit.lighthouse", what: "Lighthouse mobile, performance", bar: `≥ ${LEAST_SCORE}` },
      found: found(
        "",
        ({ categories }) => 100 * categories.performance.score,
        (score) => score >= LEAST_SCORE,
      ),
    },
    ...AUDITS.map(({ id, what, audit, most, unit }) => ({
      ...{ id, what, bar: most ? `≤ ${most} ${unit}` : "0" },
      found: found(
        unit,
        ({ audits }) => audits[audit]?.numericValue ?? Number.NaN,
        (value) => value <= most,
      ),
    })),
  ];
}

async function lighthouse(url: string): Promise<Report> {
  const folder = mkdtempSync(join(tmpdir(), "canyu-lighthouse-"));
  const path = join(folder, "report.json");
  const flags = ["--only-categories=performance", "--output=json", `--output-path=${path}`, "--quiet"];
  const browser = "--chrome-flags=--headless=new --no-sandbox --disable-gpu";
  const options = { timeout: PATIENCE_MS, env: { ...process.env, CHROME_PATH: CHROMIUM } };
  try {
    await promisify(execFile)("npx", ["--yes", LIGHTHOUSE, url, ...flags, browser], options);
    return JSON.parse(readFileSync(path, "utf8"));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
