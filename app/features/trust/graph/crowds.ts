import { isLight } from "./bursts.ts";
import type { Finding, Thresholds, Vote } from "./rings.ts";

type Crowd = Extract<Finding, { kind: "light" | "entrance" }>;

/**
 * Ideas with `crowd` votes or more that look carried by people nobody knows: more than `lightShare` of the votes weigh
 * little, or the voters came in by effectively fewer than `entryGroups` ways, 1/Σ share² (Simpson 1949; Laakso and
 * Taagepera 1979). Who came alone is a group of their own. O(votes).
 */
export const findCrowds = (votes: readonly Vote[], thresholds: Thresholds): Crowd[] =>
  [...Map.groupBy(votes, ({ idea }) => idea)]
    .filter(([, theirs]) => theirs.length >= thresholds.crowd)
    .flatMap(([idea, theirs]) => [...lightCrowd(idea, theirs, thresholds), ...sameEntrance(idea, theirs, thresholds)]);

function lightCrowd(idea: number, votes: readonly Vote[], thresholds: Thresholds): Crowd[] {
  const light = votes.filter((vote) => isLight(vote, thresholds));
  const share = light.length / votes.length;
  return share > thresholds.lightShare
    ? [{ kind: "light", idea, members: light.map(({ member }) => member), votes: votes.length, share }]
    : [];
}

function sameEntrance(idea: number, votes: readonly Vote[], { entryGroups }: Thresholds): Crowd[] {
  const groups = [...Map.groupBy(votes, ({ entryGroup, member }) => entryGroup ?? `alone ${member}`).values()];
  const squares = groups.reduce((sum, { length }) => sum + (length / votes.length) ** 2, 0);
  const largest = groups.reduce((one, other) => (other.length > one.length ? other : one));
  return 1 / squares < entryGroups
    ? [
        {
          kind: "entrance",
          idea,
          members: largest.map(({ member }) => member),
          votes: votes.length,
          groups: 1 / squares,
        },
      ]
    : [];
}
