/** The sources as the command line calls them, the likeliest first; each has its reader in sources.server.ts. */
export const SOURCE_NAMES = ["csv", "jsonl", "ideascale", "wikimedia"] as const;
export type SourceName = (typeof SOURCE_NAMES)[number];

/** Why undoing an import leaves an idea where it is: what people have done with it since, the weightiest first. */
export const KEPT_REASONS = [
  "answered",
  "merged",
  "moved",
  "edited",
  "reported",
  "noted",
  "commented",
  "voted",
  "followed",
  "claimed",
] as const;
export type KeptReason = (typeof KEPT_REASONS)[number];

export const isKeptReason = (text: unknown): text is KeptReason => KEPT_REASONS.some((known) => known === text);

/** What undoing would leave, by reason, as rows to show. */
export const keptRows = (kept: Readonly<Record<string, number>> | null): Array<{ reason: KeptReason; count: number }> =>
  KEPT_REASONS.flatMap((reason) => (kept?.[reason] ? [{ reason, count: kept[reason] }] : []));

/** States in which nothing has come in yet, and how the file is read can change. */
export const CHANGEABLE = ["uploaded", "checked", "failed"] as const;
/** States in which a process works on it, or will soon. */
const MOVING = ["checking", "running", "undoing"];

export const isChangeable = (state: string): boolean => CHANGEABLE.some((one) => one === state);
export const isMoving = (state: string): boolean => MOVING.includes(state);

const ROW_PROBLEMS = [
  "import.row.columns",
  "import.row.too.many",
  "import.row.quote",
  "import.row.values",
  "import.row.title",
  "import.row.twice",
  "import.row.body",
  "import.row.utf8",
  "import.row.json",
  "import.row.object",
  "import.row.deep",
  "import.row.sample",
  "import.row.words",
  "import.row.field",
  "import.row.date",
] as const;

/** Why a row was skipped. One that was stored under a name this program no longer has is a value it can't read. */
export function problemSentence(
  t: (key: (typeof ROW_PROBLEMS)[number], values: { field: string }) => string,
  { why, field }: { why: string; field: string },
): string {
  return t(ROW_PROBLEMS.find((known) => known === why) ?? "import.row.values", { field });
}

const REFUSALS = [
  "import.binary",
  "import.wrong.encoding",
  "import.wrong.delimiter",
  "import.not.text",
  "import.not.file",
  "import.empty",
  "import.broke",
  "import.ended",
  "import.place.not.there",
  "import.ideascale.missing",
  "import.ideascale.header",
  "import.wikimedia.shape",
  "import.wikimedia.large",
  "import.map.shape",
  "import.map.field",
  "import.map.column",
  "import.map.column.like",
  "import.map.twice",
  "import.map.no.title",
] as const;
type Refusal = (typeof REFUSALS)[number];

/** Why a file was not taken, or an import did not go on, from the key that was stored. */
export const refusalKey = (why: string): Refusal => REFUSALS.find((known) => known === why) ?? "import.broke";
