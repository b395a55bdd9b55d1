// Builds Canyu: Remix's own build, then the browser's files packed into few.
// Remix's compiler makes a file for every set of pages that share a module: thirty for one visit, most of them tiny.
// Here all that pages share becomes one file, so that a first visit stays within twelve requests. What a page only
// loads when it is used, by `import()`, keeps a file of its own.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const folder = join(root, "public/build");
const CHUNK = /^\/build\/_shared\//;
const HASH = /-[A-Z0-9]+\.js$/;
const options = { bundle: true, format: "esm", minify: true, target: "es2022", write: false };

const remix = spawnSync(process.execPath, [join(root, "node_modules/@remix-run/dev/dist/cli.js"), "build"], {
  cwd: root,
  stdio: ["ignore", 2, 2],
  env: { ...process.env, NODE_ENV: "production" },
});
if (remix.status !== 0) process.exit(1);
await pack();

async function pack() {
  const old = readdirSync(folder, { recursive: true }).filter((name) => name.endsWith(".js"));
  const manifest = readManifest(old.find((name) => name.startsWith("manifest-")));
  const { chunks, later } = chunksByUrl();
  const shared = await packShared(chunks, later);
  const parts = [manifest.entry, ...Object.values(manifest.routes)].map(({ module }) => module);
  const pages = await packPages([...parts, ...later.keys()], chunks, later, shared.url);
  for (const part of [manifest.entry, ...Object.values(manifest.routes)]) {
    part.module = pages.get(part.module).url;
    if (part.imports) part.imports = [shared.url];
  }
  manifest.url = `/build/manifest-${hashOf(JSON.stringify({ ...manifest, url: "" }))}.js`;
  for (const { url, text } of [shared, ...pages.values()]) write(url, text);
  write(manifest.url, `window.__remixManifest=${JSON.stringify(manifest)};`);
  tellServer(manifest);
  for (const name of old) rmSync(join(folder, name));
  writeFileSync(join(root, "build/complete"), "");
}

function readManifest(name) {
  const text = readFileSync(join(folder, name), "utf8");
  return JSON.parse(text.slice(text.indexOf("=") + 1).replace(/;\s*$/, ""));
}

/** What the compiler's shared files export, by URL; and those that are loaded later, by what they will be called. */
function chunksByUrl() {
  const { outputs } = JSON.parse(readFileSync(join(root, "build/metafile.js.json"), "utf8"));
  const urlOf = (path) => path.slice("public".length);
  const made = Object.entries(outputs).map(([path, { exports }]) => [urlOf(path), exports]);
  const imports = Object.values(outputs).flatMap((output) => output.imports);
  const urls = new Set(imports.filter(({ kind }) => kind === "dynamic-import").map(({ path }) => urlOf(path)));
  // They and the shared file name each other, so their names can't come from what is in them: they change with any.
  const version = made.map(([url]) => url).join();
  const later = new Map([...urls].map((url) => [url, url.replace(HASH, `-${hashOf(url + version)}.js`)]));
  return { chunks: new Map(made.filter(([url]) => CHUNK.test(url) && url.endsWith(".js") && !urls.has(url))), later };
}

function resolvingLater(later) {
  return {
    name: "later",
    setup(context) {
      context.onResolve({ filter: CHUNK }, ({ path, kind }) =>
        kind === "dynamic-import" ? { path: later.get(path), external: true } : undefined,
      );
    },
  };
}

// Every shared file's names, each with its file's number before it, so that none meets another.
async function packShared(chunks, later) {
  const lines = [...chunks].map(([url, names], n) =>
    names.length ? `export { ${names.map((name) => `${name} as s${n}_${name}`)} } from "${url}";` : `import "${url}";`,
  );
  const fromDisk = {
    name: "from-disk",
    setup(context) {
      context.onResolve({ filter: /^\/build\// }, ({ path }) => ({ path: join(root, "public", path) }));
    },
  };
  const stdin = { contents: lines.join("\n"), resolveDir: folder };
  const { outputFiles } = await build({ ...options, stdin, plugins: [resolvingLater(later), fromDisk] });
  const { text } = outputFiles[0];
  return { url: `/build/_shared/shared-${hashOf(text)}.js`, text };
}

/** Each page's own file, asking the one shared file for what it asked the many for; by its former URL. */
async function packPages(modules, chunks, later, sharedUrl) {
  const numbers = new Map([...chunks.keys()].map((url, n) => [url, n]));
  const fromShared = {
    name: "from-shared",
    setup(context) {
      context.onResolve({ filter: CHUNK }, ({ path }) =>
        path === sharedUrl ? { path, external: true } : { path, namespace: "chunk" },
      );
      context.onLoad({ filter: /./, namespace: "chunk" }, ({ path }) => ({
        contents: chunks.get(path).length
          ? `export { ${chunks.get(path).map((name) => `s${numbers.get(path)}_${name} as ${name}`)} } from "${sharedUrl}";`
          : `import "${sharedUrl}";`,
      }));
    },
  };
  const urls = [...new Set(modules)];
  const files = await Promise.all(
    urls.map(async (url) => {
      const entryPoints = [join(root, "public", url)];
      const { outputFiles } = await build({ ...options, entryPoints, plugins: [resolvingLater(later), fromShared] });
      const { text } = outputFiles[0];
      return [url, { url: later.get(url) ?? url.replace(HASH, `-${hashOf(text)}.js`), text }];
    }),
  );
  return new Map(files);
}

// The server writes the files' names into its pages.
function tellServer(manifest) {
  const file = join(root, "build/index.js");
  const before = readFileSync(file, "utf8");
  const after = before.replace(
    /^(\s*assets_manifest_default = ).*;$/m,
    (_, start) => `${start}${JSON.stringify(manifest)};`,
  );
  if (after === before) throw new Error("the server's build has no list of the browser's files");
  writeFileSync(file, after);
}

function write(url, text) {
  const file = join(root, "public", url);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}

function hashOf(text) {
  return createHash("sha256").update(text).digest("hex").slice(0, 10);
}
