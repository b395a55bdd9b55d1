import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { describeConfig, readConfig } from "~/platform/config.server";
import { MOST_BYTES_ANYWHERE } from "~/web/body-limits.server";

const read = (path: string): string => readFileSync(path, "utf8");
const find = (pattern: RegExp, text: string): string[] => [...text.matchAll(pattern)].map(([, found = ""]) => found);

const files = readdirSync("deploy").map((name) => join("deploy", name));
const unit = read("deploy/canyu.service");
const caddy = read("deploy/Caddyfile");
const nginx = read("deploy/nginx.conf");
const image = read("deploy/Dockerfile");
const compose = read("deploy/compose.yaml");
const readmes = ["README.md", "README.zh-CN.md"].map(read);
const everything = [...files.map(read), ...readmes].join("\n");
const program: { scripts: Record<string, string>; optionalDependencies: Record<string, string> } = JSON.parse(
  read("package.json"),
);

const defaults = readConfig({ NODE_ENV: "test" });
const settings = describeConfig({ NODE_ENV: "test" }).map(({ name }) => name);
/** Names of the environment that are not Canyu's: npm's, compose's, PostgreSQL's image's. */
const OTHERS = ["POSTGRES_USER", "POSTGRES_DB", "POSTGRES_PASSWORD"];

const unitEnvironment = Object.fromEntries(find(/^Environment=(.+)$/gm, unit).map((pair) => pair.split("=")));
const imageEnvironment = Object.fromEntries(find(/^ENV (.+)$/gm, image).map((pair) => pair.split("=")));
const composeEnvironment = Object.fromEntries(
  [...compose.matchAll(/^ {6}([A-Z_]+): (.+)$/gm)].map(([, name, value]) => [
    name,
    value?.replace(/\$\{[^}]+\}/g, "0123abcd"),
  ]),
);

