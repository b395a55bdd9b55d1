import { chance, some } from "~/features/sample/chance";
import { type Finding, findRings, thresholdsOf, type Vote } from "~/features/trust/graph/rings.ts";
import { USUAL_AUDITS } from "~/platform/audit-settings.server";
import { dataSet, linesOf } from "../../../support/data-sets";
import { notMeasurable, type Row } from "../../figure";
import { worstRow } from "./rows";

/**
 * Votes of two Polis consultations (CC BY 4.0, gathered with the Polis software and sub-licensed by The Computational Democracy
 * Project), whose people may be taken for real: agreeing is voting, and everybody counts as a guest, which makes bursts
 * likeliest.
 */
const SETS = { uberx: "vtaiwan.uberx", biodiversity: "scoop-hivemind.biodiversity" };
const USUAL = thresholdsOf(USUAL_AUDITS);
const PUPPETS = 40;
const TARGETS = 8;
const DRAWS = 5;
/**
 * Seconds from one puppet to the next, and how many must be found, in percent: a program's, and somebody's who works them by
 * hand. Of those only the two before and behind are close, so who leaves out one and adds another is like none of them.
 */
const WAYS = { program: { gap: 20, least: 90 }, hand: { gap: 120, least: 75 } };
const FIRST_PUPPET = 1_000_000;

export const amongPolis = (): Row[] => Object.entries(SETS).flatMap(([name, folder]) => rowsOf(name, folder));

function rowsOf(name: string, folder: string): Row[] {
  const file = dataSet(`votes-polis/${folder}/votes.csv.gz`);
  if (!file)
    return ["program", "hand", "rings", "bursts"].map((row) => ({
      ...{ id: `trust.polis.${name}.${row}`, what: `Polis, ${name}: ${row}`, bar: "–" },
      found: notMeasurable("%", "the data set is not here (CANYU_DATA_SETS)"),
    }));
  const real = votesIn(file);
  return [
    caughtRow(name, real, "program", "a program's"),
    caughtRow(name, real, "hand", "worked by hand"),
    ...falseRows(name, real),
  ];
}

/** Of a statement and a voter the last vote counts. */
function votesIn(file: string): Vote[] {
  const last = new Map<string, Vote & { agrees: boolean }>();
  for (const line of linesOf(file).slice(1)) {
    const [at = "", , idea = "", member = "", agrees = ""] = line.split(",");
    const vote = { member: Number(member), idea: Number(idea), at: Number(at), agrees: agrees.trim() === "1" };
    last.set(`${idea} ${member}`, { ...vote, weight: 0, guest: true, entryGroup: null });
  }
  return [...last.values()].filter(({ agrees }) => agrees);
}

function caughtRow(name: string, real: readonly Vote[], how: keyof typeof WAYS, which: string): Row {
  const draws = Array.from({ length: DRAWS }, (_, draw) => {
    const { votes, targets } = withPuppets(real, WAYS[how].gap, `${name} ${how} ${draw}`);
    const found = findRings(votes, USUAL);
    const ringed = membersOf(found).filter((member) => member >= FIRST_PUPPET).length;
    const burst = new Set(burstsOf(found).map(({ idea }) => idea));
    return { ringed: (100 * ringed) / PUPPETS, burst: targets.filter((idea) => burst.has(idea)).length };
  });
  const gap = `${WAYS[how].gap} s from one to the next`;
  return worstRow(
    `polis.${name}.${how}`,
    `Polis, ${name}: puppets found as a ring, ${which}`,
    { least: WAYS[how].least },
    draws.map(({ ringed }) => ringed),
    {
      unit: "%",
      note: `${PUPPETS} puppets, ${TARGETS} statements, ${gap}; bursts at ${draws.map(({ burst }) => burst).join(", ")} of ${TARGETS}`,
    },
  );
}

/** Nobody is injected: whom and what the detectors would accuse. */
function falseRows(name: string, real: readonly Vote[]): Row[] {
  const found = findRings(real, USUAL);
  const looked = [...Map.groupBy(real, ({ member }) => member).values()].filter(
    ({ length }) => length >= USUAL.pairVotes,
  ).length;
  const ideas = new Set(real.map(({ idea }) => idea)).size;
  const [ringed, burst] = [membersOf(found).length, new Set(burstsOf(found).map(({ idea }) => idea)).size];
  return [
    worstRow(
      `polis.${name}.rings`,
      `Polis, ${name}: real voters taken for a ring`,
      { most: 2 },
      [(100 * ringed) / looked],
      {
        ...{ unit: "%", note: `${ringed} of ${looked} with ${USUAL.pairVotes} votes` },
      },
    ),
    worstRow(
      `polis.${name}.bursts`,
      `Polis, ${name}: statements with a false burst`,
      { most: 2 },
      [(100 * burst) / ideas],
      {
        ...{ unit: "%", note: `${burst} of ${ideas}` },
      },
    ),
  ];
}

const burstsOf = (found: readonly Finding[]) => found.filter((one) => one.kind === "burst");
const membersOf = (found: readonly Finding[]): number[] => [
  ...new Set(found.flatMap((one) => (one.kind === "ring" ? one.members : []))),
];

/** Puppets vote one after the other, each in an order of its own, leaving out one in twenty; a fifth votes for one more. */
function withPuppets(real: readonly Vote[], gapS: number, name: string): { votes: Vote[]; targets: number[] } {
  const next = chance(name);
  const ideas = [...new Set(real.map(({ idea }) => idea))];
  const targets = some(ideas, TARGETS, next);
  const begin = real[Math.floor(next() * real.length)]?.at ?? 0;
  const puppets = Array.from({ length: PUPPETS }, (_, puppet) => {
    let at = begin + puppet * gapS * 1_000 * (0.7 + 0.6 * next());
    const chosen = some(targets, TARGETS, next).filter((idea) => idea === targets[0] || next() > 0.05);
    if (next() < 0.2)
      chosen.push(
        ...some(ideas, TARGETS + 1, next)
          .filter((idea) => !targets.includes(idea))
          .slice(0, 1),
      );
    return chosen.map((idea): Vote => {
      at += 1_000 * (3 + 10 * next());
      return { member: FIRST_PUPPET + puppet, idea, at: Math.round(at), weight: 0, guest: true, entryGroup: "link" };
    });
  });
  return { votes: [...real, ...puppets.flat()], targets };
}
