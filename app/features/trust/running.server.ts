import { randomUUID } from "node:crypto";
import { setImmediate as nextTick } from "node:timers/promises";
import type { Member } from "~/features/members/rules";
import { reweighVotes } from "~/features/voting/reweighing.server";
import { clock } from "~/platform/clock";
import { Refused } from "~/platform/refusals";
import type { MemberId, TrustRunId } from "~db/ids.ts";
import { holdLease, releaseLease } from "~db/lease.ts";
import type { Store } from "~db/store.ts";
import { friendlessBoards } from "./boards.server";
import { readTied, type TiedPeople } from "./graph-reading.server";
import { nextLambda } from "./growing";
import { relevelAll } from "./leveling.server";
import {
  deleteRunsBefore,
  deleteScores,
  insertRun,
  latestRun,
  type RunRow,
  saveRun,
  saveScores,
  scoresAfter,
} from "./runs.store.server";
import { settleStandings } from "./standings.server";
import { lastOfNext, standingBetween } from "./standings.store.server";
import { weighApart } from "./weighing.server";

const LEASE = "trust";
const LEASE_MS = 10 * 60_000;
const ROWS_A_WRITE = 500;
const RUNS_KEPT = 400;

/**
 * Computes anew what everybody's vote weighs. One at a time, whichever process does it; what broke off is overtaken by the
 * next. Null, and nothing is done, while another is under way.
 */
export async function weighEverybody(db: Store, by: Member | null): Promise<TrustRunId | null> {
  const holder = randomUUID();
  const isMine = (): Promise<boolean> => holdLease(db, LEASE, holder, clock.now(), LEASE_MS);
  if (!(await isMine())) return null;
  try {
    return await run(db, by, isMine);
  } finally {
    await releaseLease(db, LEASE, holder);
  }
}

/** The same for an admin who asks. Refused while another run is under way. */
export async function weighNow(db: Store, me: Member): Promise<void> {
  if ((await weighEverybody(db, me)) === null) throw new Refused("trust.running");
}

async function run(db: Store, by: Member | null, isMine: () => Promise<boolean>): Promise<TrustRunId> {
  const at = clock.now();
  const before = await latestRun(db.read);
  const id = await db.write(async (tx) => {
    const added = await insertRun(tx, { at, by: by?.id ?? null, lambda: before?.lambda ?? 0 });
    // Here and not at the end, which none comes to while each breaks off and is tried again within minutes.
    await deleteRunsBefore(tx, added - RUNS_KEPT, before?.id ?? added);
    return added;
  });
  const people = await readTied(db, at);
  const { ids, graph, seeds, friends } = people;
  const grown = { ties: graph.from.length, seeds: seeds.ids.length };
  const lambda = nextLambda(before ?? null, grown, at);
  const isSeeded = grown.seeds > 0;
  // With nobody to begin at there is nothing to find out: what was found before stands, and λ goes down.
  const tau = isSeeded ? await score(db, id, people) : (before?.tau ?? 0);
  await keep(isMine);
  // From here on whoever is settled beside it stands where the run puts them.
  await db.write((tx) => saveRun(tx, id, { lambda, tau }));
  const { changed, everybody } = await slide(db, { lambda, before: before?.lambda ?? 0 }, isMine);
  // Audits ask which run was finished: by then votes weigh what it found.
  await reweighVotes(db);
  await keep(isMine);
  await relevelAll(db, clock.now());
  await keep(isMine);
  const report = { isSeeded, friendless: await friendlessBoards(db, friends), everybody };
  await db.write((tx) => saveRun(tx, id, { ...grown, people: ids.length, changed, report, finishedAt: clock.now() }));
  return id;
}

async function keep(isMine: () => Promise<boolean>): Promise<void> {
  if (!(await isMine())) throw new Error("another run has begun meanwhile");
}

/** Stores what this run finds of everybody with ties, and forgets whoever has none any more. Returns the threshold. */
async function score(db: Store, runId: TrustRunId, { ids, graph, seeds, staffMet }: TiedPeople): Promise<number> {
  const { p, degree, q, g, tau } = await weighApart(graph, seeds);
  const rows = ids.map((memberId, n) => ({
    ...{ memberId, runId, p: p[n] ?? 0, degree: degree[n] ?? 0, q: q[n] ?? 0, g: g[n] ?? 0 },
    staffMet: staffMet[n] ?? 0,
  }));
  for (let start = 0; start < rows.length; start += ROWS_A_WRITE) {
    await db.write((tx) => saveScores(tx, rows.slice(start, start + ROWS_A_WRITE)));
    await nextTick();
  }
  for (let after = 0; ; ) {
    const some = await scoresAfter(db.read, after, ROWS_A_WRITE);
    const old = some.filter((one) => one.runId !== runId).map(({ memberId }) => memberId);
    if (old.length) await db.write((tx) => deleteScores(tx, old));
    after = some.at(-1)?.memberId ?? after;
    if (some.length < ROWS_A_WRITE) return tau;
    await nextTick();
  }
}

/** Everybody's weight follows. Returns how many weigh another thing than before, of how many. */
async function slide(
  db: Store,
  growing: { lambda: number; before: number },
  isMine: () => Promise<boolean>,
): Promise<{ changed: number; everybody: number }> {
  let [changed, everybody] = [0, 0];
  for (let after = 0; ; ) {
    const upTo = await lastOfNext(db.read, after, ROWS_A_WRITE);
    if (upTo === null) return { changed, everybody };
    const some: MemberId[] = await standingBetween(db.read, after, upTo);
    changed += await db.write(async (tx) => (await settleStandings(tx, some, { ...growing, isRun: true })).length);
    everybody += some.length;
    after = upTo;
    await keep(isMine);
  }
}

export type { RunRow };
