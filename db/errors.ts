/** The database could not be opened or reached; `reason` is the engine's own sentence. */
export class DatabaseUnavailable extends Error {
  constructor(
    readonly place: string,
    readonly reason: string,
  ) {
    super(`${place}: ${reason}`);
  }
}

/** A database that was to be filled has people in it. */
export class NotEmpty extends Error {}

const UNIQUE = new Set(["SQLITE_CONSTRAINT_UNIQUE", "SQLITE_CONSTRAINT_PRIMARYKEY", "23505"]);
const FOREIGN_KEY = new Set(["SQLITE_CONSTRAINT_FOREIGNKEY", "23503"]);
const DEADLOCK = new Set(["40P01", "40001"]);
// A file that has come to the largest size it may have is as full as a disk; SQLite calls that an error of writing.
const FULL = new Set([
  ...["SQLITE_FULL", "SQLITE_IOERR_WRITE", "SQLITE_IOERR_SHMSIZE", "SQLITE_IOERR_TRUNCATE"],
  ...["53100", "ENOSPC", "EDQUOT", "EFBIG"],
]);
// PostgreSQL's classes of lost connections and of shutting down, too many connections, and what the network says.
const AWAY =
  /^(?:08...|57P0[1235]|53300|SQLITE_BUSY.*|ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|ENOTFOUND|EAI_AGAIN)$/;
// pg's own, which have no code.
const LOST_CONNECTION =
  /^Error: (?:Connection terminated|Client has encountered a connection error|timeout exceeded when trying to connect|Query read timeout)/;

/** True when a unique index refused the row, on either engine. */
export const isUnique = (error: unknown): boolean => UNIQUE.has(codeOf(error));

/** True when a row is gone that this one refers to, or stays because another refers to it. */
export const isForeignKey = (error: unknown): boolean => FOREIGN_KEY.has(codeOf(error));

/**
 * What a unit of work had looked up was changed before it held the rows, as may happen on PostgreSQL. Thrown, it lets go
 * of all that it holds and runs again.
 */
export class Overtaken extends Error {
  readonly code = "40001"; // PostgreSQL's own word for this
}

/** True when PostgreSQL broke a deadlock by ending this transaction, or it was overtaken: it may simply run again. */
export const isDeadlock = (error: unknown): boolean => DEADLOCK.has(codeOf(error));

/** True when there is no room left to write: for the database on either engine, or for a file. */
export const isFull = (error: unknown): boolean => FULL.has(codeOf(error));

/** True when the database does not answer just now: it restarts, it cut the connection, or others hold it too long. */
export const isAway = (error: unknown): boolean =>
  AWAY.test(codeOf(error)) || LOST_CONNECTION.test(String(causeOf(error)));

/** True when the database was never migrated as far as that table. */
export const isMissingTable = (error: unknown): boolean =>
  codeOf(error) === "42P01" || (codeOf(error) === "SQLITE_ERROR" && /no such table/.test(String(causeOf(error))));

/** What went wrong, without the values a statement was sent with: those are people's. */
export function messageWithoutValues(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if ("params" in error && error.cause !== undefined) return messageWithoutValues(error.cause);
  return error.message || codeOf(error) || error.name;
}

const causeOf = (error: unknown): unknown =>
  error instanceof Error && error.cause !== undefined ? causeOf(error.cause) : error;

// drizzle wraps the engine's error and keeps it as the cause
function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return "";
  if ("code" in error && typeof error.code === "string") return error.code;
  return codeOf(error.cause);
}
