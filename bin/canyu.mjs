#!/usr/bin/env node
// The one program. Finds a Node that is new enough, installs and builds when needed, then runs a command.
// Written for Node 18 and without any package, so that it starts on a bare machine.
import { spawn, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, rmSync, statSync } from "node:fs";
import nodeModule from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const NODE_AT_LEAST = [22, 12];
const PAUSE_MS = 200;
const ABANDONED_MS = 5 * 60_000;
const root = dirname(dirname(fileURLToPath(import.meta.url)));
const inRoot = (...parts) => join(root, ...parts);

installWhenNeeded();
if (isOldNode()) process.exit(await runWithPinnedNode());
buildWhenNeeded();
process.env.NODE_ENV ??= "production";
process.env.CANYU_ROOT = root;
nodeModule.enableCompileCache?.(inRoot(".cache/node")); // a later start compiles nothing again; where it can't be written, it does
await import(pathToFileURL(inRoot("build/index.js")).href);

function isOldNode() {
  const [major, minor] = process.versions.node.split(".").map(Number);
  return major < NODE_AT_LEAST[0] || (major === NODE_AT_LEAST[0] && minor < NODE_AT_LEAST[1]);
}

// npm scripts find this Node first; whoever starts bin/canyu.mjs by hand gets it here.
function runWithPinnedNode() {
  const node = inRoot("node_modules/.bin/node");
  if (!existsSync(node)) {
    console.error(`Canyu needs Node.js ${NODE_AT_LEAST.join(".")} or newer; this is ${process.versions.node}.`);
    return 1;
  }
  const program = spawn(node, process.argv.slice(1), { stdio: "inherit" });
  for (const signal of ["SIGTERM", "SIGINT"]) process.on(signal, () => program.kill(signal)); // who stops us means it
  return new Promise((resolve) => program.on("exit", (status) => resolve(status ?? 1)));
}

function installWhenNeeded() {
  const marker = inRoot("node_modules/.package-lock.json");
  const isInstalled = () => existsSync(marker) && newest([marker]) >= newest([inRoot("package-lock.json")]);
  // What only tests need is installed by `npm test`.
  alone(isInstalled, () => run("npm", ["ci", "--omit=dev", "--no-audit", "--no-fund"]));
}

function buildWhenNeeded() {
  if (process.env.NODE_ENV === "development") return; // remix dev builds
  const built = inRoot("build/complete"); // written last; `npm run dev` writes build/index.js anew and not this
  const sources = [
    "app",
    "db",
    "bin/build.mjs",
    "remix.config.js",
    "tsconfig.json",
    "package-lock.json",
    "build/index.js",
  ];
  const isBuilt = () => existsSync(built) && newest([built]) >= newest(sources.map((name) => inRoot(name)));
  alone(isBuilt, () => run(process.execPath, [inRoot("bin/build.mjs")]));
}

// Two programs started at once, a server and an import: one prepares, the other waits and finds it done.
function alone(isDone, work) {
  if (isDone()) return;
  const lock = inRoot(".preparing");
  if (existsSync(lock)) console.error("Another Canyu is installing or building here; waiting for it.");
  while (!taken(lock)) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, PAUSE_MS);
  const release = () => rmSync(lock, { recursive: true, force: true });
  process.once("exit", release);
  if (!isDone()) work();
  release();
  process.off("exit", release);
}

function taken(lock) {
  try {
    mkdirSync(lock);
    return true;
  } catch (error) {
    if (error.code !== "EEXIST") throw error;
    const since = statSync(lock, { throwIfNoEntry: false })?.mtimeMs ?? 0;
    if (since && Date.now() - since > ABANDONED_MS) rmSync(lock, { recursive: true, force: true }); // its owner was killed
    return false;
  }
}

function newest(paths) {
  return Math.max(
    ...paths.filter(existsSync).map((path) => {
      const { mtimeMs } = statSync(path);
      return statSync(path).isDirectory()
        ? Math.max(mtimeMs, newest(readdirSync(path).map((name) => join(path, name))))
        : mtimeMs;
    }),
    0,
  );
}

// What is said goes to standard error: a command's output may be a file.
function run(command, words) {
  const { status } = spawnSync(command, words, { cwd: root, stdio: ["ignore", 2, 2] });
  if (status !== 0) process.exit(1);
}
