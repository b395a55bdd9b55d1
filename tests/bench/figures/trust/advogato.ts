import { chance } from "~/features/sample/chance";
import { weigh } from "~/features/trust/graph/weighing.ts";
import { dataSet, linesOf } from "../../../support/data-sets";
import { notMeasurable, type Row } from "../../figure";
import { areaUnderCurve } from "./ranking";
import { worstRow } from "./rows";
import { seedsOf, TieBook } from "./tie-book";

const FAKES = 500;
const VOUCHES_AMONG_FAKES = 10;
/** Raph, Federico, Miguel and Alan; nodes count from 1. */
const SEEDS = [30, 46, 328, 719].map((node) => node - 1);
const LEAST = new Map([
  [10, 0.95],
  [50, 0.92],
  [200, 0.85],
]);
const DRAWS = 5;

interface Vouch {
  from: number;
  to: number;
  weight: number;
}

/**
 * Advogato's vouches (KONECT, CC BY-SA 2.0 DE; Massa, Salvetti, Tomasoni 2009), each taken as a tie, with 500 fakes who vouch
 * for each other and for whom some members vouch: how far `q` tells real members from fakes.
 */
export function amongAdvogato(): Row[] {
  const file = dataSet("trust-advogato/out.advogato");
  const what = (careless: number): string =>
    `Advogato, ${FAKES} fakes, ${careless} careless vouches: area under the curve`;
  if (!file) {
    const why = notMeasurable("", "the data set is not here (CANYU_DATA_SETS)");
    return [...LEAST].map(([careless, least]) => ({
      ...{ id: `trust.advogato.${careless}`, what: what(careless), bar: `≥ ${least}`, found: why },
    }));
  }
  const vouches = linesOf(file)
    .map((line) => line.split(" ").map(Number))
    .map(([from = 0, to = 0, weight = 0]): Vouch => ({ from: from - 1, to: to - 1, weight }))
    .filter(({ from, to }) => from !== to);
  return [...LEAST].map(([careless, least]) => {
    const draws = Array.from({ length: DRAWS }, (_, draw) => areas(vouches, careless, `advogato ${careless} ${draw}`));
    const tied = Math.min(...draws.map(({ ofTied }) => ofTied));
    const all = Math.min(...draws.map(({ ofAll }) => ofAll));
    const note =
      `members whom another vouched for; of all who have a tie ${tied.toFixed(3)}, ` +
      `of all accounts, a fifth of which have none, ${all.toFixed(3)}`;
    return worstRow(
      `advogato.${careless}`,
      what(careless),
      { least },
      draws.map(({ ofVouched }) => ofVouched),
      { note },
    );
  });
}

function areas(vouches: readonly Vouch[], careless: number, name: string) {
  const next = chance(name);
  const members = 1 + Math.max(...vouches.map(({ from, to }) => Math.max(from, to)));
  const vouched = new Set(vouches.map(({ to }) => to));
  const tied = new Set(vouches.flatMap(({ from, to }) => [from, to]));
  const active = [...tied];
  const book = new TieBook();
  for (const { from, to, weight } of vouches) book.tie(from, to, weight);
  const fake = (): number => members + Math.floor(next() * FAKES);
  for (let n = 0; n < FAKES * VOUCHES_AMONG_FAKES; n++) book.tie(members + (n % FAKES), fake(), 1);
  for (let n = 0; n < careless; n++) book.tie(active[Math.floor(next() * active.length)] ?? 0, fake(), 1);
  const { q } = weigh(book.graph(members + FAKES), seedsOf(SEEDS));
  const area = (people: Iterable<number>): number =>
    areaUnderCurve(
      [...people].map((one) => q[one] ?? 0),
      [...q.subarray(members)],
    );
  return { ofVouched: area(vouched), ofTied: area(tied), ofAll: area(Array(members).keys()) };
}
