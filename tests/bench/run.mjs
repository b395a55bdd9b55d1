// `npm run bench`: packs the figures, which are written in the product's own TypeScript, and runs them.
// Names behind it choose some: `npm run bench -- list vote`; `--profile` says where their time goes.
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const folder = join(root, ".cache/bench");
const { dependencies, devDependencies } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
const packages = Object.keys({ ...dependencies, ...devDependencies });
const pinned = join(root, "node_modules/.bin/node");
const node = existsSync(pinned) ? pinned : process.execPath;

// Who measures an old build measures nothing.
if (run([join(root, "bin/canyu.mjs"), "help"], "ignore") !== 0) process.exit(1);
await build({
  absWorkingDir: root,
  entryPoints: ["bench", "filling", "engine", "bare-server"].map((name) => join(root, `tests/bench/${name}.ts`)),
  outdir: folder,
  outExtension: { ".js": ".mjs" },
  bundle: true,
  platform: "node",
  format: "esm",
  target: "node22",
  external: [...packages.flatMap((name) => [name, `${name}/*`]), "#markdown-worker"],
});
process.exit(run([join(folder, "bench.mjs"), ...process.argv.slice(2)]));

function run(words, output = "inherit") {
  const { status } = spawnSync(node, words, {
    cwd: root,
    stdio: ["ignore", output, "inherit"],
    env: { ...process.env, NODE_ENV: "production", CANYU_ROOT: root },
  });
  return status ?? 1;
}
