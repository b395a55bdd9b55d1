import { spawn } from "node:child_process";
import { once } from "node:events";
import { createWriteStream, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { finished } from "node:stream/promises";
import { chance } from "~/features/sample/chance";
import { findRings, thresholdsOf, type Vote } from "~/features/trust/graph/rings.ts";
import { USUAL_AUDITS } from "~/platform/audit-settings.server";
import { memoryOf } from "../../cpu";
import type { Row } from "../../figure";
import { worstRow } from "./rows";

const PEOPLE = 200_000;
const EDGES = 1_200_000;
const SEEDS = 20;
const MOST_S = 5;
const MOST_MIB = 400;
const LOOK_MS = 20;

/** `canyu trust weigh` as a host runs it, on a file with more ties than asked for: each line is another pair. */
export async function amongMany(): Promise<Row[]> {
  const folder = mkdtempSync(join(tmpdir(), "canyu-bench-"));
  try {
    await writeTies(join(folder, "edges.tsv"));
    const seeds = Array.from({ length: SEEDS }, (_, n) => `fan ${n * 997}\n`);
    writeFileSync(join(folder, "seeds.txt"), seeds.join(""));
    const { seconds, memory, status } = await timed(folder);
    const note = `${EDGES} lines, nearly all another pair; ended with ${status}`;
    const what = `canyu trust weigh, ${PEOPLE} people`;
    return [
      worstRow("large.time", what, { most: MOST_S }, [status === 0 ? seconds : Number.POSITIVE_INFINITY], {
        ...{ unit: "s", note: `by the clock on the wall, with starting; ${note}` },
      }),
      worstRow("large.memory", `${what}, memory`, { most: MOST_MIB }, [memory], {
        ...{ unit: "MiB", note: `VmHWM of the command; ${note}` },
      }),
      ringRow(),
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function writeTies(path: string): Promise<void> {
  const next = chance("large");
  const out = createWriteStream(path);
  for (let n = 0; n < EDGES; n++) {
    // Some people know many.
    const [one, other] = [Math.floor(PEOPLE * next() ** 2), Math.floor(PEOPLE * next())];
    if (!out.write(`fan ${one}\tfan ${other}\t${(0.1 + 1.9 * next()).toFixed(3)}\n`)) await once(out, "drain");
  }
  out.end();
  await finished(out);
}

async function timed(folder: string): Promise<{ seconds: number; memory: number; status: number | null }> {
  const files = { edges: "edges.tsv", seeds: "seeds.txt", out: "out.tsv" };
  const words = Object.entries(files).flatMap(([option, name]) => [`--${option}`, join(folder, name)]);
  const start = performance.now();
  const command = spawn(process.execPath, ["bin/canyu.mjs", "trust", "weigh", ...words], {
    env: { ...process.env, NODE_ENV: "production" },
    stdio: ["ignore", "ignore", "inherit"],
  });
  let memory = 0;
  const look = setInterval(() => {
    if (command.pid && command.exitCode === null) memory = Math.max(memory, memoryOf(command.pid).most || 0);
  }, LOOK_MS);
  const [status]: Array<number | null> = await once(command, "exit");
  clearInterval(look);
  return { seconds: (performance.now() - start) / 1_000, memory, status: status ?? null };
}

const VOTERS = 20_000;
const VOTES_EACH = 10;
const IDEAS = 10_000;
const DAYS = 365;
const DAY_MS = 24 * 60 * 60 * 1_000;

/** A year of a busy forum, in which some ideas have thousands of votes, and everybody votes in one sitting. */
function ringRow(): Row {
  const next = chance("rings");
  const votes = Array.from({ length: VOTERS }, (_, member): Vote[] => {
    const begin = Math.floor(next() * DAYS) * DAY_MS + (18 + 4 * next()) * 3_600_000;
    const ideas = new Set(Array.from({ length: VOTES_EACH }, () => Math.floor(IDEAS * next() ** 3)));
    return [...ideas].map((idea, n) => {
      return {
        member,
        idea,
        at: Math.round(begin + n * 60_000),
        weight: 500,
        guest: next() < 0.3,
        entryGroup: member % 97,
      };
    });
  }).flat();
  const start = performance.now();
  const found = findRings(votes, thresholdsOf(USUAL_AUDITS));
  const seconds = (performance.now() - start) / 1_000;
  return worstRow("rings.time", `all detectors, ${VOTERS} voters, ${IDEAS} ideas`, { most: 3 }, [seconds], {
    ...{ unit: "s", note: `${votes.length} votes, ${found.length} findings` },
  });
}
