import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { type Bench, pause } from "../bench-place";
import { cpuOf, memoryOf } from "../cpu";
import { type Figure, notMeasurable, type Row, rounded } from "../figure";
import { type Asked, ask, load } from "../load";
import { middle, sorted } from "../measuring";
import { type Program, startProgram } from "../program";
import { pagesOfTheList } from "./reading";

const RUNS = 5;
const START_MS = 700;
const FIRST_MB = 120;
const PEAK_MB = 250;
const LOAD_MS = 10_000;

/** How long a start takes, and how much memory the program needs. */
export const start: Figure = {
  name: "start",
  async measure(bench) {
    const empty = await starts(() => startEmpty(bench.environment));
    const full = await starts(() => startProgram(bench.environment));
    return [
      startRow("start.empty", "start to first page, empty", empty),
      startRow("start.full", "start to first page, full", full),
    ];
  },
};

async function starts(begin: () => Promise<Program>): Promise<number[]> {
  const all: number[] = [];
  for (let n = 0; n < RUNS; n++) {
    const program = await begin();
    all.push(program.firstPage);
    await program.stop();
  }
  return sorted(all);
}

const startRow = (id: string, what: string, all: readonly number[]): Row => ({
  ...{ id, what, bar: `≤ ${START_MS} ms` },
  found: {
    ...{ value: middle(all), unit: "ms", holds: middle(all) <= START_MS },
    note: `by the clock on the wall, ${rounded(all[0] ?? 0)}–${rounded(all.at(-1) ?? 0)} of ${RUNS} runs`,
  },
});

/** On nothing at all: it makes its tables first. On PostgreSQL these stay from the first run on. */
async function startEmpty(environment: Bench["environment"]): Promise<Program> {
  const folder = mkdtempSync(join(tmpdir(), "canyu-bench-"));
  const DATABASE_URL = environment.CANYU_BENCH_EMPTY ?? "";
  const program = await startProgram({ ...environment, CANYU_DATA: folder, DATABASE_URL });
  const stop = () => program.stop().finally(() => rmSync(folder, { recursive: true, force: true }));
  return { ...program, stop };
}

/** After the first page, and the most while sixty-four ask for lists, ideas and searches. */
export const memory: Figure = {
  name: "memory",
  async measure(bench) {
    const program = await startProgram(bench.environment);
    try {
      const first = memoryOf(program.pid).now;
      const errors = await everythingAtOnce(bench, program);
      const { most } = memoryOf(program.pid);
      return [
        memoryRow("memory.first", "memory at first page", first, FIRST_MB, "VmRSS of the program"),
        memoryRow(
          "memory.peak",
          "memory, peak at 64 connections",
          most,
          PEAK_MB,
          `VmHWM of the program; ${errors} errors`,
        ),
      ];
    } finally {
      await program.stop();
    }
  },
};

const memoryRow = (id: string, what: string, value: number, most: number, note: string): Row => ({
  ...{ id, what, bar: `≤ ${most} MiB` },
  found: { value, unit: "MiB", holds: value <= most, note },
});

async function everythingAtOnce(bench: Bench, program: Program): Promise<number> {
  const pages = await pagesOfTheList(bench);
  const ideas = pages.length / 2;
  const asked = pages.map((page, n): Asked => {
    const cookie = { headers: { Cookie: bench.cookies[n % bench.cookies.length]?.cookie ?? "" } };
    const kinds: Asked[] = [
      page,
      { path: "/", ...cookie },
      { path: `/ideas/${1 + (n % ideas)}` },
      { path: "/search?q=the", ...cookie },
    ];
    return kinds[n % kinds.length] ?? page;
  });
  let errors = 0;
  const end = Date.now() + LOAD_MS;
  for (let n = 0; Date.now() < end; n += 640)
    await load(program.port, 64, asked.slice(n % asked.length, (n % asked.length) + 640), ({ status }) => {
      if (status !== 200) errors++;
    });
  return errors;
}

const STATEMENTS = 6;
const PAGES = 60;
// PostgreSQL adds up what its connections did after they were quiet for a second.
const SUMMING_UP_MS = 2_500;
const QUIET_MS = 10_000;

