import type { DraftId, TopicId } from "~db/ids.ts";

/** What somebody has not sent yet, as the list of it shows it: kept by itself while they wrote, or by them as a draft. */
export interface Unfinished {
  /** What deleting it says. */
  name: { discard: DraftId } | { idea: TopicId };
  kind: "idea" | "thread" | "comment" | "reply";
  /** Where they go on writing. */
  href: string;
  /** Its first words. */
  words: string;
  /** Of the topic it is said about, if they may see that. */
  title: string | null;
  at: number;
}

/** A form that brings back what was deleted: where it goes, and what it says. */
export interface Undo {
  action: string;
  fields: ReadonlyArray<readonly [name: string, value: string]>;
}

/** What is written in a place. */
export function kindAt(place: string): Unfinished["kind"] {
  if (place === "/ideas/new") return "idea";
  if (place === "/threads/new") return "thread";
  return place.includes("?parent=") ? "reply" : "comment";
}
