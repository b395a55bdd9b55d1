import type { RequestListener, Server } from "node:http";
import * as build from "@remix-run/dev/server-build";
import { broadcastDevReady, type ServerBuild } from "@remix-run/node";
import { setUpLink } from "~/features/admin/set-up.server";
import { community } from "~/features/members/settings.server";
import { startMeasuring } from "~/features/watching/measures.server";
import { frontDoor, type ServedConfig } from "~/front-door.server";
import { type Config, readConfig } from "~/platform/config.server";
import { terminalLocale } from "~/platform/i18n/locales";
import { sayIn } from "~/platform/i18n/words.server";
import { openMailer } from "~/platform/mailer.server";
import { startSchedule } from "~/schedule.server";
import { countForWorkers } from "~/web/limit-counters.server";
import { patientServer } from "~/web/patience.server";
import type { Store } from "~db/store.ts";
import { openSiteLimits } from "./limits.server";
import { openMigrated } from "./open.server";
import { isWorker, serveByWorkers, toldToStop } from "./workers.server";

const LAST_REQUESTS_MS = 10_000;
const SWEEP_MS = 50;

/** `canyu serve`: migrates, and serves. */
export async function run(): Promise<number> {
  const config = readConfig();
  return serve(await openMigrated(config), { ...config, isStartedAsDemo: false });
}

/** Serves as the configuration says, by this process or by several; returns when told to stop and everything is finished. */
export async function serve(db: Store, config: ServedConfig): Promise<number> {
  if (isWorker || config.workers === 1) return serveHere(db, config);
  countForWorkers();
  try {
    return await serveByWorkers(config.workers, () => greet(db, config));
  } finally {
    await db.close();
  }
}

async function serveHere(db: Store, config: ServedConfig): Promise<number> {
  const mailer = openMailer(config);
  const stopping = toldToStop();
  const closeLimits = openSiteLimits(config);
  const stopMeasuring = startMeasuring(db);
  try {
    const server = await listen(frontDoor(db, config, mailer, theBuild()), config);
    if (!isWorker) await greet(db, config);
    if (process.env.NODE_ENV === "development") broadcastDevReady(theBuild());
    const stopSchedule = startSchedule(db, { mailer, dataFolder: config.dataFolder });
    await stopping;
    await Promise.all([closed(server), stopSchedule()]);
  } finally {
    stopMeasuring();
    await closeLimits();
    await db.close();
  }
  if (isWorker) process.disconnect?.();
  return 0;
}

const theBuild = (): ServerBuild => build;

function listen(app: RequestListener, { port, host, origin }: Config): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = patientServer(app, origin);
    server.once("error", reject);
    server.listen(port, host, () => resolve(server));
  });
}

// In one piece: whoever waits for the first line has the link, too.
async function greet(db: Store, { origin, isStartedAsDemo }: ServedConfig): Promise<void> {
  const t = sayIn(terminalLocale(process.env));
  const link = await setUpLink(db, origin);
  const isDemoOff = !isStartedAsDemo && (await community(db)).isDemo;
  const isPlain = !link && origin.startsWith("http:") && new URL(origin).hostname !== "localhost";
  const lines = [
    t("terminal.serving", { origin }),
    ...(isStartedAsDemo ? [t("terminal.demo.choose", { link: `${origin}/demo` })] : []),
    ...(isDemoOff ? [t("terminal.demo.off")] : []),
    ...(link ? ["", t("terminal.set.up"), "", `    ${link}`, ""] : []),
    ...(isPlain ? [t("terminal.plain.http")] : []),
  ];
  process.stdout.write(`${lines.join("\n")}\n`);
}

// Finishes what is running; after ten seconds the rest is cut. What was acknowledged is on disk already.
function closed(server: Server): Promise<void> {
  return new Promise((resolve) => {
    const cut = setTimeout(() => server.closeAllConnections(), LAST_REQUESTS_MS);
    // Browsers keep connections open: each is closed as soon as nothing runs on it.
    const sweep = setInterval(() => server.closeIdleConnections(), SWEEP_MS);
    server.close(() => {
      clearTimeout(cut);
      clearInterval(sweep);
      resolve();
    });
    server.closeIdleConnections();
  });
}
