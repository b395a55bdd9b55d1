import { type SQL, sql } from "drizzle-orm";
import type { Posting } from "./rules";

/** A list as rows of a statement. It travels as one value: a text of twenty words and one of thousands are one plan. */
export const rowsOf = (values: ReadonlyArray<string | number>): SQL =>
  typeof values[0] === "number"
    ? sql`(select value::int from jsonb_array_elements_text(${JSON.stringify(values)}::jsonb))`
    : sql`(select value from jsonb_array_elements_text(${JSON.stringify(values)}::jsonb))`;

/** Words and a one for each, as rows to insert. */
export const countRows = (words: readonly string[]): SQL =>
  sql`select value, 1 from jsonb_array_elements_text(${JSON.stringify(words)}::jsonb)`;

/** Postings of a document, as rows to insert. */
export const postingRows = (document: number, postings: readonly Posting[]): SQL =>
  sql`select value ->> 0, ${document}::int, (value ->> 1)::int from jsonb_array_elements(${JSON.stringify(postings)}::jsonb)`;
