import { AsyncLocalStorage } from "node:async_hooks";
import { auditIdeas, tellOverdueAudits } from "~/features/auditing/clock.server";
import { dropUnfinished, runBackups } from "~/features/backup/clock.server";
import { keepBadges, placeFirstHundred } from "~/features/badges/clock.server";
import { closeSeasons } from "~/features/hall-of-fame/clock.server";
import {
  promiseTheTop,
  promiseWhatIsAbove,
  qualifyIdeas,
  slideTrends,
  stallIdeas,
  tellOverdue,
} from "~/features/ideas/clock.server";
import { endOldSessions, forgetOldLinks } from "~/features/identity/clock.server";
import { dropOldUploads, runImports } from "~/features/import/clock.server";
import { forgetKeptForms } from "~/features/keeping/clock.server";
import { catchUpLedger, enterReports } from "~/features/ledger/clock.server";
import { fillSkeletons } from "~/features/members/clock.server";
import { forgetUnusedPictures, sweepPictures } from "~/features/pictures/clock.server";
import { catchUpSearch } from "~/features/search/clock.server";
import { catchUpTrust, followWeights, settleEverybody, settleLevels, weighPeople } from "~/features/trust/clock.server";
import { forgetArrivals, tellSupport } from "~/features/voting/clock.server";
import type { JobName } from "~/features/watching/rules";
import { forgetOldDrafts } from "~/features/writing/clock.server";
import { clock } from "~/platform/clock";
import { isDue, type Job, JobRuns } from "~/platform/job-runs.server";
import { LONGEST_S } from "~/platform/limits.server";
import { log } from "~/platform/log.server";
import { forgetOldMails, type Mailer, sendMails } from "~/platform/mailer.server";
import { newProcessName } from "~/platform/process-name.server";
import { REACTIONS } from "~/reactions.server";
import { holdLease, releaseLease, SCHEDULE_LEASE } from "~db/lease.ts";
import { forgetOldCounts } from "~db/limit-counts.ts";
import { runReactions, type TellFailure } from "~db/outbox.ts";
import type { Store } from "~db/store.ts";

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** What jobs reach beside the database. */
interface Around {
  mailer: Mailer;
  dataFolder: string;
}

interface Stopping {
  /** Tells a job that takes long to end soon: the program stops. */
  signal: AbortSignal;
}

type NamedJob = Job<Around & Stopping> & { name: JobName };

/** THE CLOCK: what runs when. */
const SCHEDULE: readonly NamedJob[] = [
  { name: "sendMails", every: SECOND, run: (db, now, { mailer }) => sendMails(db, now, mailer), isSlow: true },
  { name: "qualifyIdeas", every: MINUTE, run: qualifyIdeas },
  { name: "stallIdeas", every: HOUR, run: stallIdeas },
  { name: "promiseWhatIsAbove", every: MINUTE, run: promiseWhatIsAbove },
  { name: "promiseTheTop", every: 10 * MINUTE, run: promiseTheTop },
  { name: "tellOverdue", every: MINUTE, run: tellOverdue },
  { name: "slideTrends", every: HOUR, run: slideTrends },
  { name: "keepBadges", every: SECOND, run: keepBadges, isSlow: true },
  { name: "placeFirstHundred", every: 10 * MINUTE, run: placeFirstHundred },
  { name: "closeSeasons", every: MINUTE, run: closeSeasons },
  { name: "endOldSessions", every: HOUR, run: endOldSessions },
  { name: "forgetKeptForms", every: HOUR, run: forgetKeptForms },
  { name: "forgetOldDrafts", every: HOUR, run: forgetOldDrafts },
  { name: "fillSkeletons", every: HOUR, run: fillSkeletons },
  { name: "forgetOldLinks", every: HOUR, run: forgetOldLinks },
  { name: "forgetOldMails", every: HOUR, run: forgetOldMails },
  { name: "forgetOldCounts", every: HOUR, run: (db, now) => forgetOldCounts(db, now, LONGEST_S * SECOND) },
  { name: "forgetArrivals", every: HOUR, run: forgetArrivals },
  { name: "tellSupport", every: 3 * SECOND, run: tellSupport, isSlow: true },
  { name: "catchUpSearch", every: SECOND, run: catchUpSearch },
  { name: "catchUpLedger", every: SECOND, run: catchUpLedger, isSlow: true },
  { name: "enterReports", every: HOUR, run: enterReports, isSlow: true },
  { name: "runImports", every: SECOND, run: (db, _, { signal }) => runImports(db, signal), isSlow: true },
  {
    name: "dropOldUploads",
    every: HOUR,
    run: (db, now, { dataFolder }) => dropOldUploads(db, now, dataFolder),
    isSlow: true,
  },
  {
    name: "runBackups",
    every: 3 * SECOND,
    run: (db, now, { dataFolder, signal }) => runBackups(db, now, { dataFolder, signal }),
    isSlow: true,
  },
  {
    name: "dropUnfinishedBackups",
    every: HOUR,
    run: (_, now, { dataFolder }) => dropUnfinished(dataFolder, now),
    isSlow: true,
  },
  { name: "settleEverybody", every: MINUTE, run: settleEverybody },
  { name: "catchUpTrust", every: SECOND, run: catchUpTrust, isSlow: true },
  { name: "weighPeople", every: 10 * MINUTE, run: weighPeople, isSlow: true },
  { name: "followWeights", every: MINUTE, run: followWeights, isSlow: true },
  { name: "settleLevels", every: HOUR, run: settleLevels, isSlow: true },
  { name: "auditIdeas", every: MINUTE, run: auditIdeas, isSlow: true },
  { name: "tellOverdueAudits", every: MINUTE, run: tellOverdueAudits },
  { name: "forgetUnusedPictures", every: HOUR, run: forgetUnusedPictures },
  {
    name: "sweepPictures",
    every: HOUR,
    run: (db, now, { dataFolder }) => sweepPictures(db, now, dataFolder),
    isSlow: true,
  },
];

