/** The database could not be opened or reached; `reason` is the engine's own sentence. */
export class DatabaseUnavailable extends Error {
  constructor(
    readonly place: string,
    readonly reason: string,
  ) {
    super(`${place}: ${reason}`);
  }
}

const UNIQUE = new Set(["SQLITE_CONSTRAINT_UNIQUE", "SQLITE_CONSTRAINT_PRIMARYKEY", "23505"]);
const DEADLOCK = new Set(["40P01", "40001"]);

/** True when a unique index refused the row, on either engine. */
export const isUnique = (error: unknown): boolean => UNIQUE.has(codeOf(error));

/** True when PostgreSQL broke a deadlock by ending this transaction: it may simply run again. */
export const isDeadlock = (error: unknown): boolean => DEADLOCK.has(codeOf(error));

// drizzle wraps the engine's error and keeps it as the cause
function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return "";
  if ("code" in error && typeof error.code === "string") return error.code;
  return codeOf(error.cause);
}
