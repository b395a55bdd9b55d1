import { execFileSync, fork } from "node:child_process";
import { once } from "node:events";
import { cpus } from "node:os";
import { join } from "node:path";
import type { Row } from "./figure";
import { FIGURES } from "./figures";
import { ENGINES, type Engine, openPlace } from "./places";
import { keep, keepProfile, lineOf, type Results, readResults, writeResults } from "./results";
import { addTrend, difference, formerRuns } from "./trends";

const root = process.env.CANYU_ROOT ?? process.cwd();
const LIST_TIMES = 1.6;

async function main(words: readonly string[]): Promise<number> {
  const how = howFrom(words);
  if (!how) {
    const names = FIGURES.map(({ name }) => name).join(" | ");
    console.error(`npm run bench -- [--profile] [--quick] [${ENGINES.join(" | ")}] [${names} …]`);
    return 2;
  }
  if (how.isQuick) process.env.CANYU_BENCH_QUICK = "1"; // for every process that is started from here
  const results = { ...readResults(), machine: machine() };
  const noting = { at: now(), former: formerRuns(), order: Object.keys(results.rows) };
  const statuses: number[] = [];
  for (const engine of how.engines) {
    const status = await measure(engine, how, (row) => {
      if (how.isProfiling) explain(results, engine, row);
      else if (how.isQuick) console.info(lineOf(engine, row));
      else note(results, engine, row, noting);
    });
    statuses.push(status);
    if (status > 1) break; // it was stopped
  }
  if (how.isQuick) return Math.max(...statuses);
  if (!how.isProfiling) compareEngines(results, noting);
  writeResults(results, noting.order);
  console.info("tests/bench/RESULTS.md has them all.");
  return Math.max(...statuses);
}

/** What is measured, and how. */
interface How {
  engines: readonly Engine[];
  /** Of figures; none: all. */
  names: string[];
  isProfiling: boolean;
  isQuick: boolean;
}

/** Null when there is a word that nobody knows. */
function howFrom(words: readonly string[]): How | null {
  const flags = words.filter((word) => word.startsWith("--"));
  const engines = ENGINES.filter((engine) => words.includes(engine));
  const names = words.filter((word) => !flags.includes(word) && !ENGINES.some((engine) => engine === word));
  const isKnown =
    flags.every((flag) => ["--profile", "--quick"].includes(flag)) &&
    names.every((name) => FIGURES.some((figure) => figure.name === name));
  if (!isKnown) return null;
  const [isProfiling, isQuick] = [flags.includes("--profile"), flags.includes("--quick")];
  return { engines: engines.length ? engines : ENGINES, names, isProfiling, isQuick };
}

function explain(results: Results, engine: Engine, row: Row): void {
  console.info(`\n${row.id}, ${engine}\n\n${row.found.profile ?? "no CPU per request: nothing to profile"}`);
  keepProfile(results, engine, row);
}

interface Noting {
  at: { commit: string; date: string };
  former: ReturnType<typeof formerRuns>;
  order: string[];
}

function note(results: Results, engine: Engine, row: Row, { at, former, order }: Noting): void {
  keep(results, engine, row, at);
  addTrend(engine, row, at);
  if (!order.includes(row.id)) order.push(row.id);
  const change = difference(row, former.get(`${engine} ${row.id}`));
  console.info(`${lineOf(engine, row)}${change && `  (${change})`}`);
}

const STOPPING = ["SIGINT", "SIGTERM"];
const STOPPED = 2;
/** Whatever hangs, it ends. */
const MOST_MS = 20 * 60_000;

/** Runs the figures in a process that knows this engine; how it ended: 1 when some could not be measured. */
async function measure(engine: Engine, { names, isProfiling }: How, hear: (row: Row) => void): Promise<number> {
  const place = await openPlace(engine);
  try {
    const env = { ...process.env, ...place.environment, ...(isProfiling && { CANYU_BENCH_PROFILE: "1" }) };
    const measuring = fork(join(root, ".cache/bench/engine.mjs"), names, { env, timeout: MOST_MS });
    measuring.on("message", (row: Row) => hear(row));
    const stop = (): void => void measuring.kill();
    for (const signal of STOPPING) process.once(signal, stop);
    const [status]: Array<number | null> = await once(measuring, "exit");
    for (const signal of STOPPING) process.off(signal, stop);
    return status ?? STOPPED;
  } finally {
    await place.close();
  }
}

/** How much more a list costs where the database is another process. */
function compareEngines(results: Results, noting: Noting): void {
  const { sqlite, postgres } = results.rows["list.miss"]?.engines ?? {};
  if (!sqlite?.value || !postgres?.value || !sqlite.r || !postgres.r) return;
  const value = postgres.value / postgres.r / (sqlite.value / sqlite.r);
  note(
    results,
    "postgres",
    {
      ...{ id: "list.engines", what: "list miss, PostgreSQL against SQLite", bar: `≤ ${LIST_TIMES} ×` },
      found: { value, unit: "×", holds: value <= LIST_TIMES, note: "both in R" },
    },
    noting,
  );
}

function machine(): string {
  const all = cpus();
  const { commit, date } = now();
  return `${date}, commit ${commit}, ${all.length} cores of ${all[0]?.model.trim() ?? "?"}, Node ${process.versions.node}`;
}

/** The commit, with a + where files differ from it, and the day. */
function now(): { commit: string; date: string } {
  const date = new Date().toISOString().slice(0, 10);
  try {
    const git = (...words: string[]): string => execFileSync("git", words, { cwd: root, encoding: "utf8" }).trim();
    const isChanged =
      git(
        "status",
        "--porcelain",
        "--untracked-files=no",
        "--",
        "app",
        "db",
        "bin",
        "migrations",
        "tests/bench",
        ":!tests/bench/RESULTS.md",
        ":!tests/bench/trends.csv",
        "package-lock.json",
      ) !== "";
    return { commit: `${git("rev-parse", "--short", "HEAD")}${isChanged ? "+" : ""}`, date };
  } catch {
    return { commit: "unknown", date };
  }
}

// Last: what stands above is there by then.
process.exitCode = await main(process.argv.slice(2));
