import type { AppLoadContext } from "@remix-run/node";
import { clock } from "~/platform/clock";
import { readConfig } from "~/platform/config.server";
import { lastBackup, lastFailedProof, lastFailure, lastProvenRestore, timesOf } from "./backup.server";
import { backupsFolder, keptBackups } from "./folder.server";
import { isTooOld } from "./rules";

/** What the page of backups shows. */
export type BackupView = Awaited<ReturnType<typeof backupView>>;

export async function backupView({ db, dataFolder, community }: AppLoadContext) {
  const [now, last] = [clock.now(), await lastBackup(db)];
  const { asked } = await timesOf(db);
  const { backups: keep } = readConfig();
  return {
    now,
    last,
    isBeingMade: asked !== null,
    isTooOld: last !== null && isTooOld(last.at, now) && keep > 0 && !community.isDemo,
    failure: await lastFailure(db),
    kept: await keptBackups(dataFolder),
    proven: await lastProvenRestore(db),
    unproven: await lastFailedProof(db),
    keep: community.isDemo ? 0 : keep,
    folder: backupsFolder(dataFolder),
  };
}
