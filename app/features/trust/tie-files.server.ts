import { createWriteStream } from "node:fs";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { MOST_WEIGHT } from "./graph/ties";
import type { Graph, Seeds, Weighed } from "./graph/weighing";
import { eachLine, type Line, LineMistaken } from "./lines.server";
import { Names } from "./names";

/** What a file of ties holds. */
export interface TieFile {
  people: Names;
  graph: Graph;
  /** Lines that tied somebody to themselves, which are left out. */
  loops: number;
  /** Lines of a pair that stood there before, either way round, whose weights are added to the first. */
  repeats: number;
}

const TAB = 9;

/** Reads `a⇥b⇥weight` a line. Throws LineMistaken, and what reading throws. O(lines). */
export async function readTies(file: string): Promise<TieFile> {
  const people = new Names();
  const ties = new GrowingTies();
  let loops = 0;
  await eachLine(file, (line) => {
    const { bytes, begin, end, number } = line;
    const first = tabIn(line, begin);
    const second = tabIn(line, first + 1);
    if (second >= end || tabIn(line, second + 1) < end) throw new LineMistaken(file, number, "columns");
    if (first === begin || second === first + 1) throw new LineMistaken(file, number, "name");
    const weight = weightIn(bytes, second + 1, end);
    if (weight === null) throw new LineMistaken(file, number, "weight");
    const one = people.number(bytes, begin, first);
    const other = people.number(bytes, first + 1, second);
    if (one === other) loops++;
    else ties.add(one, other, weight);
  });
  const { graph, repeats } = withoutRepeats(ties.graph(people.size));
  return { people, graph, loops, repeats };
}

/** The next tab from there on; the line's end, or behind it, where there is none. */
function tabIn({ bytes, end }: Line, from: number): number {
  let at = from;
  while (at < end && bytes[at] !== TAB) at++;
  return at;
}

