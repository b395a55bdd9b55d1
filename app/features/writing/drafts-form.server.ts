import { Refused } from "~/platform/refusals";
import { optional, readForm } from "~/web/form.server";
import type { Writing } from "./drafts.server";
import { draftNamed } from "./rules";

const FIELDS = { place: optional, draft: optional, fields: optional, last: optional };

/** What a form says that is being written: `place`, the draft it knows, and its fields as JSON. */
export async function readWriting(request: Request): Promise<Writing> {
  const { place, draft, fields, last } = await readForm(request, FIELDS);
  return { place, known: draftNamed(draft), fields: fieldsIn(fields), isLast: last === "yes" };
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
