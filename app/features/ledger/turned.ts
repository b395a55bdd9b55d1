import type { FactId } from "~db/ids.ts";
import type { Turn } from "./claims";
import type { SubjectRow } from "./subjects.store.server";

/** What a fact makes of a subject that facts before it have made what it is. */
export function turned(before: SubjectRow | undefined, factId: FactId, { subject, turn }: Turn): SubjectRow {
  const row = before ?? { subject, stateFactId: 0, isOff: false, cutFactId: 0, endFactId: null };
  if (turn === "cut") return { ...row, cutFactId: factId };
  if (turn === "end") return { ...row, endFactId: row.endFactId ?? factId };
  return { ...row, stateFactId: factId, isOff: turn === "off" };
}
