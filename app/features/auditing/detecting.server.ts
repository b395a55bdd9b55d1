import { setImmediate as nextTick } from "node:timers/promises";
import { burstsOn } from "~/features/trust/graph/bursts";
import { findCrowds } from "~/features/trust/graph/crowds";
import { findGroups } from "~/features/trust/graph/pairs";
import { type Finding as Found, type Thresholds, thresholdsOf, type Vote } from "~/features/trust/graph/rings";
import { clock } from "~/platform/clock";
import { readConfig } from "~/platform/config.server";
import type { MemberId, TopicId } from "~db/ids.ts";
import type { Store } from "~db/store.ts";
import { type CastVote, type Voters, votersSince, votesAfter, votesBy } from "./looking.store.server";
import type { Finding } from "./rules";

const VOTES_A_LOOK = 500;
const VOTERS_A_LOOK = 100;
// To find who votes alike takes a second for as many; those who joined last are looked at first, as puppets are seldom old.
const MOST_VOTES = 200_000;
const LATELY_MS = 30 * 86_400_000;

/**
 * What is found about the votes of each of these ideas; ideas of which nothing is are left out. Each is looked at by all of
 * its votes; who votes alike is looked for among `most` votes of its voters.
 */
export async function findingsOn(
  db: Store,
  ideas: readonly TopicId[],
  most = MOST_VOTES,
): Promise<Map<TopicId, Finding[]>> {
  const found = new Map<TopicId, Finding[]>();
  if (!ideas.length) return found;
  const since = clock.now() - LATELY_MS;
  const lately = await votersSince(db.read, since);
  const voters = new Map<TopicId, ReadonlySet<MemberId>>();
  for (const idea of ideas) voters.set(idea, votersIn(await votesOn(db, idea)));
  const around = await votesAround(db, [...voters.values()], most);
  const usual = thresholdsOf(readConfig().audits); // the clock has no request
  const rings = findGroups(around, usual);
  for (const [idea, here] of voters) {
    const votes = await votesOn(db, idea); // read once more: all at once they may be too many to hold
    const theirs = votersAmong([...votes, ...around.filter(({ member }) => here.has(member))], since);
    const thresholds = areGuestsUsual(lately, theirs) ? { ...usual, ...REGARDLESS } : usual;
    const all: Found[] = [
      ...rings.filter((ring) => ring.ideas.includes(idea)),
      ...burstsOn(idea, { votes, elsewhere: around.filter((vote) => vote.idea !== idea) }, thresholds),
      ...findCrowds(votes, thresholds),
    ];
    const findings = all.flatMap((one) => findingOf(one, here, thresholds) ?? []);
    if (findings.length) found.set(idea, findings);
  }
  return found;
}

const votersIn = (votes: readonly CastVote[]): Set<MemberId> => new Set(votes.map(({ member }) => member));

/** Votes of little weight are no finding, and bursts are of votes whatever they weigh. */
const REGARDLESS = { light: Number.POSITIVE_INFINITY, lightShare: 1 };

/**
 * Where most voters of late are guests, as in a community without mail, being one says nothing. It is asked of those who don't
 * vote for the idea: a crowd of puppets never vouches for itself.
 */
function areGuestsUsual(lately: Voters, theirs: Voters): boolean {
  const [voters, guests] = [lately.voters - theirs.voters, lately.guests - theirs.guests];
  return voters > 0 && guests * 2 >= voters;
}

/** Who of these voted since then. */
function votersAmong(votes: readonly Vote[], since: number): Voters {
  const isGuest = new Map<number, boolean>();
  for (const { member, at, guest } of votes)
    if (at >= since) isGuest.set(member, guest || isGuest.get(member) === true);
  return { voters: isGuest.size, guests: [...isGuest.values()].filter(Boolean).length };
}

/** All counting support of an idea, some at a time: others are answered in between. */
async function votesOn(db: Store, idea: TopicId): Promise<CastVote[]> {
  const votes: CastVote[] = [];
  for (;;) {
    const some = await votesAfter(db.read, idea, votes.at(-1) ?? { at: 0, member: 0 }, VOTES_A_LOOK);
    votes.push(...some);
    if (some.length < VOTES_A_LOOK) return votes;
    await nextTick();
  }
}

/** What these voters support anywhere: of each all of it, and of very many that of those who joined last. */
async function votesAround(db: Store, voters: ReadonlyArray<ReadonlySet<MemberId>>, most: number): Promise<CastVote[]> {
  const everybody = [...new Set(voters.flatMap((some) => [...some]))].sort((one, other) => other - one);
  const votes: CastVote[] = [];
  for (let n = 0; n < everybody.length && votes.length < most; n += VOTERS_A_LOOK) {
    for (const vote of await votesBy(db.read, everybody.slice(n, n + VOTERS_A_LOOK))) votes.push(vote);
    await nextTick();
  }
  return votes;
}

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
