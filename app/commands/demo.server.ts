import { existsSync } from "node:fs";
import { join } from "node:path";
import { lookedLast } from "~/features/notifications/inbox.server";
import { demoPlace, openDemo } from "~/features/sample/demo.server";
import { clock } from "~/platform/clock";
import { type Config, readConfig } from "~/platform/config.server";
import { inTheirTime } from "~/platform/pretended-time.server";
import { REACTIONS } from "~/reactions.server";
import { onPostgres } from "~db/columns.ts";
import { openStore } from "~db/open.server.ts";
import { runReactions } from "~db/outbox.ts";
import type { Store } from "~db/store.ts";
import { Unable } from "./explain.server";
import { openMigrated } from "./open.server";
import { serve } from "./serve.server";
import { t } from "./terminal.server";

// So that inboxes hold the news of some days, not of the town's whole life.
const LAST_LOOKED_MS = 2 * 86_400_000;
const FOLDER = join(process.env.CANYU_ROOT ?? ".", "demo-data");

/** `canyu demo`: a made-up town in a place of its own, where everybody may be anybody. Never in a real community's. */
export async function run(): Promise<number> {
  const config = readConfig({ ...process.env, CANYU_DATA: process.env.CANYU_DATA || FOLDER });
  await refuseTaken(config); // before migrating: a real community is not even touched
  const db = await openMigrated(config);
  await fill(db, config).catch(async (error: unknown) => {
    await db.close();
    throw error;
  });
  return serve(db, { ...config, isStartedAsDemo: true });
}

async function refuseTaken(config: Config): Promise<void> {
  if (!onPostgres && !existsSync(config.databaseFile)) return;
  const db = await openStore({ file: config.databaseFile, url: config.databaseUrl });
  const place = await demoPlace(db).finally(() => db.close());
  if (place === "taken") throw taken(config);
}

async function fill(db: Store, config: Config): Promise<void> {
  const isNew = (await demoPlace(db)) === "empty";
  if (isNew) process.stdout.write(`${t("terminal.demo.filling")}\n`);
  if (!(await openDemo(db, config.dataFolder))) throw taken(config);
  // What the sample's facts set off happens in their time, and before anybody looks.
  const fail = (error: unknown): never => {
    throw error;
  };
  while ((await runReactions(db, inTheirTime(REACTIONS), clock.now(), fail)) > 0);
  if (isNew) await lookedLast(db, clock.now() - LAST_LOOKED_MS);
}

const taken = ({ dataFolder }: Config): Unable =>
  new Unable(t("terminal.demo.taken", { place: onPostgres ? "DATABASE_URL" : dataFolder }));
