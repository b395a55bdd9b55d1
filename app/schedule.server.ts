import { randomUUID } from "node:crypto";
import { qualifyIdeas, stallIdeas } from "~/features/ideas/clock.server";
import { endOldSessions } from "~/features/identity/clock.server";
import { catchUpSearch } from "~/features/search/clock.server";
import { clock } from "~/platform/clock";
import { log } from "~/platform/log.server";
import { REACTIONS } from "~/reactions.server";
import { holdLease, releaseLease } from "~db/lease.ts";
import { runReactions, type TellFailure } from "~db/outbox.ts";
import type { Store } from "~db/store.ts";

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** THE CLOCK: what runs when, in milliseconds between two runs. */
const SCHEDULE: ReadonlyArray<{ every: number; run(db: Store, now: number): Promise<void> }> = [
  { every: MINUTE, run: qualifyIdeas },
  { every: HOUR, run: stallIdeas },
  { every: HOUR, run: endOldSessions },
  { every: SECOND, run: catchUpSearch },
];

const TICK_MS = 1_000;
const LEASE_MS = 15_000;

const logFailure: TellFailure = (err, { id, kind }, reaction) =>
  log.error({ err, fact: id, kind, reaction }, "a reaction failed and will be tried again");

/**
 * Runs the clock and the reactions as long as this process holds their lease: one of many does.
 * Facts of this process are answered as soon as they are committed; others' at the next tick.
 * Returns how to stop, which waits for what is running.
 */
export function startSchedule(db: Store): () => Promise<void> {
  const holder = randomUUID();
  const due = SCHEDULE.map(() => 0);
  let running: Promise<void> | null = null;
  let isAskedAgain = false;
  let isHolding = false;
  let askAgainAt = 0;
  let isStopped = false;

  async function round(): Promise<void> {
    const now = clock.now();
    if (!isHolding || now >= askAgainAt) {
      isHolding = await holdLease(db, "schedule", holder, now, LEASE_MS);
      askAgainAt = now + LEASE_MS / 2; // a site where nothing happens writes nothing in between
    }
    if (!isHolding) return;
    while ((await runReactions(db, REACTIONS, clock.now(), logFailure)) > 0);
    for (const [n, { every, run }] of SCHEDULE.entries()) {
      if ((due[n] ?? 0) > now) continue;
      due[n] = now + every;
      await run(db, now);
    }
  }

  function wake(): void {
    if (isStopped) return;
    if (running) {
      isAskedAgain = true;
      return;
    }
    running = round()
      .catch((error: unknown) => log.error({ err: error }, "the clock failed"))
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
    isStopped = true;
    clearInterval(ticking);
    deaf();
    await running;
    await releaseLease(db, "schedule", holder).catch(() => {}); // without the database it runs out by itself
  };
}
