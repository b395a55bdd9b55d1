import type { BroughtStatus } from "~/features/ideas/rules";
import type { ImportedField } from "~/features/topics/importing.server";
import type { Key, Values } from "~/platform/i18n/sentences";

/** A comment from elsewhere. */
export interface SourceComment {
  sourceId: string;
  author: string;
  /** Markdown. */
  text: string;
  /** UTC milliseconds. */
  createdAt: number;
  /** The sourceId of the comment of the same idea that it answers. */
  replyTo?: string;
}

/** An official answer from elsewhere. */
export interface SourceAnswer {
  /** Markdown. */
  text: string;
  author: string;
  /** UTC milliseconds. */
  createdAt: number;
}

/**
 * An idea from elsewhere, as its source says it. What may be absent stays as it is here when the source doesn't say.
 */
export interface SourceIdea {
  /** The line of the file it begins on, from 1. */
  line: number;
  /** Half of its key, where rows of one file come from several places; else the name the import goes by. */
  source?: string;
  sourceId: string;
  title: string;
  /** Markdown. */
  body: string;
  author: string;
  /** UTC milliseconds. */
  createdAt: number;
  /** True when its source knows no dates, and `createdAt` is only when it was read: what came before keeps its own. */
  isUndated?: true;
  /** The name of its board, in words or in URLs; absent: the import's board. */
  board?: string;
  status?: BroughtStatus;
  tags: string[];
  /** The people behind its support, each once. */
  supporters?: string[];
  /** Counts without the people behind them. */
  importedSupport: number;
  importedObjections: number;
  answer?: SourceAnswer;
  /** Those that are answered before their replies. */
  comments: SourceComment[];
  /** What has no place of its own here, sorted by name. */
  fields?: ImportedField[];
}

/** A row that can't be read, and why. The import goes on without it. */
export interface BrokenRow {
  line: number;
  why: Key;
  /** Which field of it, as the source calls it. */
  field?: string;
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
    /** What else the sentence names. */
    readonly values: Values = {},
  ) {
    super(why);
  }
}
