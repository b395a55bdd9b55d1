import { type SQL, sql } from "drizzle-orm";
import type { DocumentId } from "~db/ids.ts";
import type { Posting } from "./rules";

/** A list as rows of a statement. It travels as one value: a text of twenty words and one of thousands are one plan. */
export const rowsOf = (values: ReadonlyArray<string | number>): SQL =>
  sql`(select value from json_each(${JSON.stringify(values)}))`;

/** Words and a number for each, as rows to insert. */
export const countRows = (counts: ReadonlyMap<string, number>): SQL =>
  sql`select key, value from json_each(${JSON.stringify(Object.fromEntries(counts))}) where true`;

/** Postings of documents, as rows to insert; in the order of their table, which takes them in faster so. */
export const postingRows = (postings: ReadonlyMap<DocumentId, readonly Posting[]>): SQL =>
  sql`select word.key, cast(document.key as integer), word.value
    from json_each(${JSON.stringify(Object.fromEntries([...postings].map(([id, of]) => [id, Object.fromEntries(of)])))})
    as document, json_each(document.value) as word where true order by 1, 2`;

/** Words of documents, as pairs of both. */
export const wordRows = (words: ReadonlyMap<DocumentId, readonly string[]>): SQL =>
  sql`(select word.value, cast(document.key as integer)
    from json_each(${JSON.stringify(Object.fromEntries(words))}) as document, json_each(document.value) as word)`;
