import type { Key } from "~/platform/i18n/sentences";

/** A comment from elsewhere. */
export interface SourceComment {
  sourceId: string;
  author: string;
  /** Markdown. */
  text: string;
  /** UTC milliseconds. */
  createdAt: number;
}

/** An idea from elsewhere, as its source says it. */
export interface SourceIdea {
  /** The line of the file it begins on, from 1. */
  line: number;
  sourceId: string;
  title: string;
  /** Markdown. */
  body: string;
  author: string;
  /** UTC milliseconds. */
  createdAt: number;
  tags: string[];
  importedSupport: number;
  importedObjections: number;
  comments: SourceComment[];
}

/** A row that can't be read, and why. The import goes on without it. */
export interface BrokenRow {
  line: number;
  why: Key;
}

export const isBroken = (row: SourceIdea | BrokenRow): row is BrokenRow => "why" in row;

/** Somewhere ideas come from. */
export interface Source {
  /** How many rows there are, for the progress bar. Throws ImportRefused when these are not its files. */
  count(place: string): Promise<number>;
  /** The rows, in the file's order. */
  rows(place: string): AsyncIterable<SourceIdea | BrokenRow>;
}

/** Not the files this source reads; the sentence says why. */
export class ImportRefused extends Error {
  constructor(
    readonly why: Key,
    readonly place: string,
  ) {
    super(why);
  }
}
