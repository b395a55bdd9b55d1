// Builds Canyu: Remix's own build, then the browser's files packed into few.
// Remix's compiler makes a file for every set of pages that share a module: thirty for one visit, most of them tiny.
// Here what they share becomes three files: what every page has and the two lists need, what topics' pages need beside,
// and the rest. So a first visit stays within twelve requests and carries nothing of the desk or the administration. What a
// page only loads when it is used, by `import()`, keeps a file of its own.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { brotliCompress } from "node:zlib";
import { build } from "esbuild";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const folder = join(root, "public/build");
const brotli = promisify(brotliCompress); // the best it can, unless told otherwise
const CHUNK = /^\/build\/_shared\//;
const HASH = /-[A-Z0-9]+\.js$/;
/** The files that pages share, and the pages whose needs they hold beyond what stands in those before. */
const TIERS = [
  ["shared", /^(?:root|features\/ideas\/routes\/board|features\/threads\/routes\/threads)$/],
  ["topics", /^features\/(?:ideas\/routes\/idea|threads\/routes\/thread)$/],
];
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
  const { chunks, later, needsOf } = chunksByUrl();
  const routes = Object.values(manifest.routes);
  const packed = [];
  const isLeft = (url) => packed.every((before) => !before.chunks.has(url));
  for (const [name, pages] of TIERS) {
    const those = [manifest.entry, ...routes.filter(({ id }) => pages.test(id))];
    const needed = new Set(those.flatMap(({ module }) => needsOf(module)));
    packed.push(
      await packShared(
        name,
        only(chunks, (url) => isLeft(url) && needed.has(url)),
        packed,
        later,
      ),
    );
  }
  packed.push(await packShared("rooms", only(chunks, isLeft), packed, later));
  const parts = [manifest.entry, ...routes];
  const pages = await packPages([...parts.map(({ module }) => module), ...later.keys()], packed, later);
  for (const part of parts) {
    const needs = needsOf(part.module);
    part.module = pages.get(part.module).url;
    if (part.imports)
      part.imports = packed.filter(({ numbers }) => needs.some((url) => numbers.has(url))).map(({ url }) => url);
  }
  manifest.url = `/build/manifest-${hashOf(JSON.stringify({ ...manifest, url: "" }))}.js`;
  for (const { url, text } of [...packed, ...pages.values()]) write(url, text);
  write(manifest.url, `window.__remixManifest=${JSON.stringify(manifest)};`);
  tellServer(manifest);
  for (const name of old) rmSync(join(folder, name));
  await compress();
  writeFileSync(join(root, "build/complete"), "");
}

function readManifest(name) {
  const text = readFileSync(join(folder, name), "utf8");
  return JSON.parse(text.slice(text.indexOf("=") + 1).replace(/;\s*$/, ""));
}

/**
 * What the compiler's shared files export, by URL; those that are loaded later, by what they will be called; and which
 * shared files a file needs before it runs.
 */
function chunksByUrl() {
  const { outputs } = JSON.parse(readFileSync(join(root, "build/metafile.js.json"), "utf8"));
  const urlOf = (path) => path.slice("public".length);
  const made = Object.entries(outputs).map(([path, { exports }]) => [urlOf(path), exports]);
  const imports = Object.values(outputs).flatMap((output) => output.imports);
  const urls = new Set(imports.filter(({ kind }) => kind === "dynamic-import").map(({ path }) => urlOf(path)));
  // They and the shared file name each other, so their names can't come from what is in them: they change with any.
  const version = made.map(([url]) => url).join();
  const later = new Map([...urls].map((url) => [url, url.replace(HASH, `-${hashOf(url + version)}.js`)]));
  const chunks = new Map(made.filter(([url]) => CHUNK.test(url) && url.endsWith(".js") && !urls.has(url)));
  const needsOf = (url, found = new Set()) => {
    for (const { path, kind } of outputs[`public${url}`].imports) {
      if (kind === "dynamic-import" || found.has(urlOf(path))) continue;
      found.add(urlOf(path));
      needsOf(urlOf(path), found);
    }
    return [...found];
  };
  return { chunks, later, needsOf };
}

function only(chunks, isWanted) {
  return new Map([...chunks].filter(([url]) => isWanted(url)));
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

/**
 * One file of many, with all their names, each with its file's number before it, so that none meets another. What these
 * need of files that are packed already they ask those for.
 */
async function packShared(name, chunks, packed, later) {
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
  const plugins = [resolvingLater(later), fromPacked(packed), fromDisk];
  const { outputFiles } = await build({ ...options, stdin, plugins });
  const { text } = outputFiles[0];
  const numbers = new Map([...chunks.keys()].map((url, n) => [url, n]));
  return { url: `/build/_shared/${name}-${hashOf(text)}.js`, text, chunks, numbers };
}

/** Asks the packed files for what the compiler's files were asked for. */
function fromPacked(packed) {
  return {
    name: "from-packed",
    setup(context) {
      context.onResolve({ filter: CHUNK }, ({ path }) => {
        if (packed.some(({ url }) => url === path)) return { path, external: true };
        return packed.some(({ chunks }) => chunks.has(path)) ? { path, namespace: "chunk" } : undefined;
      });
      context.onLoad({ filter: /./, namespace: "chunk" }, ({ path }) => {
        const { url, chunks, numbers } = packed.find((one) => one.chunks.has(path));
        const names = chunks.get(path).map((name) => `s${numbers.get(path)}_${name} as ${name}`);
        return { contents: names.length ? `export { ${names} } from "${url}";` : `import "${url}";` };
      });
    },
  };
}

/** Each page's own file, asking the packed ones for what it asked the many for; by its former URL. */
async function packPages(modules, packed, later) {
  const urls = [...new Set(modules)];
  const files = await Promise.all(
    urls.map(async (url) => {
      const entryPoints = [join(root, "public", url)];
      const plugins = [resolvingLater(later), fromPacked(packed)];
      const { outputFiles } = await build({ ...options, entryPoints, plugins });
      const { text } = outputFiles[0];
      return [url, { url: later.get(url) ?? url.replace(HASH, `-${hashOf(text)}.js`), text }];
    }),
  );
  return new Map(files);
}

// As small as brotli can make them, which takes a second: too long for whoever asks first.
async function compress() {
  const names = readdirSync(folder, { recursive: true }).filter((name) => /\.(?:css|js)$/.test(name));
  await Promise.all(
    names.map(async (name) => {
      const file = join(folder, name);
      writeFileSync(`${file}.br`, await brotli(readFileSync(file)));
    }),
  );
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
