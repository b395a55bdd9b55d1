import { type SQL, sql } from "drizzle-orm";
import type { DocumentId } from "~db/ids.ts";
import type { Posting } from "./rules";

/** A list as rows of a statement. It travels as one value: a text of twenty words and one of thousands are one plan. */
export const rowsOf = (values: ReadonlyArray<string | number>): SQL =>
  typeof values[0] === "number"
    ? sql`(select value::int from jsonb_array_elements_text(${JSON.stringify(values)}::jsonb))`
    : sql`(select value from jsonb_array_elements_text(${JSON.stringify(values)}::jsonb))`;

/** Words and a number for each, as rows to insert. */
export const countRows = (counts: ReadonlyMap<string, number>): SQL =>
  sql`select key, value::int from jsonb_each_text(${JSON.stringify(Object.fromEntries(counts))}::jsonb)`;

/** Postings of documents, as rows to insert. */
export const postingRows = (postings: ReadonlyMap<DocumentId, readonly Posting[]>): SQL =>
  sql`select word.key, document.key::int, word.value::int
    from jsonb_each(${JSON.stringify(Object.fromEntries([...postings].map(([id, of]) => [id, Object.fromEntries(of)])))}::jsonb)
    as document, jsonb_each_text(document.value) as word`;

/** Words of documents, as pairs of both. */
export const wordRows = (words: ReadonlyMap<DocumentId, readonly string[]>): SQL =>
  sql`(select word.value, document.key::int
    from jsonb_each(${JSON.stringify(Object.fromEntries(words))}::jsonb) as document,
    jsonb_array_elements_text(document.value) as word(value))`;
