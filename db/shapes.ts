import { getTableColumns, getTableName, is, Table } from "drizzle-orm";
import type { Kind, Shape } from "./rows.ts";
import * as admin from "./schema/admin.ts";
import * as auditing from "./schema/auditing.ts";
import * as backup from "./schema/backup.ts";
import * as badges from "./schema/badges.ts";
import * as comments from "./schema/comments.ts";
import * as convention from "./schema/convention.ts";
import * as desk from "./schema/desk.ts";
import * as facts from "./schema/facts.ts";
import * as hallOfFame from "./schema/hall-of-fame.ts";
import * as ideas from "./schema/ideas.ts";
import * as identity from "./schema/identity.ts";
import * as importing from "./schema/import.ts";
import * as joining from "./schema/joining.ts";
import * as keeping from "./schema/keeping.ts";
import * as ledger from "./schema/ledger.ts";
import * as limits from "./schema/limits.ts";
import * as mails from "./schema/mails.ts";
import * as members from "./schema/members.ts";
import * as merging from "./schema/merging.ts";
import * as moderation from "./schema/moderation.ts";
import * as notifications from "./schema/notifications.ts";
import * as pictures from "./schema/pictures.ts";
import * as search from "./schema/search.ts";
import * as threads from "./schema/threads.ts";
import * as topics from "./schema/topics.ts";
import * as trust from "./schema/trust.ts";
import * as voting from "./schema/voting.ts";
import * as writing from "./schema/writing.ts";

const PAGES: ReadonlyArray<Record<string, unknown>> = [
  ...[members, topics, identity, joining, ideas, threads, comments, voting, merging, pictures, writing, keeping],
  ...[ledger, trust, auditing, badges, hallOfFame],
  ...[convention, moderation, notifications, desk, admin, importing, limits, mails, search, facts, backup],
];

/** Who holds a lease, how often somebody came, when a job last ran or a backup was made: true of a place, not of a community. */
export const LEFT_OUT: readonly string[] = ["jobs", "leases", "limit_counts", "backup_notes"];

/** drizzle's kinds of columns, of both engines: what `db/columns.ts` makes, and nothing else. */
const KINDS: Readonly<Record<string, Kind>> = {
  SQLiteInteger: "integer",
  SQLiteText: "text",
  SQLiteBoolean: "flag",
  SQLiteReal: "real",
  SQLiteTextJson: "json",
  PgInteger: "integer",
  PgBigInt53: "integer",
  PgText: "text",
  PgBoolean: "flag",
  PgDoublePrecision: "real",
  PgCustomColumn: "json",
};

const tables = PAGES.flatMap((page) => Object.values(page)).filter((one): one is Table => is(one, Table));

/** Every table of this program, those that are not copied included. */
export const allTables: readonly string[] = tables.map(getTableName);

/** Every table that is copied. */
export const shapes: readonly Shape[] = tables
  .filter((table) => !LEFT_OUT.includes(getTableName(table)))
  .map((table) => ({
    name: getTableName(table),
    columns: Object.values(getTableColumns(table)).map(({ name, columnType }) => ({ name, kind: kindOf(columnType) })),
  }));

function kindOf(columnType: string): Kind {
  const kind = KINDS[columnType];
  if (!kind) throw new Error(`columns of the kind ${columnType} can't be copied: say how in db/shapes.ts`);
  return kind;
}