const TICK_MS = SECOND;
const LEASE_MS = 15_000;

const logFailure: TellFailure = (err, { id, kind }, reaction) =>
  log.error({ err, fact: id, kind, reaction }, "a reaction failed and will be tried again");

const logTrouble = (error: unknown): void => log.error({ err: error }, "the clock failed");

/**
 * Runs the clock and the reactions as long as this process holds their lease: one of many does.
 * Facts of this process are answered as soon as they are committed; others' at the next tick.
 * Returns how to stop, which waits for what is running.
 */
export function startSchedule(
  db: Store,
  around: Around,
  schedule: readonly NamedJob[] = SCHEDULE,
): () => Promise<void> {
  const holder = newProcessName();
  const stopping = new AbortController();
  const jobs = new JobRuns(db, schedule, { ...around, signal: stopping.signal });
  // What a request's write wakes is not part of that request: its log lines are not, either.
  const outsideRequests = AsyncLocalStorage.snapshot();
  let running: Promise<void> | null = null;
  let isAskedAgain = false;
  let isHolding = false;
  let askAgainAt = 0;

  async function round(): Promise<void> {
    const now = clock.now();
    if (!isHolding || isDue(askAgainAt, now, LEASE_MS / 2)) {
      isHolding = await holdLease(db, SCHEDULE_LEASE, holder, now, LEASE_MS);
      askAgainAt = now + LEASE_MS / 2; // a site where nothing happens writes nothing in between
    }
    if (!isHolding) return;
    while (!stopping.signal.aborted && (await runReactions(db, REACTIONS, clock.now(), logFailure)) > 0);
    await jobs.runDue(now);
    await jobs.tell(now);
  }

  function wake(): void {
    if (stopping.signal.aborted) return;
    if (running) {
      isAskedAgain = true;
      return;
    }
    running = round()
      .catch(logTrouble)
      .finally(() => {
        running = null;
        const again = isAskedAgain;
        isAskedAgain = false;
        if (again) setImmediate(wake);
      });
  }

  const ticking = setInterval(wake, TICK_MS);
  const deaf = db.hear(({ touched }) => {
    if (isHolding && touched?.size !== 0) outsideRequests(wake);
  });
  wake();
  return async () => {
    stopping.abort();
    clearInterval(ticking);
    deaf();
    await running;
    await jobs.finished();
    await releaseLease(db, SCHEDULE_LEASE, holder).catch(() => {}); // without the database it runs out by itself
  };
}
