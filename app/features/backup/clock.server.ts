import { community } from "~/features/members/settings.server";
import { readConfig } from "~/platform/config.server";
import { log } from "~/platform/log.server";
import { Refused } from "~/platform/refusals";
import type { Store } from "~db/store.ts";
import { keepBackup, proveNewest, timesOf } from "./backup.server";
import { isDue, isProofDue, KEPT_BY_HAND } from "./rules";

/**
 * Makes the backup that is due, one that was missed included, and those that somebody asked for; then tries out whether the
 * newest can be restored. A site that is not set up yet has nothing to lose, and a demo only what it made up.
 */
export async function runBackups(db: Store, now: number, dataFolder: string, signal: AbortSignal): Promise<void> {
  const { isSetUp, isDemo, timeZone } = await community(db);
  if (!isSetUp) return;
  const keep = readConfig().backups;
  const times = await timesOf(db);
  try {
    if (times.asked) await keepBackup(db, { way: "by-hand", keep: KEPT_BY_HAND, dataFolder, signal });
    else if (keep && !isDemo && isDue(times, now, timeZone))
      await keepBackup(db, { way: "daily", keep, dataFolder, signal });
    else if (!isProofDue(times, now)) return;
    if (!signal.aborted && isProofDue(await timesOf(db), now)) await proveNewest(db, dataFolder);
  } catch (error) {
    if (!signal.aborted) tell(error);
  }
}

// Why is remembered for the admins' page, too.
function tell(error: unknown): void {
  if (error instanceof Refused) log.error({ why: error.code }, "the newest backup can't be restored");
  else log.error({ err: error }, "a backup failed");
}
