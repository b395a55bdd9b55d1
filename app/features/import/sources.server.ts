import { ideascale } from "./sources/ideascale.server";
import { jsonl } from "./sources/jsonl.server";
import type { Source } from "./sources/source";

/** EVERY SOURCE by the name the command line gives it. A new one is a file in sources/ and a line here. */
export const SOURCES: Readonly<Record<string, Source>> = {
  ideascale,
  jsonl,
};
