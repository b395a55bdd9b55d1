import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import pg from "pg";
import { startPostgres } from "../support/postgres-server";
import { monthOf } from "./forum/month";

export const ENGINES = ["sqlite", "postgres"] as const;
export type Engine = (typeof ENGINES)[number];

/** A database of full size that may be spoilt, and what a program needs to find it. */
export interface Place {
  environment: Record<string, string>;
  close(): Promise<void>;
}

const root = process.env.CANYU_ROOT ?? process.cwd();
const kept = join(root, ".cache/bench");

/** A copy of the forum of full size, which is made first where no former run left it. */
export async function openPlace(engine: Engine): Promise<Place> {
  const forum = join(kept, `${kindOf(engine)}${keyOf(engine)}`);
  if (!existsSync(forum)) await make(engine, forum);
  const folder = mkdtempSync(join(tmpdir(), "canyu-bench-"));
  const close = () => rmSync(folder, { recursive: true, force: true });
  if (engine === "sqlite") {
    copyFileSync(forum, join(folder, "canyu.db"));
    return { environment: { CANYU_DATA: folder }, close: async () => close() };
  }
  const server = await startPostgres({ settings: [], from: forum });
  await server.createDatabase("empty");
  return {
    environment: {
      ...{ CANYU_DATA: folder, DATABASE_URL: `${server.url}canyu`, CANYU_BENCH_EMPTY: `${server.url}empty` },
      CANYU_BENCH_SERVER: String(server.pid),
    },
    close: () => server.stop().finally(close),
  };
}

const kindOf = (engine: Engine): string => `${process.env.CANYU_BENCH_QUICK === "1" ? "small" : "forum"}-${engine}-`;

async function make(engine: Engine, forum: string): Promise<void> {
  console.info(`${engine}: a forum is made; the next run finds it`);
  for (const old of readdirSync(kept).filter((name) => name.startsWith(kindOf(engine))))
    rmSync(join(kept, old), { recursive: true, force: true });
  if (engine === "sqlite") return makeFile(forum);
  const server = await startPostgres();
  try {
    await server.createDatabase("canyu");
    fill({ DATABASE_URL: `${server.url}canyu` });
    await lookThrough(`${server.url}canyu`);
  } catch (error) {
    await server.stop();
    throw error;
  }
  await server.stopAndKeep(forum);
}

// In memory, where there is such a folder: nothing of a half-made forum has to survive, and a disk takes minutes.
const quick = existsSync("/dev/shm") ? "/dev/shm" : tmpdir();

// As the server's own autovacuum has long done where a forum grew over months.
async function lookThrough(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query("VACUUM ANALYZE");
  await client.end();
}

function makeFile(forum: string): void {
  const folder = mkdtempSync(join(quick, "canyu-bench-"));
  const file = join(folder, "canyu.db");
  try {
    fill({ CANYU_BENCH_FILE: file });
    copyFileSync(file, forum);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const FILLING_MS = 15 * 60_000;

function fill(environment: Record<string, string>): void {
  const env = { ...process.env, ...environment };
  const { status } = spawnSync(process.execPath, [join(kept, "filling.mjs")], {
    env,
    stdio: "inherit",
    timeout: FILLING_MS,
  });
  if (status !== 0) throw new Error("the forum could not be made");
}

// What decides how a forum looks in the database: the schema, the plan, how words are indexed, and the month.
function keyOf(engine: Engine): string {
  const hash = createHash("sha256").update(String(monthOf(Date.now())));
  const sources = [
    ...filesIn(join(root, "migrations", engine)),
    ...filesIn(join(root, "tests/bench/forum")),
    ...["app/features/search/rules.ts", "app/platform/words.ts"].map((name) => join(root, name)),
  ];
  for (const file of sources.sort()) hash.update(basename(file)).update(readFileSync(file));
  return hash.digest("hex").slice(0, 12);
}

const filesIn = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: "utf8" })
    .map((name) => join(folder, name))
    .filter((file) => statSync(file).isFile() && !file.endsWith(".test.ts"));

mkdirSync(kept, { recursive: true });
