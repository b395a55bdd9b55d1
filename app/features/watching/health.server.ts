import type { AppLoadContext } from "@remix-run/node";
import { z } from "zod";
import { settingOf } from "~/features/members/settings.server";
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

const backupShape = z.object({ at: z.number(), bytes: z.number() });
export type Backup = z.infer<typeof backupShape>;

/** Everything the health page says. */
export interface Health {
  now: number;
  ills: Ill[];
  program: Program;
  signs: Signs;
  clock: { isHeld: boolean; isOwn: boolean; holder: string | null };
  reactions: FailingReaction[];
  slow: SlowRequest[];
  backups: { last: Backup | null; proven: Backup | null };
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

// What the backups' room keeps among the settings.
const backupsOf = remembered("settings", async ({ read }) => ({
  last: backupIn(await settingOf(read, "backup.last")),
  proven: backupIn(await settingOf(read, "backup.proven")),
}));

const backupIn = (kept: unknown): Backup | null => backupShape.safeParse(kept).data ?? null;
