import { isStaff, type Viewer } from "~/features/members/rules";
import type { RefusalCode } from "~/platform/refusals";

const LONGEST_NOTE = 5_000;

/** Why this person can't write a note: only employees read and write them. */
export function whyNotNote(me: Viewer, text: string): { code: RefusalCode; field?: "text" } | null {
  if (!isStaff(me)) return { code: "not.staff" };
  if (text === "") return { code: "text.missing", field: "text" };
  return text.length > LONGEST_NOTE ? { code: "text.long", field: "text" } : null;
}
