import { index, instant, json, table, text } from "../columns.ts";

/** What a visitor wrote and sent before signing in: finished after. */
export const keptForms = table(
  "kept_forms",
  {
    /** SHA-256 of the token that browser keeps. */
    tokenHash: text("token_hash").primaryKey(),
    /** Where the form was sent: a path of this site. */
    path: text("path").notNull(),
    fields: json("fields").$type<Record<string, string>>().notNull(),
    createdAt: instant("created_at").notNull(),
  },
  (t) => [index("kept_forms_created").on(t.createdAt)],
);
