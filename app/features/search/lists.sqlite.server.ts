import { type SQL, sql } from "drizzle-orm";
import type { Posting } from "./rules";

/** A list as rows of a statement. It travels as one value: a text of twenty words and one of thousands are one plan. */
export const rowsOf = (values: ReadonlyArray<string | number>): SQL =>
  sql`(select value from json_each(${JSON.stringify(values)}))`;

/** Words and a one for each, as rows to insert. */
export const countRows = (words: readonly string[]): SQL =>
  sql`select value, 1 from json_each(${JSON.stringify(words)}) where true`;

/** Postings of a document, as rows to insert. */
export const postingRows = (document: number, postings: readonly Posting[]): SQL =>
  sql`select value ->> 0, ${document}, value ->> 1 from json_each(${JSON.stringify(postings)})`;
