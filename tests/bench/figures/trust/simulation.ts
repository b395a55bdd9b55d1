import { boundOf } from "~/features/trust/graph/bound.ts";
import { flowFrom } from "~/features/trust/graph/flow.ts";
import { leaveOneOut } from "~/features/trust/graph/leave-one-out.ts";
import { type Weighed, weigh } from "~/features/trust/graph/weighing.ts";
import type { Row } from "../../figure";
import { type Attacked, attack, hack, sum, supportOf, weightOf } from "./attacks";
import { HONEST, makeTown, type Town } from "./made-up-town";
import { inOrder, placeOf, spearman } from "./ranking";
import { worstRow } from "./rows";
import { seedsOf } from "./tie-book";

const TOWNS = ["a", "b", "c", "d", "e"];
const PUPPETS = 1_000;
const FEW = 100;
const MANY = 5_000;
const TIES = 20;
/** Who is tied to whom among puppets is chance, and makes more difference than how many they are. */
const DRAWS = 6;
/** As many as honest fans start; or none, which serves the attacker best. */
const AMONG = 3;
const TARGET_PLACE = 100;
const FINALISTS = 10;

/** One town before and after what befalls it. */
interface Case {
  town: Town;
  weighed: Weighed;
  /** Votes counted as they are, and as they weigh, before. */
  naive: number[];
  ours: number[];
  target: number;
}

/** Every bar of the simulation, in the worst of five towns. */
export function simulated(): Row[] {
  const cases = TOWNS.map(caseOf);
  return [
    ...placeRows(cases),
    ...puppetRows(cases),
    ...orderRows(cases),
    worstRow(
      "flow",
      `flow of ${PUPPETS} puppets tied to the ${TIES} most trusted`,
      { most: TIES + 1 },
      cases.map(flowOf),
      {
        note: "their ties are 20; the target's honest voters come on top",
      },
    ),
    ...hackRows(cases),
  ];
}

function caseOf(name: string): Case {
  const town = makeTown(name);
  const weighed = weigh(town.ties.graph(town.people), seedsOf(town.staff));
  const naive = town.votes.map(({ length }) => length);
  const ours = town.votes.map((voters) => supportOf(weighed, voters));
  const target = inOrder(naive)[TARGET_PLACE - 1] ?? 0;
  return { town, weighed, naive, ours, target };
}

const attacked = ({ town }: Case, count: number, among: number, draw = 0): Attacked =>
  attack(town, { count, ties: TIES, among, name: `puppets ${draw}` });

/** Each idea's voters when all puppets vote for the target. */
const votesUnder = ({ town, target }: Case, puppets: readonly number[]): number[][] =>
  town.votes.map((voters, idea) => (idea === target ? [...voters, ...puppets] : voters));

function placeRows(cases: readonly Case[]): Row[] {
  const naive = cases.map((one) =>
    placeOf(
      one.naive.map((votes, n) => votes + (n === one.target ? PUPPETS : 0)),
      one.target,
    ),
  );
  const moved = (among: number): number[] =>
    cases.map((one) => {
      const { weighed, puppets } = attacked(one, PUPPETS, among);
      const after = votesUnder(one, puppets).map((voters) => supportOf(weighed, voters));
      return placeOf(one.ours, one.target) - placeOf(after, one.target);
    });
  const honest = cases.map(({ naive: votes, target }) => votes[target] ?? 0);
  const [ring, lone] = [moved(AMONG), moved(0)];
  return [
    worstRow("naive", `place of idea ${TARGET_PLACE} of 200 by counting, with ${PUPPETS} puppets`, { most: 3 }, naive, {
      note: `${honest.join(", ")} honest votes`,
    }),
    worstRow("places", "places it gains by trusted support", { most: 15 }, ring, {
      note: `puppets know each other as fans do, 6 ties each; places: ${ring.join(", ")}`,
    }),
    loneRow(lone),
  ];
}

// Each of twenty real people fooled is one vote: no formula that gives honest newcomers theirs tells the two apart. It has
// no bar, and is told so that nobody takes the one above for the worst there is; what stands against it are the audits.
function loneRow(places: readonly number[]): Row {
  const note = `what serves an attacker best, 20 accounts with a real tie each; places: ${places.join(", ")}`;
  const found = { value: Math.max(...places), unit: "", holds: null, note };
  return {
    id: "trust.places.lone",
    what: "places it gains where puppets have no ties among themselves",
    bar: "–",
    found,
  };
}

