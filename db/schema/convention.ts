import { sql } from "drizzle-orm";
import { check, id, index, instant, integer, table, text } from "../columns.ts";
import type { MemberId, SanctionId } from "../ids.ts";
import { members } from "./members.ts";

/** What somebody may not do, from when until when, and why. Undone ones stay, with who undid them. */
export const sanctions = table(
  "sanctions",
  {
    id: id("id").$type<SanctionId>(),
    memberId: integer("member_id")
      .$type<MemberId>()
      .notNull()
      .references(() => members.id),
    /** muted: may read, not write or vote. */
    kind: text("kind").$type<"muted">().notNull(),
    from: instant("from_at").notNull(),
    until: instant("until_at").notNull(),
    reason: text("reason").notNull(),
    by: integer("by")
      .$type<MemberId>()
      .notNull()
      .references(() => members.id),
    undoneBy: integer("undone_by")
      .$type<MemberId>()
      .references(() => members.id),
    undoneAt: instant("undone_at"),
  },
  (t) => [
    index("sanctions_member").on(t.memberId, t.until),
    index("sanctions_until").on(t.until),
    check("sanctions_kind_known", sql`${t.kind} in ('muted')`),
    check("sanctions_last", sql`${t.until} > ${t.from}`),
    check("sanctions_undone_by_somebody", sql`(${t.undoneBy} is null) = (${t.undoneAt} is null)`),
  ],
);
