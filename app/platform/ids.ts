import { Refused } from "~/platform/refusals";
import { type Id, isId } from "~db/ids.ts";

/** The key a URL names. What can't be one is not found, like one that names nothing. */
export function idFrom<Kind extends Id<string>>(text: string | undefined): Kind {
  const n = /^[1-9]\d*$/.test(text ?? "") ? Number(text) : 0;
  if (!isId<Kind>(n)) throw new Refused("not.found");
  return n;
}

/** A key from a form field, where absent is allowed. */
export function optionalId<Kind extends Id<string>>(text: string | undefined): Kind | null {
  return text ? idFrom<Kind>(text) : null;
}
