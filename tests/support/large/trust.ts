import type { FactId, MemberId, TrustRunId } from "~db/ids.ts";
import { ledgerClaims } from "~db/schema/ledger.ts";
import { standings, tieReplies, ties, trustCatchUps, trustRuns, trustScores, vouches } from "~db/schema/trust.ts";
import type { Tx } from "~db/store.ts";
import { DAY, insert, NOW, pick, times } from "./rows";
import type { Talk } from "./topics";

const RUNS = 60;
const PAIRS = 4_000;
const CLAIMS = 4_000;

/** Who knows whom, what came of it, and what was recognised. */
export async function trustOf(tx: Tx, fans: readonly MemberId[], talk: Talk): Promise<void> {
  const levels = (n: number) => ({ level: n % 40 ? n % 3 : 4, earned: n % 40 ? n % 3 : 4 });
  const known = (n: number) => ({ confirmedBy: n % 4 ? ("address" as const) : null, confirmedAt: n % 4 ? NOW : null });
  await insert(
    tx,
    standings,
    fans.map((memberId, n) => ({ memberId, ...known(n), ...levels(n), weight: 100 + (n % 900), isGuest: n % 4 === 0 })),
  );
  const run = (n: number) => NOW - (RUNS - n + 1) * DAY;
  await insert(
    tx,
    trustRuns,
    times(RUNS, (n) => ({ at: run(n), finishedAt: run(n), lambda: 0.3, report: {} })),
  );
  await insert(
    tx,
    trustCatchUps,
    (["people", "facts"] as const).map((name) => ({ name, begunAt: NOW, isDone: true })),
  );
  await insert(
    tx,
    trustScores,
    fans.slice(0, 1_500).map((memberId, n) => ({
      ...{ memberId, runId: RUNS as TrustRunId, p: 0.001, degree: 3, q: 0.001, g: (n % 10) / 10 },
    })),
  );
  await tie(tx, fans, talk);
  await insert(
    tx,
    ledgerClaims,
    times(CLAIMS, (n) => ({
      ...{ factId: (n + 1) as FactId, kind: "reply.accepted" as const, memberId: pick(fans, n * 7) },
      ...{ subject: `comment:${n}`, stands: n % 9 > 0, points: 15_000, at: NOW - n * DAY, ruleVersion: 1 },
      day: Math.floor(NOW / DAY) - (n % 400),
    })),
  );
}

async function tie(tx: Tx, fans: readonly MemberId[], talk: Talk): Promise<void> {
  const pairs = times(PAIRS, (n) => {
    const [one, other] = [pick(fans, n), pick(fans, n + 1 + Math.floor(n / fans.length))];
    return one < other ? { lowId: one, highId: other } : { lowId: other, highId: one };
  });
  await insert(
    tx,
    ties,
    pairs.map((pair, n) => ({
      ...pair,
      kind: "replies" as const,
      subject: "",
      weight: 1000,
      at: NOW - (n % 700) * DAY,
    })),
  );
  await insert(
    tx,
    tieReplies,
    talk.comments.slice(0, PAIRS).map((commentId, n) => ({
      ...{ commentId, fromId: pick(fans, n), toId: pick(fans, n + 1), day: Math.floor(NOW / DAY) - (n % 300) },
    })),
  );
  await insert(
    tx,
    vouches,
    times(1_500, (n) => ({
      ...{ fromId: pick(fans, n), toId: pick(fans, n + 1), at: NOW - n * DAY },
      withdrawnAt: n % 5 ? null : NOW,
    })),
  );
}
