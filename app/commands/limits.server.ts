import type { Config } from "~/platform/config.server";
import { openLimits } from "~/web/rate-limits.server";
import { onPostgres } from "~db/columns.ts";
import { openCountsPool } from "~db/limit-counts.postgres.server.ts";

/**
 * Opens the limits of a site, counted together with its other processes: on PostgreSQL through the database, in a worker
 * through the primary. Returns how to let go.
 */
export function openSiteLimits({ limits, databaseUrl }: Pick<Config, "limits" | "databaseUrl">): () => Promise<void> {
  if (!onPostgres || !databaseUrl) return openLimits(limits);
  const pool = openCountsPool(databaseUrl);
  const close = openLimits(limits, pool);
  return async () => {
    await close();
    await pool.close();
  };
}
