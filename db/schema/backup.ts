import { json, table, text } from "../columns.ts";

/** What came of backups here, and who waits for one: true of this place, and not of what is brought back from one. */
export const backupNotes = table("backup_notes", {
  key: text("key").primaryKey(),
  value: json("value").notNull(),
});
