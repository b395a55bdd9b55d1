import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Found, type Row, rounded } from "./figure";
import { ENGINES, type Engine } from "./places";

/** What a run found, and which commit it was. */
export interface Dated extends Found {
  commit: string;
  /** ISO day. */
  date: string;
}

interface KeptRow {
  what: string;
  bar: string;
  engines: Partial<Record<Engine, Dated>>;
}

/** The latest of every row, whichever run it came from. */
export interface Results {
  /** What the latest run ran on. */
  machine: string;
  rows: Record<string, KeptRow>;
  /** Why rows are over their bars: Markdown, by row and engine. */
  profiles: Record<string, string>;
}

const folder = join(process.env.CANYU_ROOT ?? process.cwd(), "tests/bench");
const file = join(folder, "results.json");

export function readResults(): Results {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch {
    return { machine: "", rows: {}, profiles: {} }; // the first run
  }
}

/** Keeps a row; one of this name that another run left is replaced. */
export function keep(
  results: Results,
  engine: Engine,
  { id, what, bar, found }: Row,
  at: Pick<Dated, "commit" | "date">,
): void {
  if (found.holds !== false) delete results.profiles[whyKey(engine, id)];
  const engines = results.rows[id]?.engines ?? {};
  results.rows[id] = { what, bar, engines: { ...engines, [engine]: { ...found, ...at } } };
}

const whyKey = (engine: Engine, id: string): string => `${id}, ${engine}`;

/** Keeps where a row's time goes, if it is over its bar. A profiler slows it: what it measured is no result. */
export function keepProfile(results: Results, engine: Engine, { id, found }: Row): void {
  const isOver = results.rows[id]?.engines[engine]?.holds === false;
  if (isOver && found.profile) results.profiles[whyKey(engine, id)] = found.profile;
}

/** Writes the results, and the page that people read. */
export function writeResults(results: Results, order: readonly string[]): void {
  const rows = sorted(results.rows, order);
  writeFileSync(file, `${JSON.stringify({ ...results, rows: Object.fromEntries(rows) }, null, 2)}\n`);
  writeFileSync(join(folder, "RESULTS.md"), pageOf(results, rows));
}

/** In the order in which the figures stand, wherever a run left them. */
function sorted(rows: Results["rows"], order: readonly string[]): Array<[string, KeptRow]> {
  const place = (id: string): number => {
    const found = order.indexOf(id);
    return found < 0 ? order.length : found;
  };
  return Object.entries(rows).sort(([one], [other]) => place(one) - place(other));
}

const HEAD = `# Figures

Made by \`npm run bench\`; \`npm run bench -- list vote\` measures some rows anew and leaves the others. Data: 10,000 ideas,
100,000 comments, 200,000 votes, 20,000 people (\`forum/\`). CPU is that of the program and, on PostgreSQL, of the database
with all its processes, per request: the median of several repetitions after a warm-up. **R** is the CPU of a bare
\`node:http\` that answers 30 KiB compressed beforehand, measured right before each row. Bars in milliseconds bind as multiples
of R (one R is 0.0435 ms where the bars were set); times by the clock on the wall bind as they are.
`;

function pageOf({ machine, profiles }: Results, rows: ReadonlyArray<[string, KeptRow]>): string {
  const table = rows.map(([id, { what, bar, engines }]) => {
    const cells = ENGINES.map((engine) => cellOf(engines[engine]));
    return `| \`${id}\` | ${what} | ${bar} | ${cells.join(" | ")} | ${verdictOf(Object.values(engines))} |`;
  });
  const notes = rows.flatMap(([id, { engines }]) =>
    ENGINES.flatMap((engine) => {
      const found = engines[engine];
      return found
        ? [`| \`${id}\` | ${engine} | ${spreadOf(found)} | ${found.note} | ${found.date} ${found.commit} |`]
        : [];
    }),
  );
  const whys = Object.entries(profiles).map(([row, text]) => `### ${row}\n\n${text}`);
  return [
    `${HEAD}\nThe latest run: ${machine}.`,
    `| row | what | bar | SQLite | PostgreSQL | |\n|---|---|---|---|---|---|\n${table.join("\n")}`,
    `## How each was measured\n\n| row | engine | spread | | when |\n|---|---|---|---|---|\n${notes.join("\n")}`,
    ...(whys.length
      ? [`## Where the time of rows that are over goes\n\nBy \`npm run bench -- --profile\`.`, ...whys]
      : []),
  ]
    .join("\n\n")
    .concat("\n");
}

function cellOf(found: Found | undefined): string {
  if (!found) return "–";
  if (found.value === null) return "not measurable here";
  const value = `${rounded(found.value)}${found.unit && ` ${found.unit}`}`;
  return found.r ? `${value} = ${rounded(found.value / found.r)} R` : value;
}

function spreadOf({ spread }: Found): string {
  return spread ? spread.map(rounded).join("–") : "";
}

function verdictOf(all: readonly Found[]): string {
  if (all.some(({ holds }) => holds === false)) return "**over**";
  return all.some(({ holds }) => holds) ? "holds" : "–";
}

/** One line for the terminal. */
export function lineOf(engine: Engine, { what, bar, found }: Row): string {
  const verdict = found.holds === null ? "" : found.holds ? "holds" : "OVER";
  return `  ${engine.padEnd(8)} ${what.padEnd(58)} ${cellOf(found).padEnd(26)} ${bar.padEnd(24)} ${verdict}`;
}
