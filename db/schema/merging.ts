import { sql } from "drizzle-orm";
import type { IdeaStatus } from "../../app/features/ideas/rules.ts";
import { check, id, index, instant, integer, primaryKey, table, text, uniqueIndex } from "../columns.ts";
import type { MemberId, MergeId, TopicId } from "../ids.ts";
import { members } from "./members.ts";
import { topics } from "./topics.ts";

/** One idea linked to another that says the same. Undone ones stay, with who undid them. */
export const merges = table(
  "merges",
  {
    id: id("id").$type<MergeId>(),
    duplicateId: integer("duplicate_id")
      .$type<TopicId>()
      .notNull()
      .references(() => topics.id),
    targetId: integer("target_id")
      .$type<TopicId>()
      .notNull()
      .references(() => topics.id),
    /** Absent: an import, whose source had merged them. */
    by: integer("by")
      .$type<MemberId>()
      .references(() => members.id),
    reason: text("reason").notNull(),
    /** Where the duplicate stood, and since when: it comes back there. */
    statusBefore: text("status_before").$type<IdeaStatus>().notNull(),
    statusBeforeAt: instant("status_before_at").notNull(),
    at: instant("at").notNull(),
    undoneBy: integer("undone_by")
      .$type<MemberId>()
      .references(() => members.id),
    undoneAt: instant("undone_at"),
  },
  (t) => [
    uniqueIndex("merges_standing").on(t.duplicateId).where(sql`${t.undoneAt} is null`),
    index("merges_duplicate").on(t.duplicateId, t.at),
    index("merges_target").on(t.targetId, t.id),
    check("merges_not_itself", sql`${t.duplicateId} <> ${t.targetId}`),
    check("merges_undone_by_somebody", sql`(${t.undoneBy} is null) = (${t.undoneAt} is null)`),
  ],
);

/** Who follows the target because of a merge, and stops when it is undone. */
export const mergeFollows = table(
  "merge_follows",
  {
    mergeId: integer("merge_id")
      .$type<MergeId>()
      .notNull()
      .references(() => merges.id),
    memberId: integer("member_id")
      .$type<MemberId>()
      .notNull()
      .references(() => members.id),
  },
  (t) => [primaryKey({ columns: [t.mergeId, t.memberId] }), index("merge_follows_member").on(t.memberId)],
);
