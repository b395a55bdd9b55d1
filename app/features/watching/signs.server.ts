import type { AppLoadContext } from "@remix-run/node";
import { isBackupAiling } from "~/features/backup/backup.server";
import { clock } from "~/platform/clock";
import { diskOf } from "~/platform/disk.server";
import { remembered } from "~/platform/remembered.server";
import { clockState } from "~db/jobs.ts";
import { SCHEDULE_LEASE } from "~db/lease.ts";
import { mailState } from "~db/mails.ts";
import { queueState } from "~db/queue.ts";
import type { Store } from "~db/store.ts";
import { illsOf, type Signs, STUCK_MS } from "./rules";

const GLANCE_MS = 10_000;
const WEIGHED_MS = 60_000;

type Read = Pick<Signs, "queue" | "mails" | "clock">;

/** What the database says of itself this moment. */
export async function signsNow({ read }: Store): Promise<Read> {
  const now = clock.now();
  const [queue, mails, state] = await Promise.all([
    queueState(read, now - STUCK_MS),
    mailState(read, now),
    clockState(read, SCHEDULE_LEASE),
  ]);
  return { queue, mails, clock: state };
}

/** The database's bytes, and the migrations it has not seen; null where it doesn't answer. Hardly ever changes. */
export const weight = remembered(
  [],
  async (db) => {
    const [bytes, pendingMigrations] = await Promise.all([
      db.size().catch(() => null),
      db.pendingMigrations().catch(() => null),
    ]);
    return { bytes, pendingMigrations };
  },
  WEIGHED_MS,
);

const backupSign = remembered(["settings", "backups"], (db) => isBackupAiling(db, clock.now()), WEIGHED_MS);

const glance = remembered("reactions", signsNow, GLANCE_MS);

/** All signs; of the database, those that were read. */
export async function withSigns(
  { db, dataFolder }: Pick<AppLoadContext, "db" | "dataFolder">,
  read: Read,
): Promise<Signs> {
  const [{ pendingMigrations }, disk, isBackupAiling] = await Promise.all([
    weight(db),
    diskOf(dataFolder),
    backupSign(db),
  ]);
  return { ...read, disk, pendingMigrations, isBackupAiling };
}

/** How much is wrong, at a glance: for the number at the administration's link. */
export async function howMuchIsWrong(context: Pick<AppLoadContext, "db" | "dataFolder">): Promise<number> {
  return illsOf(await withSigns(context, await glance(context.db)), clock.now()).length;
}
