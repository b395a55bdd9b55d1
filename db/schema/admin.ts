import { instant, integer, primaryKey, table, text } from "../columns.ts";
import type { MemberId } from "../ids.ts";
import { members } from "./members.ts";

/** What the host must say to visitors: terms, privacy, imprint; one text a language. */
export const pages = table(
  "pages",
  {
    name: text("name").$type<"terms" | "privacy" | "imprint">().notNull(),
    locale: text("locale").notNull(),
    /** Markdown. */
    text: text("text").notNull(),
    html: text("html").notNull(),
    editedBy: integer("edited_by")
      .$type<MemberId>()
      .references(() => members.id),
    editedAt: instant("edited_at").notNull(),
  },
  (t) => [primaryKey({ columns: [t.name, t.locale] })],
);
