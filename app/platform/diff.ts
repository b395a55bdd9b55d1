/** A piece of two texts laid over each other. */
export interface DiffPiece {
  kind: "same" | "added" | "removed";
  text: string;
}

/** More tokens than this on a side, beside what begins and ends alike, are compared by lines. */
export const MOST_TOKENS = 20_000;
/** Texts further apart than this many tokens taken away and put in have little in common that anybody would see. */
export const MOST_EDITS = 500;

// A character where words aren't parted by spaces; a word or number; a line's end; white space; any other sign, with
// what belongs to it (accents, an emoji's further parts).
const ALONE = String.raw`[\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}]`;
const WORD = new RegExp(
  String.raw`${ALONE}\p{M}*|(?:(?!${ALONE})[\p{L}\p{N}\p{M}])+|\n|[^\S\n]+|.(?:[\p{M}\p{Emoji_Modifier}]|\u200d.)*`,
  "gsu",
);
const LINE = /[^\n]*\n|[^\n]+/g;

/**
 * What turns one text into another, by words, and by characters in Chinese and Japanese. Same and removed pieces make up
 * `before`, same and added ones `after`; neighbours differ in kind, and what was removed stands before what was added.
 *
 * The shortest way by E. W. Myers, "An O(ND) Difference Algorithm and Its Variations", Algorithmica 1 (1986), section 4.
 * N tokens, D edits: O(ND) steps and O(D²) memory, with N and D bounded. Beyond the bounds it is whole lines, and where
 * these are too many, the whole text between what begins and ends alike.
 */
export function diff(before: string, after: string): DiffPiece[] {
  return piecesOf(legible(hunksBy(WORD, before, after) ?? hunksBy(LINE, before, after) ?? [changed(before, after)]));
}

/** Text that stayed, and what was removed and added behind it. */
interface Hunk {
  same: string;
  removed: string;
  added: string;
}

const stayed = (same: string): Hunk => ({ same, removed: "", added: "" });
const changed = (removed: string, added: string): Hunk => ({ same: "", removed, added });
const sizeOf = ({ removed, added }: Hunk): number => Math.max(removed.length, added.length);

function piecesOf(hunks: readonly Hunk[]): DiffPiece[] {
  const kinds = ["same", "removed", "added"] as const;
  return hunks.flatMap((hunk) => kinds.flatMap((kind) => (hunk[kind] ? { kind, text: hunk[kind] } : [])));
}

/** Scattered signs that two sentences happen to share make neither readable: they go with what changed around them. */
function legible(hunks: readonly Hunk[]): Hunk[] {
  const runs = joinWhere(hunks, (last, next) => next.same === "" || sizeOf(last) === 0);
  return joinWhere(runs, (last, { same, ...next }) => {
    const around = Math.min(sizeOf(last), sizeOf({ same, ...next }));
    return same.length * 2 <= around && !same.includes("\n");
  });
}

function joinWhere(hunks: readonly Hunk[], isOne: (last: Hunk, next: Hunk) => boolean): Hunk[] {
  const joined: Hunk[] = [];
  for (const hunk of hunks) {
    let next = hunk;
    for (let last = joined.at(-1); last && isOne(last, next); last = joined.at(-1)) {
      joined.pop();
      next = join(last, next);
    }
    joined.push(next);
  }
  return joined;
}

const join = (last: Hunk, { same, removed, added }: Hunk): Hunk =>
  sizeOf(last) === 0
    ? { same: last.same + same, removed, added }
    : { same: last.same, removed: last.removed + same + removed, added: last.added + same + added };

/** Null when it would take too long. */
function hunksBy(part: RegExp, before: string, after: string): Hunk[] | null {
  const [old, wanted] = [before.match(part) ?? [], after.match(part) ?? []];
  const head = commonLength(old, wanted, (tokens, n) => tokens[n]);
  const rest = [old.slice(head), wanted.slice(head)] as const;
  const tail = commonLength(...rest, (tokens, n) => tokens[tokens.length - 1 - n]);
  const [oldMiddle, wantedMiddle] = rest.map((tokens) => tokens.slice(0, tokens.length - tail));
  const middle = hunksBetween(oldMiddle ?? [], wantedMiddle ?? []);
  return middle && [stayed(old.slice(0, head).join("")), ...middle, stayed(old.slice(old.length - tail).join(""))];
}

type At = (tokens: readonly string[], n: number) => string | undefined;

function commonLength(a: readonly string[], b: readonly string[], at: At): number {
  const most = Math.min(a.length, b.length);
  let n = 0;
  while (n < most && at(a, n) === at(b, n)) n++;
  return n;
}

function hunksBetween(old: readonly string[], wanted: readonly string[]): Hunk[] | null {
  if (!old.length || !wanted.length) return [changed(old.join(""), wanted.join(""))];
  if (Math.max(old.length, wanted.length) > MOST_TOKENS) return null;
  const numbers = new Map<string, number>();
  const numbered = (tokens: readonly string[]): Int32Array =>
    Int32Array.from(tokens, (token) => numbers.get(token) ?? numbers.set(token, numbers.size).size - 1);
  const trace = furthestReaches(numbered(old), numbered(wanted));
  return trace && hunksAlong(trace, old, wanted);
}

/**
 * How far into `a` each diagonal (x − y) gets with 0, 1, 2 … edits; the last takes both to their ends. Diagonal k of
 * round d stands at d + k. Null when more than MOST_EDITS are needed.
 */
function furthestReaches(a: Int32Array, b: Int32Array): Int32Array[] | null {
  const trace: Int32Array[] = [];
  for (let d = 0; d <= MOST_EDITS; d++) {
    const reach = new Int32Array(2 * d + 1);
    const last = trace[d - 1];
    trace.push(reach);
    for (let k = -d; k <= d; k += 2) {
      let x = last ? beginOf(last, d, k) : 0;
      while (x < a.length && x - k < b.length && a[x] === b[x - k]) x++;
      reach[d + k] = x;
      if (x >= a.length && x - k >= b.length) return trace;
    }
  }
  return null;
}

// From the diagonal above (a token of b put in) or the one below (a token of a taken away), whichever got further.
const isPutIn = (last: Int32Array, d: number, k: number): boolean =>
  k === -d || (k !== d && (last[d + k - 2] ?? 0) < (last[d + k] ?? 0));

const beginOf = (last: Int32Array, d: number, k: number): number =>
  isPutIn(last, d, k) ? (last[d + k] ?? 0) : (last[d + k - 2] ?? 0) + 1;

/** The way back from both ends, as hunks in reading order. */
function hunksAlong(trace: readonly Int32Array[], old: readonly string[], wanted: readonly string[]): Hunk[] {
  const hunks: Hunk[] = [];
  let [x, y] = [old.length, wanted.length];
  for (let d = trace.length - 1; d >= 0; d--) {
    const last = trace[d - 1];
    const k = x - y;
    const begin = last ? beginOf(last, d, k) : 0;
    hunks.push(stayed(old.slice(begin, x).join("")));
    if (!last) break;
    const isAdded = isPutIn(last, d, k);
    hunks.push(isAdded ? changed("", wanted[begin - k - 1] ?? "") : changed(old[begin - 1] ?? "", ""));
    [x, y] = isAdded ? [begin, begin - k - 1] : [begin - 1, begin - k];
  }
  return hunks.reverse();
}
