import { chance } from "~/features/sample/chance";
import { type Graph, type Weighed, weigh } from "~/features/trust/graph/weighing.ts";
import { HONEST, type Town } from "./made-up-town";
import { seedsOf } from "./tie-book";

/** A town with puppets in it. */
export interface Attacked {
  graph: Graph;
  puppets: number[];
  weighed: Weighed;
}

export interface Puppets {
  count: number;
  /** Ties to real people, of weight 1, each from another puppet. */
  ties: number;
  /** Whom; absent: fans by chance. */
  fooled?: readonly number[];
  /** How many ties each starts to other puppets: as many as honest fans start, or none. */
  among: number;
  name: string;
}

export function attack(town: Town, { count, ties, fooled, among, name }: Puppets): Attacked {
  const next = chance(name);
  const book = town.ties.copy();
  const puppets = Array.from({ length: count }, (_, n) => town.people + n);
  for (let n = 0; n < ties; n++) {
    const real = fooled?.[n % fooled.length] ?? Math.floor(next() * HONEST);
    book.tie(real, puppets[Math.floor((n * count) / ties)] ?? 0, 1);
  }
  for (const puppet of puppets) {
    for (let n = 0; n < among; ) {
      const other = puppets[Math.floor(next() * count)] ?? 0;
      if (other === puppet || book.has(puppet, other)) continue;
      book.tie(puppet, other, 1);
      n++;
    }
  }
  const graph = book.graph(town.people + count);
  return { graph, puppets, weighed: weigh(graph, seedsOf(town.staff)) };
}

/** The account of one of the staff is taken over, and vouches for so many puppets with all the weight there is. */
export function hack(
  town: Town,
  { count, vouched, among, name }: Pick<Puppets, "count" | "among" | "name"> & { vouched: number },
): Attacked {
  const { puppets, graph } = attack(town, { count, ties: 0, among, name });
  const [hacked = 0] = town.staff;
  const theirs = puppets.slice(0, vouched);
  const joined = {
    people: graph.people,
    from: Int32Array.from([...graph.from, ...theirs.map(() => hacked)]),
    to: Int32Array.from([...graph.to, ...theirs]),
    weight: Float64Array.from([...graph.weight, ...theirs.map(() => 2)]),
  };
  return { graph: joined, puppets, weighed: weigh(joined, seedsOf(town.staff)) };
}

export const sum = (values: readonly number[]): number => values.reduce((all, one) => all + one, 0);

export const weightOf = ({ g }: Pick<Weighed, "g">, people: readonly number[]): number =>
  sum(people.map((one) => g[one] ?? 0));

/** Trusted support: who weighs less than 0.1 adds 0.1 to a pool that counts for a tenth of the others at the most. */
export function supportOf({ g }: Pick<Weighed, "g">, voters: readonly number[]): number {
  const known = voters.filter((voter) => (g[voter] ?? 0) >= 0.1);
  const guests = 0.1 * (voters.length - known.length);
  const weight = weightOf({ g }, known);
  return weight + Math.min(guests, Math.max(1, 0.1 * weight));
}
