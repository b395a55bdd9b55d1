import type { RequestListener } from "node:http";
import { join } from "node:path";
import type { AppLoadContext, ServerBuild } from "@remix-run/node";
import express, { type ErrorRequestHandler, type NextFunction, type Request, type Response } from "express";
import { sheetNamed } from "~/features/admin/look.server";
import { forgetForm, keepForm } from "~/features/keeping/kept-forms.server";
import { community } from "~/features/members/settings.server";
import type { Config } from "~/platform/config.server";
import { filesFolder } from "~/platform/files.server";
import { isLocale } from "~/platform/i18n/locales";
import { wordsOf, wordsVersion } from "~/platform/i18n/words.server";
import { log } from "~/platform/log.server";
import type { Mailer } from "~/platform/mailer.server";
import { setOwnOrigin } from "~/platform/own-origin.server";
import { refusedBy } from "~/platform/refused-by.server";
import { answering, asRequest } from "~/platform/request-id.server";
import { VISITOR_PAGES } from "~/visitor-pages";
import { noted, numbered } from "~/web/answered.server";
import { whyNotRead } from "~/web/body-limits.server";
import { builtFiles } from "~/web/built-files.server";
import { refuseEarly } from "~/web/early-answers.server";
import { answerByFewRoutes } from "~/web/few-routes.server";
import { isFromHere, onlyOurMethods, onlyOwnPaths, safeHeaders, sayPlainly } from "~/web/headers.server";
import { keptFiles } from "~/web/kept-files.server";
import type { LoadLadder } from "~/web/load-ladder.server";
import { metricsDoor } from "~/web/metrics-door.server";
import { networkOf, senderBehind } from "~/web/network.server";
import { overloadGuard } from "~/web/overload.server";
import { measurePages, type PageCache, pageCache } from "~/web/page-cache.server";
import { localeFor } from "~/web/preferences.server";
import { answeringRefusals } from "~/web/refusals.server";
import { answerWithRemix } from "~/web/remix-handler.server";
import { visitorKeys } from "~/web/visitor-key.server";
import { sendKept, visitorPages } from "~/web/visitor-page.server";
import { watched } from "~/web/watched-build.server";
import type { Store } from "~db/store.ts";

const root = process.env.CANYU_ROOT ?? process.cwd();
/** What browsers and robots ask for by itself. Named: no page's address is looked for on disk first. */
const OWN_FILES = ["icon.svg", "robots.txt"];
const OWN_FILE = { root: join(root, "public"), maxAge: "1h" };
const FOR_EVER = "public, max-age=31536000, immutable";

export interface ServedConfig extends Config {
  /** `canyu demo` started it. Not enough to be a demo: the database must be one, too. */
  isStartedAsDemo: boolean;
  /** How late everything runs; measured unless given. */
  ladder?: Pick<LoadLadder, "rung">;
}

const visitorKey = visitorKeys(VISITOR_PAGES);

/** Everything that answers HTTP, in the order a request meets it: first the pages kept for visitors. */
export function frontDoor(db: Store, config: ServedConfig, mailer: Mailer, build: ServerBuild): RequestListener {
  setOwnOrigin(config.origin);
  const pages = pageCache(db, config.pageCacheBytes);
  measurePages(pages);
  const app = express();
  app.disable("x-powered-by");
  app.use(numbered);
  app.use(safeHeaders(config.origin));
  app.use(onlyOurMethods);
  app.use(onlyOwnPaths);
  app.get("/healthz", (_request, response) => void response.type("text").send("ok\n"));
  app.get("/readyz", caught(readiness(db)));
  app.get("/metrics", caught(metricsDoor(config.metricsToken, config.origin)));
  const built = join(root, "public/build");
  app.use("/build", process.env.NODE_ENV === "production" ? caught(builtFiles(built)) : express.static(built));
  for (const name of OWN_FILES) app.get(`/${name}`, (_, response) => response.sendFile(name, OWN_FILE));
  app.get("/words/:version/:locale/:room.json", words);
  app.get("/look/:name.css", look);
  app.get("/files/:name", keptFiles(filesFolder(config.dataFolder)));
  app.use(overloadGuard(config.origin, config.ladder));
  app.use(caught(onlyFromHere(db, config)));
  app.use(noted);
  app.use(caught(everythingElse(db, config, mailer, { build, pages })));
  app.use(lastWord);
  return (incoming, outgoing) => {
    const key = visitorKey(incoming);
    const page = key && pages.kept(key.name);
    if (page) asRequest(({ id }) => sendKept({ pages, key, page, id }, incoming, outgoing));
    else app(incoming, outgoing);
  };
}

