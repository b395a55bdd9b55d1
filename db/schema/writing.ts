import { id, index, instant, integer, json, table, text } from "../columns.ts";
import type { DraftId, MemberId } from "../ids.ts";
import { members } from "./members.ts";

/** What somebody is still writing, as they left it. Written in two tabs at once it is two drafts. */
export const drafts = table(
  "drafts",
  {
    id: id("id").$type<DraftId>(),
    memberId: integer("member_id")
      .$type<MemberId>()
      .notNull()
      .references(() => members.id),
    /** The form it belongs to: a path of this site. */
    place: text("place").notNull(),
    fields: json("fields").$type<Record<string, string>>().notNull(),
    /** Stepped at each save: a tab that knows an older one does not write over it. */
    version: integer("version").notNull().default(1),
    at: instant("at").notNull(),
  },
  (t) => [index("drafts_place").on(t.memberId, t.place, t.id), index("drafts_at").on(t.at)],
);
