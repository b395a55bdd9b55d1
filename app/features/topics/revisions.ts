import type { MemberId } from "~db/ids.ts";

/** Words that keep their revisions: of an idea a title, problem and proposal; of a thread a title and a text. */
export type Words = Partial<Record<(typeof WORDS)[number], string>>;
export const WORDS = ["title", "problem", "proposal", "text"] as const;

/** Somebody's words, and when they were written. */
export interface Version {
  byId: MemberId;
  by: string;
  level: number | null;
  at: number;
  words: Words;
}

/** The words an edit replaced, with whose edit that was, and when. */
export interface Revision extends Version {
  id: number;
}
