import type { SourceComment } from "./source";

/**
 * Comments on two levels, those that are answered first: a reply to a reply answers the first-level comment above it.
 * Replies in a circle answer nobody; one to a comment that isn't here keeps saying so.
 */
export function threaded(comments: readonly SourceComment[]): SourceComment[] {
  const byId = new Map(comments.map((comment) => [comment.sourceId, comment]));
  const roots = new Map<string, string>();
  const first: SourceComment[] = [];
  const replies: SourceComment[] = [];
  for (const { replyTo, ...comment } of comments) {
    const root = rootOf(comment.sourceId, byId, roots);
    if (root !== comment.sourceId) replies.push({ ...comment, replyTo: root });
    else if (replyTo !== undefined && !byId.has(replyTo)) first.push({ ...comment, replyTo });
    else first.push(comment);
  }
  return [...first, ...replies];
}

// Every comment on the way up is remembered, so that a long chain is walked once.
function rootOf(id: string, byId: ReadonlyMap<string, SourceComment>, roots: Map<string, string>): string {
  const way = new Set<string>();
  let at = id;
  for (;;) {
    const known = roots.get(at);
    if (known) return remembered(way, known, roots);
    way.add(at);
    const above = byId.get(at)?.replyTo;
    if (above === undefined || !byId.has(above)) return remembered(way, at, roots);
    if (way.has(above)) break;
    at = above;
  }
  for (const one of way) roots.set(one, one);
  return id;
}

function remembered(way: ReadonlySet<string>, root: string, roots: Map<string, string>): string {
  for (const one of way) roots.set(one, root);
  return root;
}
