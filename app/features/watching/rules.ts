import type { ClockState, JobRow } from "~db/jobs.ts";
import type { MailState } from "~db/mails.ts";
import type { QueueState } from "~db/queue.ts";

/** The jobs of the clock, as they are remembered: renaming one forgets its last run. */
export const JOBS = [
  "sendMails",
  "qualifyIdeas",
  "stallIdeas",
  "promiseWhatIsAbove",
  "promiseTheTop",
  "tellOverdue",
  "slideTrends",
  "keepBadges",
  "placeFirstHundred",
  "closeSeasons",
  "endOldSessions",
  "forgetKeptForms",
  "forgetOldDrafts",
  "fillSkeletons",
  "forgetOldLinks",
  "forgetOldMails",
  "forgetOldCounts",
  "forgetArrivals",
  "tellSupport",
  "auditIdeas",
  "tellOverdueAudits",
  "catchUpSearch",
  "catchUpLedger",
  "enterReports",
  "runImports",
  "dropOldUploads",
  "runBackups",
  "dropUnfinishedBackups",
  "settleEverybody",
  "catchUpTrust",
  "weighPeople",
  "followWeights",
  "settleLevels",
  "forgetUnusedPictures",
  "sweepPictures",
] as const;
export type JobName = (typeof JOBS)[number];

export const isJobName = (name: string): name is JobName => JOBS.some((known) => known === name);

const MINUTE = 60_000;
/** A reaction that fails is stuck when its fact is this old. */
export const STUCK_MS = MINUTE;
const LATE_MS = 5 * MINUTE;
// A lease lasts fifteen seconds and is kept from then on.
const CLOCK_PATIENCE_MS = MINUTE;
const LEAST_FREE_BYTES = 1024 ** 3;
const LEAST_FREE_PART = 0.1;

/** What is looked at to say whether all is well. */
export interface Signs {
  queue: QueueState;
  mails: MailState;
  clock: ClockState;
  /** Null where the system doesn't say. */
  disk: { free: number; total: number } | null;
  /** Migrations the database has not seen; null when it doesn't answer. */
  pendingMigrations: number | null;
  /** The last backup failed, can't be restored, or is old. */
  isBackupAiling: boolean;
}

/** Something that is wrong, and the numbers its sentence names. */
export interface Ill {
  name: "migrations" | "disk" | "backup" | "clock" | "jobs" | "reactions" | "late" | "mails";
  count: number;
}

export const isDiskLow = ({ free, total }: { free: number; total: number }): boolean =>
  free < LEAST_FREE_BYTES || free < total * LEAST_FREE_PART;

/** Whether it failed when it last ran. */
export const isFailing = ({ ranAt, failedAt }: Pick<JobRow, "ranAt" | "failedAt">): boolean => failedAt === ranAt;

/** Whether somebody runs the clock. */
export const isClockHeld = ({ until }: Pick<ClockState, "until">, now: number): boolean =>
  until !== null && until > now - CLOCK_PATIENCE_MS;

/** Everything that is wrong, the worst first. */
export function illsOf({ queue, mails, clock, disk, pendingMigrations, isBackupAiling }: Signs, now: number): Ill[] {
  const failing = clock.jobs.filter((job) => isJobName(job.name) && isFailing(job)).length;
  const isBehind = queue.oldestAt !== null && queue.oldestAt < now - LATE_MS;
  const found: Ill[] = [
    { name: "migrations", count: pendingMigrations ? 1 : 0 },
    { name: "disk", count: disk && isDiskLow(disk) ? 1 : 0 },
    { name: "backup", count: isBackupAiling ? 1 : 0 },
    { name: "clock", count: isClockHeld(clock, now) ? 0 : 1 },
    { name: "jobs", count: failing },
    { name: "reactions", count: queue.stuck },
    { name: "late", count: isBehind ? 1 : 0 },
    { name: "mails", count: mails.failing },
  ];
  return found.filter(({ count }) => count > 0);
}
