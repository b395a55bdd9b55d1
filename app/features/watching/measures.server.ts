import { readdir } from "node:fs/promises";
import { clock } from "~/platform/clock";
import { loopDelay, watchLoop } from "~/platform/loop-delay.server";
import { byLabel, measure } from "~/platform/metrics.server";
import { VERSION } from "~/platform/version.server";
import { onPostgres } from "~db/columns.ts";
import { clockState } from "~db/jobs.ts";
import { SCHEDULE_LEASE } from "~db/lease.ts";
import { mailState } from "~db/mails.ts";
import { queueState } from "~db/queue.ts";
import type { Store } from "~db/store.ts";
import { STUCK_MS } from "./rules";

/** Begins to measure this process and its database, for `/metrics` and the health page. Returns how to stop. */
export function startMeasuring(db: Store): () => void {
  measureProcess();
  measureDatabase(db);
  measureWork(db);
  return watchLoop();
}

// Named as Prometheus' own libraries name them, so that ready-made dashboards find them.
function measureProcess(): void {
  const seconds = ({ user, system }: NodeJS.CpuUsage): number => (user + system) / 1e6;
  measure("process_cpu_seconds_total", "CPU time used.", () => seconds(process.cpuUsage()));
  measure("process_resident_memory_bytes", "Resident memory.", () => process.memoryUsage.rss());
  measure("process_open_fds", "Open file descriptors.", openDescriptors);
  measure("process_start_time_seconds", "When the process began.", () => Date.now() / 1_000 - process.uptime());
  measure("nodejs_heap_size_used_bytes", "Memory JavaScript uses.", () => process.memoryUsage().heapUsed);
  measure("nodejs_eventloop_lag_mean_seconds", "How late the event loop is.", () => loopDelay().mean / 1_000);
  measure("nodejs_eventloop_lag_p99_seconds", "The same, 99 times of 100 at most.", () => loopDelay().p99 / 1_000);
  measure("canyu_info", "What runs.", () => [
    { labels: { version: VERSION, node: process.versions.node, engine: onPostgres ? "postgres" : "sqlite" }, value: 1 },
  ]);
}

// Where there is no /proc, that one measure is left out.
const openDescriptors = async (): Promise<number> => (await readdir("/proc/self/fd")).length;

function measureDatabase(db: Store): void {
  measure("canyu_database_reads_total", "Statements outside writes.", () => db.load().reads);
  measure("canyu_database_writes_total", "Committed units of work.", () => db.load().writes);
  measure("canyu_database_waiting", "Who waits for the writer or for a connection.", () => db.load().waiting);
  measure("canyu_database_connections", "Connections of the pool.", () => {
    const { open, idle } = db.load().connections ?? { open: 2, idle: 2 };
    return byLabel("state", Object.entries({ idle, used: open - idle }));
  });
  measure("canyu_database_bytes", "What the database takes on disk.", () => db.size());
}

function measureWork({ read }: Store): void {
  const queue = () => queueState(read, clock.now() - STUCK_MS);
  measure("canyu_facts_waiting", "Facts whose reactions have not all run.", async () => (await queue()).waiting);
  measure("canyu_reactions_stuck", "Reactions that keep failing.", async () => (await queue()).stuck);
  measure("canyu_mails", "Mails that are not sent yet.", async () =>
    byLabel("state", Object.entries(await mailState(read, clock.now()))),
  );
  const jobs = async () => (await clockState(read, SCHEDULE_LEASE)).jobs;
  measure("canyu_job_last_run_timestamp_seconds", "When each job of the clock last ran.", async () =>
    byLabel(
      "job",
      (await jobs()).map(({ name, ranAt }) => [name, ranAt / 1_000] as const),
    ),
  );
  measure("canyu_job_last_failure_timestamp_seconds", "When each job of the clock last failed.", async () =>
    byLabel(
      "job",
      (await jobs()).flatMap(({ name, failedAt }) => (failedAt === null ? [] : [[name, failedAt / 1_000] as const])),
    ),
  );
}