const NUMBER = /^(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i;
const [ZERO, NINE, POINT] = [48, 57, 46];
/** Up to 15 digits are exact, and so is the power of ten they are divided by: then the quotient is rounded once, rightly. */
const EXACT_DIGITS = 15;

/** Null when it is no finite number above 0. Plain decimals, which nearly all are, without a text. */
function weightIn(bytes: Buffer, begin: number, end: number): number | null {
  let [digits, point, count] = [0, -1, 0];
  for (let at = begin; at < end; at++) {
    const byte = bytes[at] ?? 0;
    if (byte >= ZERO && byte <= NINE) {
      digits = 10 * digits + byte - ZERO;
      count++;
    } else if (byte === POINT && point < 0) point = at;
    else return weightInText(bytes.toString("latin1", begin, end));
  }
  if (count > EXACT_DIGITS || count === 0) return weightInText(bytes.toString("latin1", begin, end));
  const weight = point < 0 ? digits : digits / 10 ** (end - point - 1);
  return weight > 0 ? weight : null;
}

function weightInText(text: string): number | null {
  const weight = NUMBER.test(text) ? Number(text) : 0;
  return weight > 0 && Number.isFinite(weight) ? weight : null;
}

/**
 * Reads a name a line; each counts once, all alike. Who has no tie becomes one of the people, behind them. Throws
 * LineMistaken, and what reading throws.
 */
export async function readSeeds(file: string, people: Names): Promise<{ seeds: Seeds; untied: number }> {
  const tied = people.size;
  const ids = new Set<number>();
  await eachLine(file, (line) => {
    if (tabIn(line, line.begin) < line.end) throw new LineMistaken(file, line.number, "seed");
    ids.add(people.number(line.bytes, line.begin, line.end));
  });
  const share = new Float64Array(ids.size).fill(1 / ids.size);
  return { seeds: { ids: Int32Array.from(ids), share }, untied: people.size - tied };
}

const FIRST_ROOM = 2 ** 16;

/** Ties as they come, in arrays that double. */
class GrowingTies {
  #count = 0;
  #from = new Int32Array(FIRST_ROOM);
  #to = new Int32Array(FIRST_ROOM);
  #weight = new Float64Array(FIRST_ROOM);

  add(one: number, other: number, weight: number): void {
    if (this.#count === this.#from.length) this.#double();
    this.#from[this.#count] = one;
    this.#to[this.#count] = other;
    this.#weight[this.#count++] = weight;
  }

  graph(people: number): Graph {
    return firstTies({ people, from: this.#from, to: this.#to, weight: this.#weight }, this.#count);
  }

  #double(): void {
    const room = 2 * this.#count;
    const [from, to, weight] = [this.#from, this.#to, this.#weight];
    this.#from = new Int32Array(room);
    this.#from.set(from);
    this.#to = new Int32Array(room);
    this.#to.set(to);
    this.#weight = new Float64Array(room);
    this.#weight.set(weight);
  }
}

const firstTies = ({ people, from, to, weight }: Graph, count: number): Graph => ({
  ...{ people, from: from.subarray(0, count), to: to.subarray(0, count), weight: weight.subarray(0, count) },
});

/** Each pair once, at its first place, with all its weights up to 2. Changes the arrays it is given. */
function withoutRepeats({ people, from, to, weight }: Graph): { graph: Graph; repeats: number } {
  const lastMet = new Int32Array(people).fill(-1);
  const firstTie = new Int32Array(people);
  let repeats = 0;
  for (const tie of byLesserPerson({ people, from, to, weight })) {
    const lesser = Math.min(from[tie] ?? 0, to[tie] ?? 0);
    const greater = Math.max(from[tie] ?? 0, to[tie] ?? 0);
    if (lastMet[greater] === lesser) {
      const first = firstTie[greater] ?? 0;
      weight[first] = Math.min(MOST_WEIGHT, (weight[first] ?? 0) + (weight[tie] ?? 0));
      weight[tie] = 0;
      repeats++;
    } else {
      lastMet[greater] = lesser;
      firstTie[greater] = tie;
    }
  }
  let kept = 0;
  for (let tie = 0; tie < from.length; tie++) {
    if (!weight[tie]) continue;
    from[kept] = from[tie] ?? 0;
    to[kept] = to[tie] ?? 0;
    weight[kept++] = weight[tie] ?? 0;
  }
  return { graph: firstTies({ people, from, to, weight }, kept), repeats };
}

/** The ties' numbers, those of one lesser person together, each in the order they came (counting sort). */
function byLesserPerson({ people, from, to }: Graph): Int32Array {
  const next = new Int32Array(people + 1);
  const lesserOf = (tie: number): number => Math.min(from[tie] ?? 0, to[tie] ?? 0);
  for (let tie = 0; tie < from.length; tie++) next[lesserOf(tie) + 1] = (next[lesserOf(tie) + 1] ?? 0) + 1;
  for (let person = 0; person < people; person++) next[person + 1] = (next[person + 1] ?? 0) + (next[person] ?? 0);
  const order = new Int32Array(from.length);
  for (let tie = 0; tie < from.length; tie++) {
    const at = next[lesserOf(tie)] ?? 0;
    next[lesserOf(tie)] = at + 1;
    order[at] = tie;
  }
  return order;
}

const LINES_AT_ONCE = 4_096;

/** Writes `person⇥p⇥degree⇥q⇥g` a line, in people's order, every number so that reading it gives the same again. */
export async function writeWeighed(file: string, people: Names, weighed: Weighed): Promise<void> {
  await pipeline(Readable.from(pagesOf(people, weighed)), createWriteStream(file));
}

function* pagesOf(people: Names, { p, degree, q, g }: Weighed): Generator<string> {
  const text = new TextDecoder("utf8", { ignoreBOM: true });
  let page = "";
  for (let person = 0; person < people.size; person++) {
    page += `${text.decode(people.name(person))}\t${p[person]}\t${degree[person]}\t${q[person]}\t${g[person]}\n`;
    if (person % LINES_AT_ONCE) continue;
    yield page;
    page = "";
  }
  yield page;
}
