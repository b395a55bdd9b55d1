const KINDS = [
  "idea",
  "thread",
  "support",
  "problem",
  "objection",
  "withdrawal",
  "comment",
  "helpful",
  "follow",
  "unfollow",
  "report",
  "report.comment",
  "report.objection",
] as const;

/** What a form that is kept while its sender signs in was going to do. */
export type KeptKind = (typeof KINDS)[number];

/** The kind of a form that was sent to this address, which is one of those that are kept. */
export function kindOf(path: string, { wish, kind }: Readonly<Record<string, string>>): KeptKind {
  if (path === "/ideas/new") return "idea";
  if (path === "/threads/new") return "thread";
  if (path.startsWith("/report/")) return reported(path);
  if (path.endsWith("/comments")) return "comment";
  if (path.endsWith("/helpful")) return "helpful";
  if (path.endsWith("/follow")) return wish === "stop" ? "unfollow" : "follow";
  if (wish === "withdraw") return "withdrawal";
  if (path.endsWith("/objections")) return "objection";
  return kind === "problem" ? "problem" : "support";
}

function reported(path: string): KeptKind {
  if (path.startsWith("/report/comment/")) return "report.comment";
  return path.startsWith("/report/objection/") ? "report.objection" : "report";
}

/** The kind that an address names; null when it names none. */
export const kindCalled = (name: string | null): KeptKind | null => KINDS.find((kind) => kind === name) ?? null;
