import pg from "pg";

const POOL = 2;
// A limit that has to wait for its count is counted by the process alone instead.
const PATIENCE_MS = 2_000;
const TABLE = "limit_counts";

// Sorted: two processes that add up the same rows take them in the same order.
const ADD_UP = `
  insert into ${TABLE} as known (key, points, expire)
  select * from unnest($1::text[], $2::int[], $3::bigint[])
  on conflict (key) do update set
    points = case when known.expire <= $4 then excluded.points else known.points + excluded.points end,
    expire = case when known.expire <= $4 then excluded.expire else known.expire end
  returning key, points, expire`;

interface Count {
  key: string;
  points: number;
  /** UTC milliseconds. */
  expire: number;
}

export interface CountsPool {
  pool: pg.Pool;
  table: string;
  /** Adds these to what is counted already; answers with the sums. */
  addUp(counts: readonly Count[]): Promise<Count[]>;
  close(): Promise<void>;
}

/**
 * Connections for counting alone, so that a limit never waits for a page, nor the other way round. What they write need
 * not outlive a crash: nothing waits for the disk.
 */
export function openCountsPool(url: string): CountsPool {
  const pool = new pg.Pool({
    connectionString: url,
    max: POOL,
    connectionTimeoutMillis: PATIENCE_MS,
    query_timeout: PATIENCE_MS,
    options: "-c synchronous_commit=off",
    allowExitOnIdle: true, // as the store's
  });
  pool.on("error", () => {}); // a connection was cut; the next count opens another
  pool.on("connect", (client) => client.on("error", () => {}));
  return {
    pool,
    table: TABLE,
    async addUp(counts) {
      const sorted = [...counts].sort((a, b) => (a.key < b.key ? -1 : 1));
      const columns = [
        sorted.map(({ key }) => key),
        sorted.map(({ points }) => points),
        sorted.map(({ expire }) => expire),
      ];
      const { rows } = await pool.query<Count>(ADD_UP, [...columns, Date.now()]);
      return rows.map(({ key, points, expire }) => ({ key, points, expire: Number(expire) })); // a bigint comes as text
    },
    close: () => pool.end(),
  };
}
