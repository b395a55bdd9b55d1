// `npm run bench`: packs the figures, which are written in the product's own TypeScript, and runs them.
// Names behind it choose some: `npm run bench -- list vote`; `--profile` says where their time goes.
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { buildSync } from "esbuild";

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const folder = join(root, ".cache/bench");
const { dependencies, devDependencies } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
const packages = Object.keys({ ...dependencies, ...devDependencies });

process.env.NODE_ENV = "production";
process.env.CANYU_ROOT = root;
// Who measures an old build measures nothing.
const { status } = spawnSync(process.execPath, [join(root, "bin/canyu.mjs"), "config"], {
  stdio: ["ignore", "ignore", "inherit"],
});
if (status !== 0) process.exit(1);
buildSync({
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
await import(pathToFileURL(join(folder, "bench.mjs")).href);