function puppetRows(cases: readonly Case[]): Row[] {
  const draws = Array.from({ length: DRAWS }, (_, draw) => draw);
  const all = cases.map((one) => [FEW, MANY].map((count) => draws.map((draw) => attacked(one, count, AMONG, draw))));
  const weights = all.map((pair) =>
    pair.map((drawn) => sum(drawn.map((each) => weightOf(each.weighed, each.puppets))) / DRAWS),
  );
  const differences = weights.map(([few = 0, many = 0]) => 100 * Math.abs(many / few - 1));
  const shares = all.flat(2).map(({ graph, weighed, puppets }) => {
    return weightOf(weighed, puppets) / boundOf(graph, weighed, Int32Array.from(puppets));
  });
  const told = weights.map((pair) => pair.map((weight) => weight.toFixed(1)).join(" → ")).join(", ");
  return [
    worstRow("puppets", `weight of ${MANY} puppets against ${FEW}, difference`, { most: 10 }, differences, {
      ...{ unit: "%", note: `Σ g without the guest pool, mean of ${DRAWS} rings: ${told}` },
    }),
    worstRow("bound", "puppets' weight, of what their ties to real people let through", { most: 1 }, shares, {
      note: `${FEW} and ${MANY} puppets, ${DRAWS} rings each`,
    }),
  ];
}

function orderRows(cases: readonly Case[]): Row[] {
  const kept = cases.map(({ weighed }) => Math.round((100 * weightOf(weighed, [...Array(HONEST).keys()])) / HONEST));
  const inOne = TOWNS.map((name) => {
    const { ties, people, staff } = makeTown(name, false);
    const weighed = weigh(ties.graph(people), seedsOf(staff));
    return Math.round((100 * weightOf(weighed, [...Array(HONEST).keys()])) / HONEST);
  });
  const overlaps = cases.map(({ naive, ours }) => {
    const first = new Set(inOrder(naive).slice(0, FINALISTS));
    return inOrder(ours)
      .slice(0, FINALISTS)
      .filter((idea) => first.has(idea)).length;
  });
  return [
    worstRow(
      "order",
      "order of honest ideas, Spearman",
      { least: 0.99 },
      cases.map(({ naive, ours }) => spearman(naive, ours)),
      {
        note: `honest weight kept: ${kept.join(", ")} %; with the same staff in one circle: ${inOne.join(", ")} %`,
      },
    ),
    worstRow("top", "honest ideas in the first ten of both", { least: 9 }, overlaps, { note: "nobody attacks" }),
  ];
}

function flowOf({ town, weighed }: Case): number {
  const trusted = inOrder([...weighed.p.subarray(0, HONEST)]).slice(0, TIES);
  const { graph, puppets } = attack(town, { count: PUPPETS, ties: TIES, fooled: trusted, among: AMONG, name: "flow" });
  return flowFrom(graph, Int32Array.from(town.staff))(Int32Array.from(puppets));
}

function hackRows(cases: readonly Case[]): Row[] {
  const losses = (vouched: number, among: number) => cases.map((one) => lossesIn(one, vouched, among));
  const [whole, lone, small] = [losses(150, AMONG), losses(150, 0), losses(30, AMONG)];
  const percents = (found: typeof whole): string => found.map(({ target }) => target.toFixed(0)).join(", ");
  return [
    worstRow(
      "hacked",
      "what a hacked staff account's target loses without it",
      { least: 50 },
      whole.map(({ target }) => target),
      {
        unit: "%",
        note:
          `150 puppets of ${PUPPETS} vouched for, who know each other as fans do; where they don't: ${percents(lone)} %, ` +
          `the rest is honest; with 30 vouched for: ${percents(small)} %`,
      },
    ),
    worstRow(
      "finalists",
      "what an honest finalist loses without one seed",
      { most: 35 },
      whole.map(({ finalists }) => finalists),
      {
        unit: "%",
        note: "the first ten beside the target, any seed",
      },
    ),
  ];
}

/** In percent. */
function lossesIn(one: Case, vouched: number, among: number): { target: number; finalists: number } {
  const { graph, puppets, weighed } = hack(one.town, { count: PUPPETS, vouched, among, name: "hack" });
  const votes = votesUnder(one, puppets);
  const first = inOrder(votes.map((voters) => supportOf(weighed, voters))).filter((idea) => idea !== one.target);
  const asked = [one.target, ...first.slice(0, FINALISTS)];
  const ideas = asked.map((idea) => Int32Array.from(votes[idea] ?? []));
  const [target, ...finalists] = leaveOneOut(graph, seedsOf(one.town.staff), ideas) ?? [];
  return { target: 100 * (target?.loss ?? 0), finalists: 100 * Math.max(...finalists.map(({ loss }) => loss)) };
}
