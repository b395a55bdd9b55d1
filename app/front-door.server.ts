import { join } from "node:path";
import { type AppLoadContext, createRequestHandler, type ServerBuild } from "@remix-run/node";
import express, {
  type ErrorRequestHandler,
  type Express,
  type NextFunction,
  type Request,
  type Response,
} from "express";
import { sheetNamed } from "~/features/admin/look.server";
import { forgetForm, keepForm } from "~/features/keeping/kept-forms.server";
import { community } from "~/features/members/settings.server";
import type { Config } from "~/platform/config.server";
import { filesFolder } from "~/platform/files.server";
import { isLocale } from "~/platform/i18n/locales";
import { sayIn, wordsOf, wordsVersion } from "~/platform/i18n/words.server";
import { log } from "~/platform/log.server";
import type { Mailer } from "~/platform/mailer.server";
import { REFUSALS } from "~/platform/refusals";
import { refusedBy } from "~/platform/refused-by.server";
import { mostBytes, tooLarge } from "~/web/body-limits.server";
import { builtFiles } from "~/web/built-files.server";
import { isFromHere, READING, safeHeaders } from "~/web/headers.server";
import { keptFiles } from "~/web/kept-files.server";
import { networkOf, senderBehind } from "~/web/network.server";
import { localeFor } from "~/web/preferences.server";
import { answeringRefusals } from "~/web/refusals.server";
import { answerWithRemix } from "~/web/remix-handler.server";
import type { Store } from "~db/store.ts";

const FOR_EVER = "public, max-age=31536000, immutable";
const root = process.env.CANYU_ROOT ?? process.cwd();

export interface ServedConfig extends Config {
  /** `canyu demo` started it. Not enough to be a demo: the database must be one, too. */
  isStartedAsDemo: boolean;
}

/** Everything that answers HTTP, in the order a request meets it. */
export function frontDoor(db: Store, config: ServedConfig, mailer: Mailer, build: ServerBuild): Express {
  const app = express();
  app.disable("x-powered-by");
  app.use(safeHeaders(config.origin));
  app.get("/healthz", (_request, response) => void response.type("text").send("ok\n"));
  app.get("/readyz", caught(readiness(db)));
  if (process.env.NODE_ENV === "production") app.use("/build", caught(builtFiles(join(root, "public/build"))));
  app.use(express.static(join(root, "public"), { maxAge: "1h", index: false }));
  app.get("/words/:version/:locale/:room.json", words);
  app.get("/look/:name.css", look);
  app.get("/files/:name", keptFiles(filesFolder(config.dataFolder)));
  app.use(caught(onlyFromHere(db, config)));
  app.use(caught(everythingElse(db, config, mailer, build)));
  app.use(lastWord);
  return app;
}

// Express 4 does not hear a promise that fails, and Node ends a process over one: so each goes to the last word.
const caught =
  (answer: (request: Request, response: Response, next: NextFunction) => Promise<unknown>) =>
  (request: Request, response: Response, next: NextFunction): void => {
    answer(request, response, next).catch(next);
  };

const readiness = (db: Store) => async (_request: Request, response: Response) => {
  const pending = await db.pendingMigrations().catch(() => null);
  response.status(pending === 0 ? 200 : 503).type("text");
  response.send(`${readinessOf(pending)}\n`);
};

function readinessOf(pending: number | null): string {
  if (pending === null) return "the database does not answer";
  if (pending < 0) return "the database is newer than this program";
  return pending === 0 ? "ready" : "migrations are missing";
}

// The sentences of a room, for pages that come to need more than they brought.
function words(request: Request, response: Response): void {
  const { version, locale, room = "" } = request.params;
  const found = version === wordsVersion && isLocale(locale) ? wordsOf(locale, room) : undefined;
  if (!found) return void response.status(404).type("text").send("not found\n");
  response.setHeader("Cache-Control", FOR_EVER);
  response.json(found);
}

// The colours of an accent.
function look(request: Request, response: Response): void {
  const css = sheetNamed(request.params.name ?? "");
  if (!css) return void response.status(404).type("text").send("not found\n");
  response.setHeader("Cache-Control", FOR_EVER);
  response.type("css").send(css);
}

// A form without a stated length could be endless, and is refused like one that is too long; browsers always state it.
function onlyFromHere(db: Store, { origin }: Config) {
  return async (request: Request, response: Response, next: () => void) => {
    const length = Number(request.get("Content-Length"));
    const isTooLarge =
      !READING.has(request.method) && !(length <= mostBytes(request.path, request.get("Content-Type")));
    if (isFromHere(request, origin) && !isTooLarge) return next();
    const t = sayIn(localeFor(request, (await community(db)).locale));
    response.status(isTooLarge ? 413 : 403).type("text");
    response.send(`${t(isTooLarge ? tooLarge(request.path) : "refusals.foreign.origin")}\n`);
  };
}

function everythingElse(
  db: Store,
  { origin, dataFolder, isStartedAsDemo, proxies }: ServedConfig,
  mailer: Mailer,
  build: ServerBuild,
) {
  const remix = createRequestHandler(
    answeringRefusals(build, { keep: keepForm, forget: forgetForm }),
    process.env.NODE_ENV,
  );
  const senderOf = senderBehind(proxies);
  return async (request: Request, response: Response) => {
    const settings = await community(db);
    const context: AppLoadContext = {
      db,
      community: settings,
      locale: localeFor(request, settings.locale),
      origin,
      dataFolder,
      mailer,
      network: networkOf(senderOf(request.socket.remoteAddress, request.get("X-Forwarded-For"))),
      isDemo: isStartedAsDemo && settings.isDemo,
      cookies: [],
      headers: new Headers(),
    };
    await answerWithRemix(remix, request, response, context);
  };
}

const lastWord: ErrorRequestHandler = (error, request, response, next) => {
  if (error instanceof URIError) return void response.status(400).type("text").send("not an address\n");
  log.error({ err: error }, "a request failed");
  if (response.headersSent) return next(error);
  const refused = refusedBy(error);
  if (!refused) return void response.status(500).type("text").send("Something went wrong. 出了点问题。\n");
  if (refused.retryAfter) response.setHeader("Retry-After", refused.retryAfter);
  const t = sayIn(localeFor(request, "zh-CN"));
  response
    .status(REFUSALS[refused.code])
    .type("text")
    .send(`${t(`refusals.${refused.code}`)}\n`);
};
