import { fork } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { startSession } from "~/features/identity/sessions.server";
import type { MemberId } from "~db/ids.ts";
import { openStore } from "~db/open.server.ts";
import type { Store } from "~db/store.ts";
import { cpuOf } from "./cpu";
import { type Found, keeps, rounded } from "./figure";
import { MODERATORS, STAFF } from "./forum/plan";
import { type Cost, costOf, middle, repeated, sorted, type Work } from "./measuring";
import type { Engine } from "./places";
import { profiled } from "./profile";
import { type Program, startProgram } from "./program";

/** Where figures are measured: a program that serves the forum of full size, and its database. */
export interface Bench {
  engine: Engine;
  db: Store;
  program: Program;
  environment: Record<string, string>;
  /** The database's own process; none on SQLite. */
  serverPids: number[];
  /** Cookies of fans who are signed in. */
  cookies: Array<{ member: MemberId; cookie: string }>;
  /** What a request costs, and R beside it. */
  cost(work: Pick<Work, "connections" | "next" | "isRight"> & Partial<Work>): Promise<Measured>;
  close(): Promise<void>;
}

export interface Measured extends Cost {
  r: number;
  /** Where the program's time went; only when it was asked for. */
  profile: string | null;
}

const SESSIONS = 256;
const IDLE_MS = 1_000;
const IDLE_SAMPLES = 3;
/** The clock of a program that has just started has work to do: it is quiet once it uses less than this a second. */
const QUIET_MS = 40;
const QUIET_WITHIN_S = 600;

export async function openBench(
  engine: Engine,
  environment: Record<string, string>,
  isProfiled: boolean,
): Promise<Bench> {
  const db = await openStore({ file: join(environment.CANYU_DATA ?? "", "canyu.db"), url: process.env.DATABASE_URL });
  const program = await startProgram(environment, isProfiled);
  const bare = await startBare();
  const server = Number(process.env.CANYU_BENCH_SERVER ?? 0);
  const serverPids = server ? [server] : [];
  const pids = [program.pid, ...serverPids];
  const idle = await idleOf(pids);
  const cookies = await signIn(db);
  return {
    ...{ engine, db, program, environment, serverPids, cookies },
    async cost(work) {
      const r = await rOf(bare);
      const measure = () => costOf({ port: program.port, pids, idle, ...work });
      if (isProfiled) return { ...(await profiled(program, measure)), r };
      return { ...(await measure()), r, profile: null };
    },
    async close() {
      bare.end();
      await program.stop();
      await db.close();
    },
  };
}

const signIn = (db: Store): Promise<Bench["cookies"]> =>
  Promise.all(
    Array.from({ length: SESSIONS }, async (_, n) => {
      const member = (STAFF + MODERATORS + 1 + n) as MemberId;
      const cookie = (await startSession(db, "http://localhost", member)).split(";")[0] ?? "";
      return { member, cookie };
    }),
  );

interface Bare {
  pid: number;
  port: number;
  end(): void;
}

async function startBare(): Promise<Bare> {
  const server = fork(join(process.env.CANYU_ROOT ?? ".", ".cache/bench/bare-server.mjs"));
  const [place]: Array<{ port: number }> = await once(server, "message");
  return { pid: server.pid ?? 0, port: place?.port ?? 0, end: () => server.kill() };
}

const R_REQUESTS = 10_000;

/** CPU per request of a bare node:http, now. */
async function rOf({ pid, port }: Bare): Promise<number> {
  const next = repeated({ path: "/" });
  const work = { port, pids: [pid], idle: 0, connections: 8, next, isRight: () => true };
  const { milliseconds } = await costOf({ ...work, repetitions: 3, most: R_REQUESTS });
  return milliseconds;
}

/** Milliseconds of CPU a second that they use when nobody asks. Throws where that never becomes little. */
async function idleOf(pids: readonly number[]): Promise<number> {
  const used: number[] = [];
  for (let n = 0; n < QUIET_WITHIN_S; n++) {
    const before = cpuOf(pids);
    await pause(IDLE_MS);
    used.push(cpuOf(pids) - before);
    const last = used.slice(-IDLE_SAMPLES);
    if (last.length === IDLE_SAMPLES && Math.max(...last) < QUIET_MS) return middle(sorted(last));
  }
  throw new Error(
    `the program is never quiet: ${used.slice(-IDLE_SAMPLES).map(rounded).join(", ")} ms of CPU a second`,
  );
}

export const pause = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, milliseconds));

/** A row's answer for CPU per request with a bar in milliseconds at limits.md's R. */
export function cpuFound(cost: Measured, milliseconds: number, more: readonly string[] = []): Found {
  const { milliseconds: value, r, least, greatest, p50, p99, wrong, generator, requests } = cost;
  const notes = [
    `p50 ${rounded(p50)}, p99 ${rounded(p99)} ms`,
    `${requests} requests, the asking took ${Math.round(100 * generator)} % of a core`,
    ...(wrong ? [`${wrong} wrong answers`] : []),
    ...more,
  ];
  const holds = wrong === 0 && keeps(value, r, milliseconds);
  const found: Found = { value, unit: "ms", r, holds, spread: [least, greatest], note: notes.join("; ") };
  return cost.profile === null ? found : { ...found, profile: cost.profile };
}
