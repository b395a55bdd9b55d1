import type { AppLoadContext } from "@remix-run/node";
import { type BackupMade, lastBackup, lastProvenRestore, type ProvenRestore } from "~/features/backup/backup.server";
import { clock } from "~/platform/clock";
import { loopDelay } from "~/platform/loop-delay.server";
import { isOwnName } from "~/platform/process-name.server";
import { remembered } from "~/platform/remembered.server";
import { type SlowRequest, slowestRequests } from "~/platform/slow-requests.server";
import { VERSION } from "~/platform/version.server";
import { onPostgres } from "~db/columns.ts";
import { type FailingReaction, failingReactions } from "~db/queue.ts";
import { type Ill, illsOf, isClockHeld, type Signs } from "./rules";
import { signsNow, weight, withSigns } from "./signs.server";

const MOST_REACTIONS = 50;
const MOST_REQUESTS = 20;

/** What this process and its database are. */
export interface Program {
  version: string;
  node: string;
  engine: "SQLite" | "PostgreSQL";
  databaseBytes: number | null;
  startedAt: number;
  memoryBytes: number;
  loop: { mean: number; p99: number };
}

export interface Backups {
  last: BackupMade | null;
  proven: ProvenRestore | null;
}

/** Everything the health page says. */
export interface Health {
  now: number;
  ills: Ill[];
  program: Program;
  signs: Signs;
  clock: { isHeld: boolean; isOwn: boolean; holder: string | null };
  reactions: FailingReaction[];
  slow: SlowRequest[];
  backups: Backups;
}

/** How the forum does, as the health page shows it. */
export async function health(context: AppLoadContext): Promise<Health> {
  const { db } = context;
  const now = clock.now();
  const [read, reactions, backups] = await Promise.all([
    signsNow(db),
    failingReactions(db.read, MOST_REACTIONS),
    backupsOf(db),
  ]);
  const signs = await withSigns(context, read);
  const { holder } = signs.clock;
  return {
    now,
    ills: illsOf(signs, now),
    program: await programOf(context, now),
    signs,
    clock: { holder, isHeld: isClockHeld(signs.clock, now), isOwn: holder !== null && isOwnName(holder) },
    reactions,
    slow: slowestRequests(MOST_REQUESTS),
    backups,
  };
}

async function programOf({ db }: AppLoadContext, now: number): Promise<Program> {
  const { bytes } = await weight(db);
  return {
    version: VERSION,
    node: process.versions.node,
    engine: onPostgres ? "PostgreSQL" : "SQLite",
    databaseBytes: bytes,
    startedAt: now - process.uptime() * 1_000,
    memoryBytes: process.memoryUsage.rss(),
    loop: loopDelay(),
  };
}

const backupsOf = remembered(
  "backups",
  async (db): Promise<Backups> => ({
    last: await lastBackup(db),
    proven: await lastProvenRestore(db),
  }),
);
