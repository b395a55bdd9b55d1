import { Refused } from "~/platform/refusals";
import { isAway, isFull } from "~db/errors.ts";
import { ForeignCursor } from "~db/pages.ts";

// Long enough for a database to start again.
const RETRY_AFTER_S = 5;

/** The refusal an error stands for, also one the database or a disk throws; null for what nobody expected. */
export function refusedBy(error: unknown): Refused | null {
  if (error instanceof ForeignCursor) return new Refused("cursor.foreign");
  if (isFull(error)) return new Refused("no.room");
  if (isAway(error)) return new Refused("database.away", {}, RETRY_AFTER_S);
  return error instanceof Refused ? error : null;
}
