import { createHash } from "node:crypto";
import { outcomeOf } from "~/features/ideas/importing.server";
import type { BoardId } from "~db/ids.ts";
import type { Store } from "~db/store.ts";
import { type KeyedIdea, knownOf } from "./known.server";
import { type HashedIdea, type RenderedIdea, rendered } from "./rendering.server";
import { type BrokenRow, isBroken, type Source, type SourceIdea } from "./sources/source";

/** What a file brings, and how it is known. */
export interface Brought {
  /** The source's name: half of every row's key, unless a row names its own. */
  name: string;
  source: Source;
  place: string;
  /** Where rows go that name no board: one that is here, or the name of one to be made. */
  board: BoardId | string;
  isDryRun: boolean;
}

/** Some rows of a file, looked up and rendered. */
export interface Slice {
  /** Rows read up to its end. */
  read: number;
  /** Those since the slice before that are no ideas. */
  skipped: BrokenRow[];
  /** How many of its ideas were not here, or otherwise, when they were read. */
  created: number;
  updated: number;
  unchanged: number;
  /** The boards that the first two go to. */
  boards: Set<BoardId | string>;
  /** Both, to be stored; none in a dry run. */
  changed: RenderedIdea[];
}

const MOST_ROWS = 200;
const MOST_CHARACTERS = 2_000_000;

/** The rows of a file in slices, without the first `passed`. The last may be empty: it tells how far the reading came. */
export async function* slicesOf(db: Store, brought: Brought, passed: number): AsyncGenerator<Slice> {
  for await (const { ideas, read, skipped } of rowsOf(brought, passed)) {
    const slice = await lookedUp(db, brought, ideas);
    yield { read, skipped, ...slice };
  }
}

interface Rows extends Pick<Slice, "read" | "skipped"> {
  ideas: KeyedIdea[];
}

async function* rowsOf({ source, place, name }: Brought, passed: number): AsyncGenerator<Rows> {
  const seen = new Set<string>();
  let read = 0;
  let [ideas, skipped, characters]: [KeyedIdea[], BrokenRow[], number] = [[], [], 0];
  for await (const row of source.rows(place)) {
    read++;
    if (isBroken(row)) skipped.push(row);
    else {
      const idea = { ...row, source: row.source ?? name };
      const key = `${idea.source}\n${idea.sourceId}`;
      if (seen.has(key)) skipped.push({ line: row.line, why: "import.row.twice" });
      else if (read > passed) ideas.push(idea);
      seen.add(key);
      if (read > passed) characters += sizeOf(idea);
    }
    if (ideas.length < MOST_ROWS && characters < MOST_CHARACTERS) continue;
    yield { ideas, read, skipped };
    [ideas, skipped, characters] = [[], [], 0];
  }
  yield { ideas, read, skipped };
}

const sizeOf = ({ body, comments, supporters }: SourceIdea): number =>
  comments.reduce((sum, { text }) => sum + text.length, body.length + (supporters?.join("").length ?? 0));

async function lookedUp(db: Store, { name, board, isDryRun }: Brought, ideas: readonly KeyedIdea[]) {
  const counts = { created: 0, updated: 0, unchanged: 0 };
  const boards = new Set<BoardId | string>();
  const changed: HashedIdea[] = [];
  const beforeOf = await knownOf(db.read, ideas);
  for (const idea of ideas) {
    const sourceHash = hashOf(idea, name);
    const outcome = outcomeOf(beforeOf(idea), sourceHash);
    counts[outcome]++;
    if (outcome === "unchanged") continue;
    boards.add(idea.board ?? board);
    changed.push({ idea, sourceHash });
  }
  return { ...counts, boards, changed: isDryRun ? [] : await Promise.all(changed.map(rendered)) };
}

// Without the comments' dates: some sources only know how long ago, and those move with every newer row.
function hashOf({ line: _, source, comments, createdAt, ...idea }: KeyedIdea, name: string): string {
  const said = comments.map(({ createdAt: _, ...comment }) => comment);
  const dated = idea.isUndated ? undated(idea) : { ...idea, createdAt };
  return createHash("sha256")
    .update(JSON.stringify({ ...dated, said, ...(source === name ? {} : { source }) }))
    .digest("base64url");
}

// An answer without a date has the moment of reading, as its idea has.
function undated<Idea extends Pick<SourceIdea, "answer">>(idea: Idea) {
  if (!idea.answer) return idea;
  const { createdAt: _, ...answer } = idea.answer;
  return { ...idea, answer };
}
