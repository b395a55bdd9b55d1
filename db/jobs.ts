import { asc, eq, sql } from "drizzle-orm";
import { jobs, leases } from "./schema/facts.ts";
import type { Tx } from "./store.ts";

/** A run of a job: when it began, how long it took, and what it failed of. */
export interface JobRun {
  name: string;
  ranAt: number;
  tookMs: number;
  error: string | null;
}

/** A job as it is remembered: its last run, and its last failure, which may be an earlier one. */
export type JobRow = typeof jobs.$inferSelect;

/** Who runs the clock, until when unless they say so again, and what came of the jobs. */
export interface ClockState {
  holder: string | null;
  until: number | null;
  jobs: JobRow[];
}

/** Writes down the last runs of these jobs, each once. A run that went well leaves the last failure standing. */
export async function noteRuns(tx: Tx, runs: readonly JobRun[]): Promise<void> {
  await tx
    .insert(jobs)
    .values(runs.map(({ error, ...run }) => ({ ...run, error, failedAt: error === null ? null : run.ranAt })))
    .onConflictDoUpdate({
      target: jobs.name,
      set: {
        ranAt: sql`excluded.ran_at`,
        tookMs: sql`excluded.took_ms`,
        failedAt: sql`coalesce(excluded.failed_at, ${jobs.failedAt})`,
        error: sql`coalesce(excluded.error, ${jobs.error})`,
      },
    });
}

/** What is known of the clock; nobody holds it before its first round. */
export async function clockState(read: Tx, lease: string): Promise<ClockState> {
  const rows = await read
    .select({ job: jobs, holder: leases.holder, until: leases.until })
    .from(jobs)
    .leftJoin(leases, eq(leases.name, lease))
    .orderBy(asc(jobs.name));
  const [first] = rows;
  return { holder: first?.holder ?? null, until: first?.until ?? null, jobs: rows.map(({ job }) => job) };
}
