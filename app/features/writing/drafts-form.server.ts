import { Refused } from "~/platform/refusals";
import { optional, readForm } from "~/web/form.server";
import { type DraftId, isId } from "~db/ids.ts";
import type { Writing } from "./drafts.server";

/** What a form says that is being written: `place`, the draft it knows, and its fields as JSON. */
export async function readWriting(request: Request): Promise<Writing> {
  const { place, draft, version, fields, last } = await readForm(request, {
    place: optional,
    draft: optional,
    version: optional,
    fields: optional,
    last: optional,
  });
  const id = Number(draft);
  const known = isId<DraftId>(id) ? { id, version: Number(version) || 0 } : null;
  return { place, known, fields: fieldsIn(fields), isLast: last === "yes" };
}

/** The fields of a form out of JSON. Names as forms have them; whatever is no text is none of ours. */
export function fieldsIn(json: string): Record<string, string> {
  const parsed: unknown = parse(json);
  if (typeof parsed !== "object" || parsed === null) throw new Refused("form.unknown.field");
  return Object.fromEntries(
    Object.entries(parsed).flatMap(([name, text]) =>
      typeof text === "string" && /^[a-z][\w.-]{0,39}$/i.test(name) ? [[name, clean(text)]] : [],
    ),
  );
}

function parse(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return null;
  }
}

// PostgreSQL's JSON holds neither NUL nor half a character, and nobody typed them.
const clean = (text: string): string => text.toWellFormed().replaceAll("\u0000", "");