// Express 4 does not hear a promise that fails, and Node ends a process over one: so each goes to the last word.
const caught =
  (answer: (request: Request, response: Response, next: NextFunction) => Promise<unknown>) =>
  (request: Request, response: Response, next: NextFunction): void => {
    answer(request, response, next).catch(next);
  };

// Anybody may ask: the database hears of it once a second.
function readiness(db: Store) {
  const look = () => db.pendingMigrations().catch(() => null);
  let [looking, askedAt] = [look(), performance.now()];
  return async (_request: Request, response: Response) => {
    if (performance.now() - askedAt >= 1_000) [looking, askedAt] = [look(), performance.now()];
    sayReadiness(response, await looking);
  };
}

function sayReadiness(response: Response, pending: number | null): void {
  response.status(pending === 0 ? 200 : 503).type("text");
  response.send(`${readinessOf(pending)}\n`);
}

function readinessOf(pending: number | null): string {
  if (pending === null) return "the database does not answer";
  if (pending < 0) return "the database is newer than this program";
  return pending === 0 ? "ready" : "migrations are missing";
}

// The sentences of a room, for pages that come to need more than they brought.
function words(request: Request, response: Response): void {
  const { version, locale, room = "" } = request.params;
  const found = version === wordsVersion && isLocale(locale) ? wordsOf(locale, room) : undefined;
  if (!found) return void sayPlainly(response, 404, "not found");
  response.setHeader("Cache-Control", FOR_EVER);
  response.json(found);
}

// The colours of an accent.
function look(request: Request, response: Response): void {
  const css = sheetNamed(request.params.name ?? "");
  if (!css) return void sayPlainly(response, 404, "not found");
  response.setHeader("Cache-Control", FOR_EVER);
  response.type("css").send(css);
}

function onlyFromHere(db: Store, { origin }: Config) {
  return async (request: Request, response: Response, next: () => void) => {
    const why = isFromHere(request, origin) ? whyNotRead(request) : "foreign.origin";
    if (!why) return next();
    refuseEarly(request, response, localeFor(request, (await community(db)).locale), why);
  };
}

function everythingElse(
  db: Store,
  config: ServedConfig,
  mailer: Mailer,
  { build, pages }: { build: ServerBuild; pages: PageCache },
) {
  const remix = answerByFewRoutes(
    watched(answeringRefusals(build, { keep: keepForm, forget: forgetForm })),
    process.env.NODE_ENV,
  );
  const contextFor = contexts(db, config, mailer);
  const answerVisitor = visitorPages(remix, pages, config.origin);
  return async (request: Request, response: Response) => {
    const key = visitorKey(request);
    const context = await contextFor(request);
    if (key) await answerVisitor(key, request, response, context);
    else await answerWithRemix(remix, request, response, context);
  };
}

function contexts(db: Store, { origin, dataFolder, isStartedAsDemo, proxies }: ServedConfig, mailer: Mailer) {
  const senderOf = senderBehind(proxies);
  return async (request: Request): Promise<AppLoadContext> => {
    const settings = await community(db);
    return {
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
  };
}

const lastWord: ErrorRequestHandler = (error, request, response, next) => {
  if (error instanceof URIError) return void sayPlainly(response, 400, "not an address");
  log.error({ err: error }, "a request failed");
  if (response.headersSent) return next(error);
  const refused = refusedBy(error);
  if (!refused) return void sayPlainly(response, 500, `Something went wrong. 出了点问题。 ${answering()?.id}`);
  if (refused.retryAfter) response.setHeader("Retry-After", refused.retryAfter);
  // What the community speaks stands in the database, which may be what does not answer.
  refuseEarly(request, response, localeFor(request, "zh-CN"), refused.code);
};
