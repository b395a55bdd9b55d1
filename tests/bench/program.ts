import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { closeSync, openSync } from "node:fs";
import { join } from "node:path";
import { USUAL_LIMITS } from "~/platform/limits.server";
import { freePort } from "../support/ports";
import { ask } from "./load";

/** The built program, serving. */
export interface Program {
  pid: number;
  port: number;
  /** Where its profiler answers; 0 when nobody asked for it. */
  inspector: number;
  /** Milliseconds from its start to the first page. */
  firstPage: number;
  stop(): Promise<void>;
}

/** The limits are for people: one address asks for everything here. And what is measured is no backup's work. */
const UNDISTURBED = {
  ...Object.fromEntries(Object.keys(USUAL_LIMITS).map((name) => [name, "off"])),
  CANYU_BACKUPS: "off",
};

/** What the programs say: a line for each page, and why one stopped. */
const LOG = join(process.env.CANYU_ROOT ?? ".", ".cache/bench/program.log");

const PATIENCE_MS = 60_000;
const STOPPING_MS = 20_000;
/** The first page of a site that nobody has set up says so. */
const NOT_SET_UP = 503;

// Whatever becomes of us, they end.
const running = new Set<ChildProcess>();
process.once("exit", () => {
  for (const server of running) server.kill("SIGKILL");
});

/** Starts it as a host would, in production, on a free port of 127.0.0.1. */
export async function startProgram(environment: Record<string, string>, isProfiled = false): Promise<Program> {
  const port = await freePort();
  const inspector = isProfiled ? await freePort() : 0;
  const nodeOptions = isProfiled ? [`--inspect=127.0.0.1:${inspector}`] : [];
  const log = openSync(LOG, "a");
  const start = performance.now();
  const server = spawn(process.execPath, [...nodeOptions, "bin/canyu.mjs", "serve"], {
    env: { ...process.env, ...UNDISTURBED, NODE_ENV: "production", LANG: "en", PORT: String(port), ...environment },
    stdio: ["ignore", "ignore", log],
  });
  closeSync(log);
  running.add(server);
  server.once("exit", () => running.delete(server));
  try {
    const firstPage = await untilFirstPage(server, port, start);
    return { pid: server.pid ?? 0, port, inspector, firstPage, stop: () => stop(server) };
  } catch (error) {
    server.kill("SIGKILL");
    throw error;
  }
}

async function untilFirstPage(server: ChildProcess, port: number, start: number): Promise<number> {
  while (performance.now() - start < PATIENCE_MS) {
    if (server.exitCode !== null) throw new Error("the program stopped");
    const status = await ask(port, { path: "/" }).then(
      (answer) => answer.status,
      () => 0, // it does not listen yet
    );
    if (status === 200 || status === NOT_SET_UP) return performance.now() - start;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  throw new Error("the program did not answer in time");
}

async function stop(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return;
  const late = setTimeout(() => server.kill("SIGKILL"), STOPPING_MS);
  server.kill("SIGTERM");
  await once(server, "exit");
  clearTimeout(late);
}
