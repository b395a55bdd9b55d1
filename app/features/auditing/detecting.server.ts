import { setImmediate as nextTick } from "node:timers/promises";
import {
  type Finding as Found,
  findRings,
  type Thresholds,
  thresholdsOf,
  type Vote,
} from "~/features/trust/graph/rings";
import { clock } from "~/platform/clock";
import { readConfig } from "~/platform/config.server";
import type { MemberId, TopicId } from "~db/ids.ts";
import type { Store } from "~db/store.ts";
import { voterAfter, votersSince, votesBetween } from "./looking.store.server";
import type { Finding } from "./rules";

const VOTES_A_LOOK = 500;
// The detectors need a second for as many; those who joined last are looked at first, as puppets are seldom old.
const MOST_VOTES = 200_000;

/** What is found about the votes of each of these ideas; ideas of which nothing is are left out. */
export async function findingsOn(db: Store, ideas: readonly TopicId[]): Promise<Map<TopicId, Finding[]>> {
  const found = new Map<TopicId, Finding[]>();
  if (!ideas.length) return found;
  const votes = await votesAround(db, ideas);
  const here = new Map(ideas.map((idea) => [idea, votersOn(votes, idea)]));
  const thresholds = await thresholdsFor(db);
  for (const one of findRings(votes, thresholds))
    for (const idea of "idea" in one ? [one.idea] : one.ideas) {
      const voters = [...here].find(([id]) => id === idea);
      const finding = voters && findingOf(one, voters[1], thresholds);
      if (voters && finding) found.set(voters[0], [...(found.get(voters[0]) ?? []), finding]);
    }
  return found;
}

const LATELY_MS = 30 * 86_400_000;

/**
 * Where most voters of late are guests, as in a community without mail, being one says nothing: votes of little weight are
 * no finding then, and bursts are of votes whatever they weigh.
 */
async function thresholdsFor(db: Store): Promise<Thresholds> {
  const since = clock.now() - LATELY_MS;
  let [voters, guests] = [0, 0];
  for (let before: number | null = null; ; ) {
    const from: number | null = await voterAfter(db.read, before, VOTES_A_LOOK);
    if (from === null) break;
    const some = await votersSince(db.read, since, from, before);
    voters += some.voters;
    guests += some.guests;
    before = from;
    await nextTick();
  }
  const areGuestsUsual = voters > 0 && guests * 2 >= voters;
  const thresholds = thresholdsOf(readConfig().audits); // the clock has no request
  return areGuestsUsual ? { ...thresholds, light: Number.POSITIVE_INFINITY, lightShare: 1 } : thresholds;
}

/** All that whoever supports one of these ideas supports, some at a time: others are answered in between. */
async function votesAround(db: Store, ideas: readonly TopicId[]): Promise<Vote[]> {
  const votes: Vote[] = [];
  for (let before: number | null = null; votes.length < MOST_VOTES; ) {
    const from: number | null = await voterAfter(db.read, before, VOTES_A_LOOK);
    if (from === null) break;
    votes.push(...(await votesBetween(db.read, ideas, from, before)));
    before = from;
    await nextTick();
  }
  return votes;
}

const votersOn = (votes: readonly Vote[], idea: TopicId): Set<number> =>
  new Set(votes.filter((vote) => vote.idea === idea).map(({ member }) => member));

// A ring may be found by votes elsewhere: of an idea it names those who voted there.
function findingOf(found: Found, voters: ReadonlySet<number>, thresholds: Thresholds): Finding | null {
  const members = found.members.filter((member): member is MemberId => voters.has(member));
  return members.length ? { reason: REASONS[found.kind], members, numbers: numbersOf(found, thresholds) } : null;
}

const REASONS = { ring: "pair", burst: "burst", light: "guests", entrance: "entries" } as const;

function numbersOf(found: Found, { light }: Thresholds): Record<string, number> {
  if (found.kind === "ring") {
    const likeness = Math.min(...found.links.map((link) => link.likeness));
    const shared = Math.max(...found.links.map((link) => link.shared));
    return { people: found.members.length, ideas: found.ideas.length, likeness, shared };
  }
  if (found.kind === "burst") {
    const { from, to, votes, expected, z } = found;
    return { from, to, votes, expected, z, isOfAny: Number.isFinite(light) ? 0 : 1 };
  }
  if (found.kind === "light") return { votes: found.votes, share: found.share };
  return { votes: found.votes, groups: found.groups };
}
