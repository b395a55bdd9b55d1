import { type Id, isId } from "./ids.ts";

/** A cursor that belongs to another list, or to none. */
export class ForeignCursor extends Error {}

type CursorValue = string | number;

/** Where a list goes on: the sort key and id of the last row shown, and which list it was. */
export function cursorOf(list: string, ...values: CursorValue[]): string {
  return Buffer.from(JSON.stringify([list, ...values])).toString("base64url");
}

/**
 * Reads a cursor back. Throws ForeignCursor unless it was made for this list with as many numbers,
 * each of which the engines' integer or floating-point columns can hold.
 */
export function readCursor(list: string, text: string, length: number): number[] {
  const parts = parse(text);
  const [name, ...values] = parts;
  if (name !== list || values.length !== length) throw new ForeignCursor(list);
  return values.map((value) => {
    if (typeof value !== "number" || !Number.isFinite(value)) throw new ForeignCursor(list);
    return value;
  });
}

/** Reads a cursor that is nothing but a row's id. Throws ForeignCursor, also when no row can have it. */
export function idIn<Kind extends Id<string>>(list: string, text: string): Kind {
  const [id = 0] = readCursor(list, text, 1);
  if (!isId<Kind>(id)) throw new ForeignCursor(list); // made by hand
  return id;
}

/** The same of a list ordered by a time, and among equal ones by id. */
export function timeAndIdIn<Kind extends Id<string>>(list: string, text: string): { at: number; id: Kind } {
  const [at = 0, id = 0] = readCursor(list, text, 2);
  if (!Number.isSafeInteger(at) || !isId<Kind>(id)) throw new ForeignCursor(list);
  return { at, id };
}

/** A page out of rows of which one more was read than it shows: whether that came says whether it goes on. */
export function pageOf<Row>(
  rows: readonly Row[],
  limit: number,
  cursorAt: (last: Row) => string,
): { shown: Row[]; next: string | null } {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return { shown, next: rows.length > limit && last !== undefined ? cursorAt(last) : null };
}

function parse(text: string): unknown[] {
  try {
    const parts: unknown = JSON.parse(Buffer.from(text, "base64url").toString("utf8"));
    return Array.isArray(parts) ? parts : [];
  } catch {
    return [];
  }
}
