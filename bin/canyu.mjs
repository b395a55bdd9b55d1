#!/usr/bin/env node
// The one program. Finds a Node that is new enough, installs and builds when needed, then runs a command.
// Written for Node 18 and without any package, so that it starts on a bare machine.
import { spawn, spawnSync } from "node:child_process";
import { existsSync, readdirSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const NODE_AT_LEAST = [22, 12];
const root = dirname(dirname(fileURLToPath(import.meta.url)));
const inRoot = (...parts) => join(root, ...parts);

installWhenNeeded();
if (isOldNode()) process.exit(await runWithPinnedNode());
buildWhenNeeded();
process.env.NODE_ENV ??= "production";
process.env.CANYU_ROOT = root;
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
  if (existsSync(marker) && statSync(marker).mtimeMs >= statSync(inRoot("package-lock.json")).mtimeMs) return;
  run("npm", ["ci", "--omit=dev", "--no-audit", "--no-fund"]); // what tests need is installed by `npm test`
}

function buildWhenNeeded() {
  if (process.env.NODE_ENV === "development") return; // remix dev builds
  const built = inRoot("build/index.js");
  if (
    existsSync(built) &&
    statSync(built).mtimeMs >=
      newest(["app", "db", "remix.config.js", "tsconfig.json", "package-lock.json"].map((name) => inRoot(name)))
  )
    return;
  run(process.execPath, [inRoot("node_modules/@remix-run/dev/dist/cli.js"), "build"], { NODE_ENV: "production" });
}

function newest(paths) {
  return Math.max(
    ...paths.map((path) => {
      const { mtimeMs } = statSync(path);
      return statSync(path).isDirectory()
        ? Math.max(mtimeMs, newest(readdirSync(path).map((name) => join(path, name))))
        : mtimeMs;
    }),
    0,
  );
}

// What is said goes to standard error: a command's output may be a file.
function run(command, words, environment = {}) {
  const { status } = spawnSync(command, words, {
    cwd: root,
    stdio: ["ignore", 2, 2],
    env: { ...process.env, ...environment },
  });
  if (status !== 0) process.exit(1);
}
