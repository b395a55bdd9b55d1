import { BREAKOUTS, FORMULAS, LINES, NAMES, SQL, UNICODE } from "./breakouts";
import { LINKS, MARKDOWN } from "./links";
import { EVENTS, FOREIGN, FRAMES, HANDLERS, SCRIPTS } from "./markup";

/** A family of hostile texts: what they have in common, and each of them. */
export interface Family {
  name: string;
  texts: readonly string[];
}

/** THE CORPUS of hostile texts. */
export const FAMILIES: readonly Family[] = [
  { name: "scripts", texts: SCRIPTS },
  { name: "every event", texts: EVENTS },
  { name: "handlers", texts: HANDLERS },
  { name: "foreign and mutating markup", texts: FOREIGN },
  { name: "frames, styles and forms", texts: FRAMES },
  { name: "addresses", texts: LINKS },
  { name: "markdown", texts: MARKDOWN },
  { name: "breaking out", texts: BREAKOUTS },
  { name: "unicode", texts: UNICODE },
  { name: "new lines", texts: LINES },
  { name: "formulas", texts: FORMULAS },
  { name: "names of objects", texts: NAMES },
  { name: "sql", texts: SQL },
];

/** Every hostile text, each once. */
export const HOSTILE: readonly string[] = [...new Set(FAMILIES.flatMap(({ texts }) => texts))];
