// `npm test`: everything the tests need, then all of them. `npm run check` puts types and lint before.
// Starts on a bare machine with any Node from 18 on; the tests themselves run on the pinned one.
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const output = join(root, "tests/output");
const chromium = process.env.CHROMIUM_PATH ?? "/usr/bin/chromium";
const PACKAGES = "chromium fonts-noto-cjk fonts-noto-color-emoji";
const isCheck = process.argv[2] === "check";

rmSync(output, { recursive: true, force: true });
mkdirSync(output, { recursive: true });
install();
getBrowser();
const wrong = isCheck
  ? [
      ...step("types", ["node_modules/typescript/bin/tsc"]),
      ...step("lint", ["node_modules/@biomejs/biome/bin/biome", "check", "."]),
    ]
  : [];
const broken = step("build", ["bin/build.mjs"]);
const counts = [
  suite("units", "tests/vitest.config.ts"),
  suite("journeys", "tests/journeys.config.ts"),
  suite("drills", "tests/drills.config.ts"), // the short form of each
];
report([...wrong, ...broken], counts);

function install() {
  const marker = join(root, "node_modules/.package-lock.json");
  const isFresh = existsSync(marker) && statSync(marker).mtimeMs >= statSync(join(root, "package-lock.json")).mtimeMs;
  const isWhole = existsSync(join(root, "node_modules/vitest")); // `npm start` leaves out what only tests need
  if (!(isFresh && isWhole) && run("npm", ["ci", "--include=dev", "--no-audit", "--no-fund"]) !== 0) process.exit(1);
}

// The journeys drive a real Chromium. Debian's is installed when it is missing and we may.
function getBrowser() {
  if (existsSync(chromium)) return;
  const mayInstall = process.getuid?.() === 0 && existsSync("/usr/bin/apt-get") && !process.env.CHROMIUM_PATH;
  const isInstalled =
    mayInstall &&
    run("apt-get", ["update", "-qq"]) === 0 &&
    run("apt-get", ["install", "-y", "-qq", ...PACKAGES.split(" ")], { DEBIAN_FRONTEND: "noninteractive" }) === 0;
  if (isInstalled && existsSync(chromium)) return;
  console.error(
    `The journeys need Chromium at ${chromium} (CHROMIUM_PATH changes that). Install it with:\n\n    sudo apt-get install ${PACKAGES}\n`,
  );
  process.exit(1);
}

/** What failed: nothing, or the step's name. */
function step(name, words, environment = {}) {
  return run(pinnedNode(), words, environment) === 0 ? [] : [name];
}

function suite(name, config) {
  const file = join(output, `${name}.json`);
  const words = [
    "node_modules/vitest/vitest.mjs",
    "run",
    "--config",
    config,
    "--reporter=default",
    "--reporter=json",
    `--outputFile.json=${file}`,
  ];
  const status = run(pinnedNode(), words, { NODE_ENV: "test", CHROMIUM_PATH: chromium });
  if (!existsSync(file)) return { passed: 0, failed: 1, skipped: 0 };
  const { numPassedTests, numFailedTests, numPendingTests, numFailedTestSuites } = JSON.parse(
    readFileSync(file, "utf8"),
  );
  const failed = numFailedTests || (status === 0 ? 0 : Math.max(numFailedTestSuites, 1));
  return { passed: numPassedTests, failed, skipped: numPendingTests };
}

function report(steps, suites) {
  const sum = (name) => suites.reduce((total, one) => total + one[name], 0);
  const failed = sum("failed") + steps.length;
  if (steps.length) console.log(`Failed: ${steps.join(", ")}`);
  console.log(`${sum("passed")} passed, ${failed} failed${sum("skipped") ? `, ${sum("skipped")} skipped` : ""}`);
  process.exit(failed ? 1 : 0);
}

function pinnedNode() {
  const pinned = join(root, "node_modules/.bin/node");
  return existsSync(pinned) ? pinned : process.execPath;
}

function run(command, words, environment = {}) {
  const { status } = spawnSync(command, words, {
    cwd: root,
    stdio: ["ignore", "inherit", "inherit"],
    env: { ...process.env, ...environment },
  });
  return status ?? 1;
}
