import type { AppLoadContext } from "@remix-run/node";

/** What one page showed, and until when its words are true. */
interface Shown {
  /** Keys as `touch` is given, `topic:418`, or all of a kind, `topic`. */
  keys: Set<string>;
  /** UTC milliseconds. */
  trueUntil: number;
}

/** What stands on or around every page: its frame, and whose names and boards there are. */
export const ON_EVERY_PAGE = ["settings", "pages", "boards", "member"];

const said = new WeakMap<AppLoadContext, Shown>();

/** What the page of this request said of itself; nothing at first. */
export function shownBy(context: AppLoadContext): Shown {
  const shown = said.get(context) ?? { keys: new Set(), trueUntil: Number.POSITIVE_INFINITY };
  said.set(context, shown);
  return shown;
}

/** Says what a page shows, so that it may be kept for visitors until a write touches any of it. */
export function shows(context: AppLoadContext, ...keys: readonly string[]): void {
  for (const key of keys) shownBy(context).keys.add(key);
}
