import { dateOf, startOfDay } from "~/platform/i18n/date";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
// The whole community is unpacked and read back: where that takes longer, disk and processor have it once a week.
const QUICK_SECONDS = 60;

/** The clock makes daily ones; those somebody asks for are kept beside them. */
export type BackupWay = "daily" | "by-hand";

const NAME = /^canyu-(\d{4})(\d\d)(\d\d)-(\d\d)(\d\d)(\d\d)-(daily|by-hand)\.tar\.gz$/;

/** What a backup of this moment is called; in UTC. */
export function backupName(at: number, way: BackupWay): string {
  const [day = "", time = ""] = new Date(at).toISOString().split("T");
  return `canyu-${day.replaceAll("-", "")}-${time.slice(0, 8).replaceAll(":", "")}-${way}.tar.gz`;
}

/** What a name says of its backup; null when it is none. */
export function readBackupName(name: string): { at: number; way: BackupWay } | null {
  const [, year, month, day, hour, minute, second, way] = NAME.exec(name) ?? [];
  const at = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
  return Number.isNaN(at) ? null : { at, way: way === "daily" ? "daily" : "by-hand" };
}

/** Of those somebody asked for, whatever is kept of the daily ones. */
export const KEPT_BY_HAND = 14;

/** When what happened to backups last happened, UTC milliseconds; null: never. */
export interface BackupTimes {
  made: number | null;
  daily: number | null;
  failed: number | null;
  /** Since when somebody waits for one. */
  asked: number | null;
  proven: number | null;
  /** How long proving took then. */
  provenSeconds: number;
  unproven: number | null;
}

/** The hour of the night, in the community's time zone, from which on a day's backup is made. */
const QUIET_HOUR = 4;

/** Whether the clock owes a backup: none since the last quiet hour. One that failed is tried again after an hour. */
export function isDue(
  { daily, failed }: Pick<BackupTimes, "daily" | "failed">,
  now: number,
  timeZone: string,
): boolean {
  if (failed !== null && isPast(failed, now) && now - failed < HOUR_MS) return false;
  return daily === null || !isPast(daily, now) || daily < lastQuietHour(now, timeZone);
}

// What lies ahead was written by a clock that was wrong, and is taken for never.
const isPast = (at: number, now: number): boolean => at <= now;

function lastQuietHour(now: number, timeZone: string): number {
  const day = (at: number): number => startOfDay(dateOf(at, timeZone), timeZone) + QUIET_HOUR * HOUR_MS;
  const today = day(now);
  return today <= now ? today : day(now - DAY_MS);
}

/**
 * Whether restoring is to be tried out: after each backup where it is quick, else once a week. A try that failed is made
 * again with the next backup, and not before: the same file would most likely fail again.
 */
export function isProofDue({ made, proven, provenSeconds, unproven }: BackupTimes, now: number): boolean {
  const last = (at: number | null): number => (at !== null && isPast(at, now) ? at : 0);
  const [wentWell, failed] = [last(proven), last(unproven)];
  if (!last(made) || Math.max(wentWell, failed) >= last(made)) return false;
  return provenSeconds <= QUICK_SECONDS || failed > wentWell || now - wentWell >= 7 * DAY_MS;
}

/** Without a backup for so long, an admin is warned. */
export const isTooOld = (made: number | null, now: number): boolean =>
  made === null || !isPast(made, now) || now - made > 2 * DAY_MS;
