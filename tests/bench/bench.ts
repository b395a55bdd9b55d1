import { execFileSync, fork } from "node:child_process";
import { once } from "node:events";
import { cpus } from "node:os";
import { join } from "node:path";
import type { Row } from "./figure";
import { FIGURES } from "./figures";
import { ENGINES, type Engine, openPlace } from "./places";
import { keep, lineOf, type Results, readResults, writeResults } from "./results";
import { addTrend, difference, formerRuns } from "./trends";

const root = process.env.CANYU_ROOT ?? process.cwd();
const LIST_TIMES = 1.6;

/** What one engine's process tells. */
interface Told {
  row?: Row;
  figure?: string;
  profile?: string;
}

process.exitCode = await main(process.argv.slice(2));

async function main(words: readonly string[]): Promise<number> {
  const isProfiling = words.includes("--profile");
  const names = words.filter((word) => word !== "--profile");
  const unknown = names.filter((name) => !FIGURES.some((figure) => figure.name === name));
  if (unknown.length || (isProfiling && !names.length)) {
    console.error(`npm run bench -- [--profile] [${FIGURES.map(({ name }) => name).join(" | ")} …]`);
    return 2;
  }
  const results = { ...readResults(), machine: machine() };
  const [former, at, order] = [formerRuns(), now(), Object.keys(results.rows)];
  for (const engine of ENGINES) {
    await measure(engine, names, isProfiling, ({ row, figure, profile }) => {
      if (figure) results.profiles[`${figure}, ${engine}`] = told(profile ?? "");
      if (row) note(results, engine, row, { at, former, order });
    });
  }
  if (!isProfiling) compareEngines(results, { at, former, order });
  writeResults(results, order);
  return 0;
}

function told(profile: string): string {
  console.info(profile);
  return profile;
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

/** Whatever hangs, it ends. */
const MOST_MS = 20 * 60_000;

/** Runs the figures in a process that knows this engine. */
async function measure(
  engine: Engine,
  names: readonly string[],
  isProfiling: boolean,
  hear: (told: Told) => void,
): Promise<void> {
  const place = await openPlace(engine);
  try {
    const env = { ...process.env, ...place.environment, CANYU_BENCH_PROFILE: isProfiling ? "1" : "" };
    const measuring = fork(join(root, ".cache/bench/engine.mjs"), names, { env, timeout: MOST_MS });
    measuring.on("message", (told: Told) => hear(told));
    for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, () => measuring.kill()); // then what is open is closed
    const [status] = await once(measuring, "exit");
    if (status !== 0) console.error(`${engine}: the figures ended with ${status}`);
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
      git("status", "--porcelain", "--untracked-files=no", "--", "app", "db", "package-lock.json") !== "";
    return { commit: `${git("rev-parse", "--short", "HEAD")}${isChanged ? "+" : ""}`, date };
  } catch {
    return { commit: "unknown", date };
  }
}
