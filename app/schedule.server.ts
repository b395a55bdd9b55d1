import { randomUUID } from "node:crypto";
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
import { fillSkeletons } from "~/features/members/clock.server";
import { forgetUnusedPictures, sweepPictures } from "~/features/pictures/clock.server";
import { catchUpSearch } from "~/features/search/clock.server";
import { forgetOldDrafts } from "~/features/writing/clock.server";
import { clock } from "~/platform/clock";
import { log } from "~/platform/log.server";
import { forgetOldMails, type Mailer, sendMails } from "~/platform/mailer.server";
import { REACTIONS } from "~/reactions.server";
import { holdLease, releaseLease } from "~db/lease.ts";
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

interface Job {
  /** Milliseconds between two runs. */
  every: number;
  run(db: Store, now: number, around: Around & Stopping): Promise<void>;
  /** It talks to others, who may let it wait, or has much to do: it runs beside the rest, and holds nothing up. */
  isSlow?: true;
}

/** THE CLOCK: what runs when. */
const SCHEDULE: readonly Job[] = [
  { every: SECOND, run: (db, now, { mailer }) => sendMails(db, now, mailer), isSlow: true },
  { every: MINUTE, run: qualifyIdeas },
  { every: HOUR, run: stallIdeas },
  { every: MINUTE, run: promiseWhatIsAbove },
  { every: 10 * MINUTE, run: promiseTheTop },
  { every: MINUTE, run: tellOverdue },
  { every: HOUR, run: slideTrends },
  { every: HOUR, run: endOldSessions },
  { every: HOUR, run: forgetKeptForms },
  { every: HOUR, run: forgetOldDrafts },
  { every: HOUR, run: fillSkeletons },
  { every: HOUR, run: forgetOldLinks },
  { every: HOUR, run: forgetOldMails },
  { every: SECOND, run: catchUpSearch },
  { every: SECOND, run: (db, _, { signal }) => runImports(db, signal), isSlow: true },
  { every: HOUR, run: (db, now, { dataFolder }) => dropOldUploads(db, now, dataFolder), isSlow: true },
  { every: HOUR, run: forgetUnusedPictures },
  { every: HOUR, run: (db, now, { dataFolder }) => sweepPictures(db, now, dataFolder), isSlow: true },
];

const TICK_MS = SECOND;
const LEASE_MS = 15_000;

// Also when it would be longer than `every` until then: the clock was set back.
const isDue = (at: number, now: number, every: number): boolean => at <= now || at > now + every;

const logFailure: TellFailure = (err, { id, kind }, reaction) =>
  log.error({ err, fact: id, kind, reaction }, "a reaction failed and will be tried again");

const logTrouble = (error: unknown): void => log.error({ err: error }, "the clock failed");

/**
 * Runs the clock and the reactions as long as this process holds their lease: one of many does.
 * Facts of this process are answered as soon as they are committed; others' at the next tick.
 * Returns how to stop, which waits for what is running.
 */
export function startSchedule(db: Store, around: Around): () => Promise<void> {
  const holder = randomUUID();
  const due = SCHEDULE.map(() => 0);
  const beside = new Map<Job, Promise<void>>();
  let running: Promise<void> | null = null;
  let isAskedAgain = false;
  let isHolding = false;
  let askAgainAt = 0;
  const stopping = new AbortController();

  async function round(): Promise<void> {
    const now = clock.now();
    if (!isHolding || isDue(askAgainAt, now, LEASE_MS / 2)) {
      isHolding = await holdLease(db, "schedule", holder, now, LEASE_MS);
      askAgainAt = now + LEASE_MS / 2; // a site where nothing happens writes nothing in between
    }
    if (!isHolding) return;
    while ((await runReactions(db, REACTIONS, clock.now(), logFailure)) > 0);
    for (const [n, job] of SCHEDULE.entries()) {
      if (!isDue(due[n] ?? 0, now, job.every) || beside.has(job)) continue;
      due[n] = now + job.every;
      if (job.isSlow) runBeside(job, now);
      else await job.run(db, now, { ...around, signal: stopping.signal });
    }
  }

  function runBeside(job: Job, now: number): void {
    const run = job
      .run(db, now, { ...around, signal: stopping.signal })
      .catch(logTrouble)
      .finally(() => beside.delete(job));
    beside.set(job, run);
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
  const deaf = db.hear((touched) => {
    if (isHolding && touched.size > 0) wake();
  });
  wake();
  return async () => {
    stopping.abort();
    clearInterval(ticking);
    deaf();
    await running;
    await Promise.all(beside.values());
    await releaseLease(db, "schedule", holder).catch(() => {}); // without the database it runs out by itself
  };
}
