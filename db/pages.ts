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

function parse(text: string): unknown[] {
  try {
    const parts: unknown = JSON.parse(Buffer.from(text, "base64url").toString("utf8"));
    return Array.isArray(parts) ? parts : [];
  } catch {
    return [];
  }
}