describe("what stands in deploy/", () => {
  test("sets only what Canyu knows, to values it takes", () => {
    const named = [unitEnvironment, imageEnvironment, composeEnvironment].flatMap(Object.keys);
    expect(named.filter((name) => !settings.some((known) => known === name) && !OTHERS.includes(name))).toEqual([]);
    const written = find(/\b(CANYU_[A-Z]+|DATABASE_URL)\b/g, everything);
    expect(written.filter((name) => !settings.some((known) => known === name))).toEqual([]);
    for (const environment of [unitEnvironment, imageEnvironment, composeEnvironment])
      expect(() => readConfig({ NODE_ENV: "test", ...environment })).not.toThrow();
    expect(readConfig({ NODE_ENV: "test", ...composeEnvironment }).databaseUrl).toBe(
      "postgres://canyu:0123abcd@database/canyu",
    );
  });

  test("agrees on the address people see, and that it is https", () => {
    const origins = [...find(/CANYU_ORIGIN[=:] ?(\S+)/g, everything)];
    expect(new Set(origins)).toEqual(new Set(["https://ideas.example.com"]));
    expect(find(/^(\S+) \{$/gm, caddy)).toEqual(["ideas.example.com"]);
    expect(new Set(find(/server_name (.+);/g, nginx))).toEqual(new Set(["ideas.example.com"]));
  });

  test("meets Canyu where it listens", () => {
    const { port, host } = defaults;
    expect(find(/reverse_proxy (\S+)/g, caddy)).toEqual([`${host}:${port}`]);
    expect(find(/server (\d\S+);/g, nginx)).toEqual([`${host}:${port}`]);
    expect(readConfig({ NODE_ENV: "test", ...unitEnvironment })).toMatchObject({ port, host });
    expect(find(/EXPOSE (\d+)/g, image)).toEqual([`${port}`]);
    expect(find(/- "(127\S+)"/g, compose)).toEqual([`127.0.0.1:${port}:${port}`]);
    expect(imageEnvironment.CANYU_HOST).toBe("0.0.0.0"); // or nobody outside the container reaches it
  });

  test("says where requests come from, from an address that is believed", () => {
    const { proxies, host } = readConfig({ NODE_ENV: "test", ...unitEnvironment });
    expect(proxies).toContain(host);
    expect(find(/proxy_set_header X-Forwarded-For (.+);/g, nginx)).toEqual(["$remote_addr"]);
    expect(caddy).not.toMatch(/header_up|trusted_proxies/); // it sends the visitor's address unless told otherwise
    const gateways = find(/gateway: (\S+)/g, compose);
    expect(gateways).toHaveLength(1);
    expect(readConfig({ NODE_ENV: "test", ...composeEnvironment }).proxies).toEqual(gateways);
  });

  test("lets through what Canyu takes", () => {
    const [, megabytes] = /client_max_body_size (\d+)m;/.exec(nginx) ?? [];
    const [, mebibytes] = /max_size (\d+)MiB/.exec(caddy) ?? [];
    for (const size of [megabytes, mebibytes])
      expect(Number(size) * 1024 * 1024).toBeGreaterThanOrEqual(MOST_BYTES_ANYWHERE);
  });

  test("lets go of idle connections before Canyu does", async () => {
    const { createServer } = await import("node:http");
    const ours = createServer().keepAliveTimeout / 1000;
    for (const theirs of [...find(/^\s+keepalive_timeout (\d+)s;/gm, nginx), ...find(/^\s+keepalive (\d+)s$/gm, caddy)])
      expect(Number(theirs)).toBeLessThan(ours);
  });

  test("keeps data where it may be written, and kept", () => {
    expect(unitEnvironment.CANYU_DATA).toBe(`/var/lib/${find(/^StateDirectory=(.+)$/gm, unit)[0]}`);
    const [volume] = find(/^VOLUME (.+)$/gm, image);
    expect(imageEnvironment.CANYU_DATA).toBe(volume);
    expect(compose).toContain(`- files:${volume}`);
    expect(find(/^USER (.+)$/gm, image)).toEqual(["node"]);
    expect(find(/^User=(.+)$/gm, unit)).toEqual(["canyu"]);
  });

  test("starts programs and names files that are there", () => {
    const installed = find(/\/opt\/canyu\/([\w./-]*\w)/g, unit);
    expect(installed.length).toBeGreaterThan(0);
    expect(installed.filter((path) => !existsSync(path))).toEqual([]);
    expect(existsSync(find(/^\s+dockerfile: (.+)$/gm, compose)[0] ?? "")).toBe(true);
    const copied = find(/^COPY (?!--from)(.+) \S+$/gm, image).flatMap((names) => names.split(" "));
    expect(copied.filter((path) => !existsSync(path))).toEqual([]);
    const ours = find(/(?<![\w/.])((?:bin|deploy)\/[\w.-]*\w)/g, everything).filter((path) => !path.endsWith(".env"));
    expect(ours.filter((path) => !existsSync(path))).toEqual([]);
    const scripts = find(/npm run (\w+)/g, everything);
    expect(scripts.filter((name) => !(name in program.scripts))).toEqual([]);
    const commands = [...find(/canyu\.mjs ([a-z]+)/g, everything), ...find(/"bin\/canyu\.mjs", "(\w+)"/g, image)];
    expect(commands.filter((name) => !read("app/server.ts").includes(`import("~/commands/${name}.server")`))).toEqual(
      [],
    );
  });

  test("runs on the Node.js that npm brings", () => {
    const images = find(/^FROM node:([\d.]+)-/gm, image);
    expect(images.length).toBe(2);
    const pinned = Object.entries(program.optionalDependencies).filter(([name]) => name.startsWith("node-linux-"));
    expect(new Set([...images, ...pinned.map(([, version]) => version)])).toEqual(new Set([images[0]]));
  });

  test("asks after its health where Canyu answers", () => {
    const asked = [...find(/http:\/\/127\.0\.0\.1:3000(\/\w+)/g, image), ...find(/`(\/\w+z)`/g, readmes.join(""))];
    expect(asked).toContain("/readyz");
    const door = read("app/front-door.server.ts");
    expect(asked.filter((path) => !door.includes(`app.get("${path}"`))).toEqual([]);
  });

  test("keeps out of the image what must not be in it", () => {
    const left = read("deploy/Dockerfile.dockerignore").split("\n");
    for (const name of [".git", ".env", "data", "node_modules", "build", "public/build"]) expect(left).toContain(name);
  });
});

describe(".env.example", () => {
  const example = read(".env.example");

  test("has every setting, and no other", () => {
    expect(find(/^#? ?([A-Z_]+)=/gm, example).sort()).toEqual([...settings].sort());
  });

  test("says what a setting is when nobody sets it", () => {
    const set = Object.fromEntries(find(/^([A-Z_]+=.*)$/gm, example).map((pair) => pair.split("=")));
    expect(readConfig({ NODE_ENV: "test", ...set })).toEqual(defaults);
  });
});
