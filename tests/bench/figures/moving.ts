import { spawn } from "node:child_process";
import { once } from "node:events";
import { createReadStream, createWriteStream, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { finished } from "node:stream/promises";
import { chance } from "~/features/sample/chance";
import type { Bench } from "../bench-place";
import { memoryOf } from "../cpu";
import type { Figure, Row } from "../figure";
import { voices } from "../forum/texts";

const MANY = 100_000;
const IMPORT_S = 60;
const EXPORT_S = 20;
const MOST_MIB = 300;

/** A hundred thousand ideas from a table, and back into one, as a host does it at a terminal. */
export const moving: Figure = {
  name: "moving",
  async measure(bench) {
    const folder = mkdtempSync(join(tmpdir(), "canyu-bench-"));
    try {
      const table = join(folder, "large.csv");
      await writeTable(table);
      const environment = placeIn(bench, folder);
      const brought = await timed(["import", "csv", table, "--board", "Large"], environment);
      const out = join(folder, "out.csv");
      const taken = await timed(["export", "top", "--out", out], environment);
      const ideas = await idsIn(out);
      return [
        ...rowsOf("import", `import of ${MANY} ideas`, brought, IMPORT_S, ""),
        ...rowsOf("export", `export of ${MANY} ideas`, taken, EXPORT_S, `${ideas} lines begin with a rank`),
      ];
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
};

const placeIn = ({ environment }: Bench, folder: string): Record<string, string> => ({
  ...{ CANYU_DATA: folder, DATABASE_URL: environment.CANYU_BENCH_EMPTY ?? "" },
});

/** A table as a large board exports it: quoted texts of two paragraphs, a tenth of them with a list of fans. */
async function writeTable(path: string): Promise<void> {
  const next = chance("table");
  const voice = voices(next);
  const out = createWriteStream(path);
  out.write("id,title,description,author,created_at,category,votes,supporters\r\n");
  for (let n = 0; n < MANY; n++) {
    const speaker = voice[n % 2 ? "en" : "zh"];
    const fans = n % 10 ? "" : Array.from({ length: 5 }, (_, k) => `fan ${(n + k * 17) % 20_000}`).join(";");
    const text = `"${speaker.text(3)} ""${speaker.name()}"".\r\n\r\n**${speaker.text(1)}**"`;
    const line = `${n},"${speaker.title()}",${text},ann ${n % 5_000},2019-05-${10 + (n % 20)},Board ${n % 8},${n % 300},${fans}\r\n`;
    if (!out.write(line)) await once(out, "drain");
  }
  out.end();
  await finished(out);
}

interface Timed {
  seconds: number;
  /** MiB at the most. */
  memory: number;
  status: number | null;
}

const PATIENCE_MS = 240_000;
const LOOK_MS = 100;

async function timed(words: readonly string[], environment: Record<string, string>): Promise<Timed> {
  const start = performance.now();
  const command = spawn(process.execPath, ["bin/canyu.mjs", ...words], {
    env: { ...process.env, ...environment, NODE_ENV: "production" },
    stdio: ["ignore", "ignore", "inherit"],
    timeout: PATIENCE_MS,
  });
  let memory = 0;
  const look = setInterval(() => {
    if (command.pid && command.exitCode === null) memory = Math.max(memory, memoryOf(command.pid).most || 0);
  }, LOOK_MS);
  await once(command, "exit");
  clearInterval(look);
  return { seconds: (performance.now() - start) / 1_000, memory, status: command.exitCode };
}

function rowsOf(id: string, what: string, { seconds, memory, status }: Timed, most: number, note: string): Row[] {
  const isDone = status === 0;
  return [
    {
      ...{ id: `${id}.time`, what, bar: `≤ ${most} s` },
      found: {
        ...{ value: seconds, unit: "s", holds: isDone && seconds <= most },
        note: [`by the clock on the wall`, note, isDone ? "" : `ended with ${status}`].filter(Boolean).join("; "),
      },
    },
    {
      ...{ id: `${id}.memory`, what: `${what}, memory`, bar: `≤ ${MOST_MIB} MiB` },
      found: { value: memory, unit: "MiB", holds: memory <= MOST_MIB, note: "VmHWM of the command" },
    },
  ];
}

async function idsIn(path: string): Promise<number> {
  let ideas = 0;
  for await (const line of createInterface({ input: createReadStream(path) })) if (/^"?\d+"?,/.test(line)) ideas++;
  return ideas;
}
