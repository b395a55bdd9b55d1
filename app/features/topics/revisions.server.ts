import { setImmediate } from "node:timers/promises";
import { type DiffPiece, diff } from "~/platform/diff";
import { Refused } from "~/platform/refusals";
import { cursorOf, pageOf, readCursor } from "~db/pages.ts";
import { type Revision, type Version, WORDS, type Words } from "./revisions";

/** An edit: whose, when, and what it changed in the words. Nothing where only board or tags changed. */
export interface Edit extends Omit<Revision, "words"> {
  changes: Array<{ name: keyof Words; pieces: DiffPiece[] }>;
}

export interface History {
  /** The latest first. */
  edits: Edit[];
  /** What was written first; on the last page, and where anything was edited. */
  first: Version | null;
  next: string | null;
}

interface Kept {
  /** What stands now, with who wrote it first and when. */
  now(): Promise<Version | undefined>;
  /** The revisions from one on, that one included; the latest first. */
  revisions(from: number | null, limit: number): Promise<Revision[]>;
}

const EDITS_A_PAGE = 50;

/** A page of the edits that `list` had. Whoever asks has seen to it that the reader may read all of it. */
export async function historyOf(list: string, after: string | null, kept: Kept): Promise<History> {
  const from = after === null ? null : (readCursor(list, after, 1)[0] ?? 0);
  // A later page begins with the last edit of the one before: the words it replaced are those that came of the next.
  const rows = await kept.revisions(from, EDITS_A_PAGE + (from === null ? 1 : 2));
  const version = await kept.now();
  if (!version) throw new Refused("not.found");
  const [newest, revisions] = from === null ? [version, rows] : [rows[0] ?? version, rows.slice(1)];
  const { shown, next } = pageOf(revisions, EDITS_A_PAGE, ({ id }) => cursorOf(list, id));
  const last = shown.at(-1);
  return {
    edits: await editsOf(shown, newest.words),
    first: last && !next ? { ...version, words: last.words } : null,
    next,
  };
}

async function editsOf(revisions: readonly Revision[], newest: Words): Promise<Edit[]> {
  const edits: Edit[] = [];
  for (const [n, { words, ...edit }] of revisions.entries()) {
    edits.push({ ...edit, changes: changesOf(words, revisions[n - 1]?.words ?? newest) });
    await setImmediate(); // fifty long texts take a while; others are answered meanwhile
  }
  return edits;
}

const changesOf = (before: Words, after: Words): Edit["changes"] =>
  WORDS.flatMap((name) => {
    const [old = "", wanted = ""] = [before[name], after[name]];
    return old === wanted ? [] : { name, pieces: diff(old, wanted) };
  });
