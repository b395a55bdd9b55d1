import type { Graph, Seeds } from "~/features/trust/graph/weighing.ts";

/** More people than any graph here has. */
const MOST = 100_000;

/** Ties as they are made up: each pair once, weights added up. */
export class TieBook {
  #ties: Map<number, number>;

  constructor(ties: ReadonlyMap<number, number> = new Map()) {
    this.#ties = new Map(ties);
  }

  copy(): TieBook {
    return new TieBook(this.#ties);
  }

  /** Nobody is tied to themselves. */
  tie(one: number, other: number, weight: number): void {
    if (one === other) return;
    const pair = pairOf(one, other);
    this.#ties.set(pair, (this.#ties.get(pair) ?? 0) + weight);
  }

  has(one: number, other: number): boolean {
    return this.#ties.has(pairOf(one, other));
  }

  graph(people: number): Graph {
    const pairs = [...this.#ties];
    return {
      people,
      from: Int32Array.from(pairs, ([pair]) => Math.floor(pair / MOST)),
      to: Int32Array.from(pairs, ([pair]) => pair % MOST),
      weight: Float64Array.from(pairs, ([, weight]) => weight),
    };
  }
}

const pairOf = (one: number, other: number): number => Math.min(one, other) * MOST + Math.max(one, other);

/** These people, all alike. */
export const seedsOf = (people: readonly number[]): Seeds => ({
  ids: Int32Array.from(people),
  share: new Float64Array(people.length).fill(1 / people.length),
});
