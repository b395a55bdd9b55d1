import { SHIPPED } from "~/features/badges/rules";
import { dayIn, halfLifeOf, periodsOf } from "~/features/ledger/calendar";
import { CLAIM_KINDS, POINT } from "~/features/ledger/rules";
import type { BadgeId, FactId, MemberId } from "~db/ids.ts";
import { badgeAwards, badges } from "~db/schema/badges.ts";
import { seasonPlaces, seasons } from "~db/schema/hall-of-fame.ts";
import { contributionScores, contributions, ledgerCatchUps, ledgerClaims, ledgerEntries } from "~db/schema/ledger.ts";
import type { Tx } from "~db/store.ts";
import type { Town } from "../town";
import { DAY, insert, NOW, pick, times } from "./rows";
import type { Talk } from "./topics";

const CLAIMS = 9_000;
const PLACES = 100;
const AWARDS = 1_500;
const FIRST_FACT = 1_000_000; // no facts of this town, which are others

/** What everybody did, as the ledger has it. One fan did much more than the others. */
export async function contributionsOf(tx: Tx, town: Town, fans: readonly MemberId[], talk: Talk): Promise<void> {
  const claims = times(CLAIMS, (n) => {
    const at = NOW - (n % 200) * DAY;
    const memberId = n < 300 ? pick(fans, 1) : pick(fans, n);
    return {
      ...{ factId: (FIRST_FACT + n) as FactId, kind: pick(CLAIM_KINDS, n), memberId, subject: `subject:${n % 7_000}` },
      ...{ stands: n % 9 !== 0, points: n % 9 ? POINT : 0, at, day: dayIn("UTC", at), ruleVersion: 1 },
      ...{ giverId: n % 3 ? null : pick(fans, n + 1), giverWeight: n % 3 ? null : 1000 },
      ...{ topicId: pick(talk.ideas, n), commentId: null, boardId: town.board },
    };
  });
  await insert(tx, ledgerClaims, claims);
  await insert(
    tx,
    ledgerEntries,
    claims.map((claim) => ({ ...claim, causeId: claim.factId, reverses: null })),
  );
  const [, year, season] = periodsOf(dayIn("UTC", NOW));
  const periods = ["all", year, season].flatMap((period) => [0, town.board].map((boardId) => ({ period, boardId })));
  const sums = fans.map((memberId, n) => ({ memberId, points: (n % 500) * POINT }));
  await insert(tx, contributions, sums.flatMap((sum) => periods.map((period) => ({ ...sum, ...period }))) as never);
  await insert(
    tx,
    contributionScores,
    sums.map(({ memberId, points }) => ({
      memberId,
      boardId: 0 as const,
      score: points * halfLifeOf(dayIn("UTC", NOW)),
    })),
  );
  await honoursOf(tx, fans, season);
  await insert(tx, ledgerCatchUps, [{ name: "facts", factId: 0, isDone: true }]);
}

/** What was made of it: badges, and the places of a season that is over. */
async function honoursOf(tx: Tx, fans: readonly MemberId[], season: string): Promise<void> {
  const rows = SHIPPED.map(({ key, counted, steps, hue }, n) => ({
    ...{ id: (n + 1) as BadgeId, key, counted, steps, hue, position: n, createdAt: NOW },
  }));
  await insert(tx, badges, rows);
  const awards = times(AWARDS, (n) => ({
    memberId: pick(fans, n < 4 ? 1 : n),
    badgeId: ((n % 4) + 1) as BadgeId,
    step: 1,
    at: NOW,
  }));
  await insert(tx, badgeAwards, awards);
  const last = `${season.slice(0, 4)}-Q3`;
  await insert(tx, seasons, [{ id: last, closedAt: NOW }]);
  const rankings = ["all", "newcomers", "group:help", "group:product"] as const;
  const places = rankings.flatMap((ranking) =>
    times(PLACES, (n) => ({ ranking, memberId: pick(fans, n), place: n + 1, points: POINT, evidence: {} })),
  );
  await insert(
    tx,
    seasonPlaces,
    places.map((place) => ({ seasonId: last, ...place })),
  );
}
