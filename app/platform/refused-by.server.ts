import { Refused } from "~/platform/refusals";
import { ForeignCursor } from "~db/pages.ts";

/** The refusal an error stands for, also one the database's own folder throws; null for what nobody expected. */
export function refusedBy(error: unknown): Refused | null {
  if (error instanceof ForeignCursor) return new Refused("cursor.foreign");
  return error instanceof Refused ? error : null;
}
