/** Pages that are kept for visitors, and what of a query each reads: whatever else stands there reaches no kept page. */
export interface VisitorPage {
  path: RegExp;
  query: readonly string[];
}

/** THE PAGES KEPT FOR VISITORS. Their loaders say what they show (`shows`), or they are not kept. */
export const VISITOR_PAGES: readonly VisitorPage[] = [
  { path: /^\/$/, query: ["order", "status", "tag", "board", "after"] },
  { path: /^\/ideas\/\d{1,10}$/, query: ["by", "after", "thread"] },
  { path: /^\/ideas\/\d{1,10}\/objections$/, query: ["after"] },
  { path: /^\/ideas\/\d{1,10}\/counting$/, query: [] },
  { path: /^\/threads$/, query: ["order", "kind", "tag", "board", "waiting", "after"] },
  { path: /^\/threads\/\d{1,10}$/, query: ["by", "after", "thread"] },
  { path: /^\/people\/\d{1,10}$/, query: ["before"] },
  { path: /^\/people\/\d{1,10}\/badges(?:\/\d{1,10})?$/, query: ["after"] },
  { path: /^\/hall$/, query: ["by", "board", "after"] },
  { path: /^\/hall\/first-hundred$/, query: [] },
  { path: /^\/hall\/\d{4}-Q[1-4]$/, query: ["ranking", "after"] },
  { path: /^\/points$/, query: [] },
  { path: /^\/people\/\d{1,10}\/card$/, query: [] },
  { path: /^\/levels$/, query: [] },
  { path: /^\/(?:terms|privacy|imprint)$/, query: [] },
];
