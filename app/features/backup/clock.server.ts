import { community } from "~/features/members/settings.server";
import { clock } from "~/platform/clock";
import { readConfig } from "~/platform/config.server";
import { log } from "~/platform/log.server";
import type { Store } from "~db/store.ts";
import { keepBackup, timesOf } from "./backup.server";
import { dropUnfinished, keptBackups } from "./folder.server";
import { proveNewest, type Trying } from "./proofs.server";
import { isDue, isProofDue, KEPT_BY_HAND } from "./rules";

export { dropUnfinished };

export interface Keeping extends Trying {
  /** Breaks off what is being done. */
  signal: AbortSignal;
}

/**
 * Makes the backup that is due, one that was missed included, and those that somebody asked for; then tries out whether the
 * newest can be restored. A site that is not set up yet has nothing to lose, and a demo only what it made up.
 */
export async function runBackups(db: Store, now: number, keeping: Keeping): Promise<void> {
  const { dataFolder, signal } = keeping;
  const { isSetUp, isDemo, timeZone } = await community(db);
  if (!isSetUp) return;
  const keep = readConfig().backups;
  const times = await timesOf(db);
  try {
    if (times.asked) await keepBackup(db, { way: "by-hand", keep: KEPT_BY_HAND, dataFolder, signal });
    else if (keep && !isDemo && isDue(times, now, timeZone))
      await keepBackup(db, { way: "daily", keep, dataFolder, signal });
    else if (!isProofDue(times, now)) return;
    // What was made elsewhere is not here to be tried out: the newest of those that are kept counts.
    const [newest] = await keptBackups(dataFolder);
    if (!newest || signal.aborted) return;
    if (isProofDue({ ...(await timesOf(db)), made: newest.at }, clock.now())) await proveNewest(db, keeping);
  } catch (err) {
    // Why is remembered for the admins' page, too.
    if (!signal.aborted) log.error({ err }, "a backup failed, or the newest can't be restored");
  }
}
