import { index, instant, integer, table, text } from "../columns.ts";

/** How often somebody did what is limited, where processes on PostgreSQL count together. In the order the counter writes. */
export const limitCounts = table(
  "limit_counts",
  {
    /** The limit's name, and who. */
    key: text("key").primaryKey(),
    points: integer("points").notNull(),
    /** Forgotten after this. */
    expire: instant("expire").notNull(),
  },
  (t) => [index("limit_counts_expire").on(t.expire)],
);
