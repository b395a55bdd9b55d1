import type { MemberId } from "~db/ids.ts";

export const WIDTH = 640;
export const HEIGHT = 400;
/** Suspects and neighbours beyond these are not drawn: nothing would be told apart. */
const MOST_SUSPECTS = 240;
const MOST_NEIGHBOURS = 60;
const MOST_NAMED = 12;
/** So many stand in a circle; more, in a spiral, where who voted one after the other still stands side by side. */
const MOST_IN_CIRCLE = 16;

export interface Dot {
  id: MemberId;
  x: number;
  y: number;
  isSuspect: boolean;
  /** Absent where there is no room. */
  name: string | null;
}

export interface Line {
  kind: "tie" | "alike";
  from: { x: number; y: number };
  to: { x: number; y: number };
}

export interface Picture {
  dots: Dot[];
  lines: Line[];
  /** Of a dot. */
  size: number;
  /** How many suspects are drawn, how many people tied to them, and how many ties go over. */
  suspects: number;
  neighbours: number;
  bridges: number;
}

interface Drawn {
  /** In the order in which they voted. */
  suspects: ReadonlyArray<{ id: MemberId; name: string }>;
  ties: ReadonlyArray<{ one: MemberId; other: MemberId }>;
  /** Who votes alike with whom: each such group. */
  alike: ReadonlyArray<readonly MemberId[]>;
}

/**
 * Who hangs together with whom: suspects in the middle, the real people they are tied to around them. In vectors of a
 * picture of WIDTH by HEIGHT. Ties among those around are left out.
 */
export function pictureOf({ suspects: all, ties, alike }: Drawn): Picture {
  const suspects = all.slice(0, MOST_SUSPECTS);
  const isIn = new Set(suspects.map(({ id }) => id));
  const isSuspect = new Set(all.map(({ id }) => id));
  const bridges = ties.filter(({ one, other }) => isIn.has(one) !== isIn.has(other) && isOneOf(isSuspect, one, other));
  const around = [...new Set(bridges.map(({ one, other }) => (isIn.has(one) ? other : one)))].slice(0, MOST_NEIGHBOURS);
  const size = suspects.length > 60 ? 4 : suspects.length > 20 ? 6 : 9;
  const dots = [
    ...suspects.map(
      (one, n): Dot => ({
        ...{ id: one.id, isSuspect: true, name: suspects.length <= MOST_NAMED ? one.name : null },
        ...inDisc(n, suspects.length, around.length > 0 ? BESIDE_OTHERS : ALONE),
      }),
    ),
    ...around.map((id, n): Dot => ({ id, isSuspect: false, name: null, ...onRing(n, around.length) })),
  ];
  const at = new Map(dots.map((dot) => [dot.id, dot]));
  const lines = [
    ...linesOf("tie", [...ties.filter(({ one, other }) => isIn.has(one) && isIn.has(other)), ...bridges], at),
    ...linesOf("alike", alike.flatMap(chainOf), at),
  ];
  return { dots, lines, size, suspects: suspects.length, neighbours: around.length, bridges: bridges.length };
}

const isOneOf = (those: ReadonlySet<MemberId>, one: MemberId, other: MemberId): boolean =>
  those.has(one) !== those.has(other);

const place = (radius: { x: number; y: number }, angle: number) => ({
  x: Math.round(WIDTH / 2 + radius.x * Math.cos(angle)),
  y: Math.round(HEIGHT / 2 + radius.y * Math.sin(angle)),
});

/** How much of the picture suspects take, each way. */
const BESIDE_OTHERS = { x: 0.3, y: 0.32 };
const ALONE = { x: 0.42, y: 0.42 };

function inDisc(n: number, count: number, part: typeof ALONE): { x: number; y: number } {
  const radius = (share: number) => ({ x: share * WIDTH * part.x, y: share * HEIGHT * part.y });
  if (count <= MOST_IN_CIRCLE) return place(radius(count === 1 ? 0 : 0.8), (2 * Math.PI * n) / count);
  // Turns of an even spiral lie as far apart as its points: Archimedes', walked at one pace.
  const turn = (k: number): number => Math.sqrt(4 * Math.PI * (k + 1));
  return place(radius(turn(n) / turn(count)), turn(n));
}

const onRing = (n: number, count: number): { x: number; y: number } =>
  place({ x: WIDTH * 0.46, y: HEIGHT * 0.45 }, (2 * Math.PI * n) / count);

/** Each to the next: as many lines as hold a group together. */
const chainOf = (group: readonly MemberId[]) =>
  group.slice(1).flatMap((other, n) => {
    const one = group[n];
    return one === undefined ? [] : [{ one, other }];
  });

const linesOf = (
  kind: Line["kind"],
  pairs: ReadonlyArray<{ one: MemberId; other: MemberId }>,
  at: ReadonlyMap<MemberId, Dot>,
): Line[] =>
  pairs.flatMap(({ one, other }) => {
    const [from, to] = [at.get(one), at.get(other)];
    return from && to ? [{ kind, from: { x: from.x, y: from.y }, to: { x: to.x, y: to.y } }] : [];
  });
