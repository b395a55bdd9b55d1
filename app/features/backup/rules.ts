const DAY_MS = 86_400_000;

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

/** A backup of a day ago is due for its follower. */
export const isDue = (last: number | null, now: number): boolean => last === null || now - last >= DAY_MS;

/** Older than this, an admin is warned. */
export const isTooOld = (last: number | null, now: number): boolean => last === null || now - last > 2 * DAY_MS;

/** A restore that was proven is proven again after a week. */
export const isProofDue = (last: number | null, now: number): boolean => last === null || now - last >= 7 * DAY_MS;