/** How many statements a page sends, by what PostgreSQL counted. */
export const statements: Figure = {
  name: "statements",
  only: "postgres",
  async measure(bench) {
    const cookie = bench.cookies[0]?.cookie ?? "";
    const few = { path: "/?tag=sleep&status=shortlisted", headers: { Cookie: cookie } };
    const asked: Record<string, Asked> = {
      "list of 30": { path: "/", headers: { Cookie: cookie } },
      "list of few": few,
      "idea with 50 comments": { path: "/ideas/1", headers: { Cookie: cookie } },
      "idea with few": { path: "/ideas/599", headers: { Cookie: cookie } },
      search: { path: "/search?q=battery", headers: { Cookie: cookie } },
    };
    const counted: Array<[string, number]> = [];
    for (const [name, one] of Object.entries(asked)) counted.push([name, await statementsOf(bench, one)]);
    const most = Math.max(...counted.map(([, times]) => times));
    return [
      {
        ...{ id: "statements", what: "statements a page of a member", bar: `≤ ${STATEMENTS}, constant in rows` },
        found: {
          ...{ value: most, unit: "", holds: Math.round(most) <= STATEMENTS },
          note: counted.map(([name, times]) => `${name} ${rounded(times)}`).join(", "),
        },
      },
    ];
  },
};

async function statementsOf({ program, environment }: Bench, asked: Asked): Promise<number> {
  const client = new pg.Client({ connectionString: environment.DATABASE_URL });
  await client.connect();
  const committed = async () => {
    await pause(SUMMING_UP_MS);
    const { rows } = await client.query(
      "select xact_commit as n from pg_stat_database where datname = current_database()",
    );
    return { n: Number(rows[0]?.n), at: performance.now() };
  };
  try {
    await ask(program.port, asked);
    const before = await committed();
    await pause(QUIET_MS);
    const quiet = await committed();
    for (let n = 0; n < PAGES; n++) await ask(program.port, asked);
    const after = await committed();
    // The program asks by itself, too: whether there is news, what the clock has to do.
    const byItself = (after.at - quiet.at) * ((quiet.n - before.n) / (quiet.at - before.at));
    return Math.max(0, after.n - quiet.n - byItself) / PAGES;
  } finally {
    await client.end();
  }
}

const WORKERS_TIMES = 1.5;
const GENERATOR_SHARE = 0.1;
const MISSES = 1_500;

/** Two processes against one, on pages that no cache has. */
export const workers: Figure = {
  name: "workers",
  async measure(bench) {
    const row = { id: "workers", what: "two workers against one, cache misses", bar: `≥ ${WORKERS_TIMES} ×` };
    const pages = await pagesOfTheList(bench);
    const one = await missesOf(bench, "1", pages.slice(0, MISSES));
    const two = await missesOf(bench, "2", pages.slice(MISSES, 2 * MISSES));
    const generator = Math.max(one.generator, two.generator);
    const times = two.perSecond / one.perSecond;
    const said = `${rounded(one.perSecond)} and ${rounded(two.perSecond)} pages a second; ${rounded(two.cpu)} cores used; the asking took ${Math.round(100 * generator)} % of a core`;
    if (generator > GENERATOR_SHARE) return [{ ...row, found: notMeasurable("×", `${rounded(times)} ×, but ${said}`) }];
    return [{ ...row, found: { value: times, unit: "×", holds: times >= WORKERS_TIMES, note: said } }];
  },
};

async function missesOf(bench: Bench, count: string, asked: readonly Asked[]) {
  const program = await startProgram({ ...bench.environment, CANYU_WORKERS: count });
  const pids = [program.pid, ...bench.serverPids];
  try {
    await load(program.port, 16, asked.slice(0, 300), () => {});
    const [own, before] = [process.cpuUsage(), cpuOf(pids)];
    const { seconds } = await load(program.port, 16, asked.slice(300), () => {});
    const { user, system } = process.cpuUsage(own);
    const cpu = (cpuOf(pids) - before) / 1_000 / seconds;
    return { perSecond: (asked.length - 300) / seconds, generator: (user + system) / 1e6 / seconds, cpu };
  } finally {
    await program.stop();
  }
}
