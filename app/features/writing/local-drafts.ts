import type { KnownDraft } from "./rules";

/** What is kept in this browser alone: for visitors, and for members while nothing arrives. */
export interface LocalDraft {
  fields: Readonly<Record<string, string>>;
  /** UTC milliseconds. */
  at: number;
  /** The draft on the server that it goes on with; null without one. */
  known: KnownDraft | null;
  /** It was sent on its way to the account: nothing to bring back there. */
  isSent: boolean;
}

// One a person and place: who signs in here next finds nobody else's words, but those written before signing in.
const keyOf = (place: string, meId: number | null): string => `canyu-draft:${meId ?? ""}:${place}`;

export function readLocal(place: string, meId: number | null): LocalDraft | null {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(keyOf(place, meId)) ?? "null");
    return isDraft(kept) ? kept : null;
  } catch {
    return null; // no storage, or not ours
  }
}

/** False where the browser keeps nothing. */
export function writeLocal(place: string, meId: number | null, draft: LocalDraft): boolean {
  try {
    localStorage.setItem(keyOf(place, meId), JSON.stringify(draft));
    return true;
  } catch {
    return false;
  }
}

export function dropLocal(place: string, meId: number | null): void {
  try {
    localStorage.removeItem(keyOf(place, meId));
  } catch {
    // no storage: nothing was kept
  }
}

const isDraft = (kept: unknown): kept is LocalDraft =>
  typeof kept === "object" &&
  kept !== null &&
  "fields" in kept &&
  typeof kept.fields === "object" &&
  "at" in kept &&
  "known" in kept &&
  "isSent" in kept;
