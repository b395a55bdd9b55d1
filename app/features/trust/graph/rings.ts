import type { AuditSettings } from "~/platform/audit-settings.server";
import { findBursts } from "./bursts.ts";
import { findCrowds } from "./crowds.ts";
import { findGroups } from "./pairs.ts";

/** A vote that counts. Of one member and idea there is one. */
export interface Vote {
  member: number;
  idea: number;
  /** Milliseconds. */
  at: number;
  /** Thousandths of a vote. */
  weight: number;
  /** Whether it counts in the guest pool. */
  guest: boolean;
  /** What those share who came in together: an invitation, a link, an hour; null: came alone. */
  entryGroup: number | string | null;
}

/** Two who vote the same at the same time. */
export interface Link {
  one: number;
  other: number;
  /** Ideas that both voted for. */
  shared: number;
  /** Of those, how many within `closeMs`. */
  close: number;
  /** Jaccard: shared of all that either voted for. */
  likeness: number;
}

/** Something a person should look at: who is meant, and the numbers that say so. */
export type Finding =
  /** `links` hold the members together, each to another; `ideas` are those that more than half of them voted for. */
  | { kind: "ring"; members: number[]; ideas: number[]; links: Link[] }
  /** Votes that weigh little, in some hour from `from` to `to` (ms); `expected` in its busiest hour, `z` how far beyond. */
  | {
      kind: "burst";
      idea: number;
      members: number[];
      from: number;
      to: number;
      votes: number;
      expected: number;
      z: number;
    }
  /** `share` of an idea's `votes` that weigh little, and whose those are. */
  | { kind: "light"; idea: number; members: number[]; votes: number; share: number }
  /** How many entry groups an idea's `votes` would come from if all were alike: 1/Σ share². The members of the largest. */
  | { kind: "entrance"; idea: number; members: number[]; votes: number; groups: number };

export interface Thresholds {
  /** A vote below this weighs little, in thousandths; a guest's does anyway. */
  light: number;
  /** Pairs are those who share more than this (Jaccard) … */
  likeness: number;
  /** … of at least so many votes each … */
  pairVotes: number;
  /** … and at least this part of it within so many milliseconds. */
  closeShare: number;
  closeMs: number;
  /** A burst is so many votes within an hour, so many standard deviations beyond what is usual. */
  burstVotes: number;
  burstZ: number;
  /** From so many votes on, an idea's voters are looked at as a whole. */
  crowd: number;
  /** More votes than this part that weigh little. */
  lightShare: number;
  /** Fewer entry groups than this. */
  entryGroups: number;
}

/** As a site's settings say. What weighs less than a guest's vote weighs little, however a site is set. */
export const thresholdsOf = (settings: AuditSettings): Thresholds => ({
  light: 100,
  likeness: settings.CANYU_AUDIT_LIKENESS,
  pairVotes: settings.CANYU_AUDIT_PAIR_VOTES,
  closeShare: settings.CANYU_AUDIT_CLOSE_SHARE,
  closeMs: settings.CANYU_AUDIT_CLOSE_MINUTES * 60_000,
  burstVotes: settings.CANYU_AUDIT_BURST_VOTES,
  burstZ: settings.CANYU_AUDIT_BURST_Z,
  crowd: settings.CANYU_AUDIT_CROWD,
  lightShare: settings.CANYU_AUDIT_LIGHT_SHARE,
  entryGroups: settings.CANYU_AUDIT_ENTRY_GROUPS,
});

/** All that looks like a ring among these votes, which should be all there are. Milliseconds for what is usual. */
export const findRings = (votes: readonly Vote[], thresholds: Thresholds): Finding[] => [
  ...findGroups(votes, thresholds),
  ...findBursts(votes, thresholds),
  ...findCrowds(votes, thresholds),
];
