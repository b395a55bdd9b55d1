import type { IncomingMessage, ServerResponse } from "node:http";
import type { AppLoadContext, RequestHandler } from "@remix-run/node";
import type { Request as Incoming, Response as Outgoing } from "express";
import { clock } from "~/platform/clock";
import { answering } from "~/platform/request-id.server";
import { type Encoding, encodingFor } from "./compress.server";
import { wholeBody } from "./finished-page.server";
import { safetyOf } from "./headers.server";
import type { KeptPage, PageCache, Rendered } from "./page-cache.server";
import { LOCALE_COOKIE, THEME_COOKIE } from "./preferences.server";
import { sendAnswer, VARY } from "./remix-handler.server";
import { shownBy } from "./shown.server";
import type { VisitorKey } from "./visitor-key.server";

// Nothing that the browser doesn't ask about: the next answer may be a member's.
const CACHE_CONTROL = "no-cache";
// The words of such data are chosen in the browser: it lives no longer than any page may be behind.
const DATA_READS_FOR_MS = 1_000;

interface Kept {
  pages: PageCache;
  key: VisitorKey;
  page: KeptPage;
  /** The request's own. */
  id: string;
}

/** Sends a kept page, or says that the browser has it. */
export function sendKept({ pages, key, page, id }: Kept, incoming: IncomingMessage, outgoing: ServerResponse): void {
  const encoding = encodingFor(String(incoming.headers["accept-encoding"] ?? ""), page.bytes);
  const send = (body: Buffer | null): void => sendPage({ page, id, encoding, body }, incoming, outgoing);
  const body = isKnown(incoming.headers["if-none-match"], page) ? null : page.bodies.get(encoding);
  if (body !== undefined) send(body);
  else
    pages.body(key.name, page, encoding).then(send, (error: unknown) => {
      outgoing.destroy(error instanceof Error ? error : undefined);
    });
}

function sendPage(
  { page, id, encoding, body }: Pick<Kept, "page" | "id"> & { encoding: Encoding; body: Buffer | null },
  { method }: IncomingMessage,
  outgoing: ServerResponse,
): void {
  const headers = [...page.headers, "X-Request-Id", id, "ETag", `"${page.hash}-${encoding}"`];
  if (!body) {
    outgoing.writeHead(304, headers).end();
    return;
  }
  if (encoding !== "identity") headers.push("Content-Encoding", encoding);
  headers.push("Content-Length", String(body.length));
  outgoing.writeHead(200, headers).end(method === "HEAD" ? undefined : body);
}

// In whichever encoding the browser has it, it is the same page.
const isKnown = (ifNoneMatch: string | undefined, { hash }: KeptPage): boolean =>
  ifNoneMatch?.includes(`"${hash}-`) ?? false;

/**
 * Answers visitors who ask for a page that may be kept: rendered once for all who wait for it. What turned out to be for
 * one alone, who had come too often perhaps, is theirs; of the others another asks again.
 */
export function visitorPages(remix: RequestHandler, pages: PageCache, origin: string) {
  return async (key: VisitorKey, incoming: Incoming, outgoing: Outgoing, context: AppLoadContext): Promise<void> => {
    for (;;) {
      let mine: Response | undefined;
      const page = await pages.render(key.name, async () => {
        mine = await remix(requestOf(key, context.origin), context);
        return forEverybody(mine, { context, key, origin });
      });
      if (page) return sendKept({ pages, key, page, id: answering()?.id ?? "" }, incoming, outgoing);
      if (mine) return sendAnswer(mine, incoming, outgoing, context);
    }
  };
}

// It holds nothing but what the key names, so nothing else of a request reaches the page.
function requestOf({ address, locale, theme }: VisitorKey, origin: string): Request {
  const cookies = [`${THEME_COOKIE}=${theme}`, ...(locale ? [`${LOCALE_COOKIE}=${locale}`] : [])];
  return new Request(origin + address, { headers: { Cookie: cookies.join("; ") } });
}

// Null when it is somebody's, an error, or its loader did not say what it shows.
async function forEverybody(
  answer: Response,
  { context, key, origin }: { context: AppLoadContext; key: VisitorKey; origin: string },
): Promise<Rendered | null> {
  const { keys, trueUntil } = shownBy(context);
  const isTheirs =
    context.cookies.length > 0 || answer.headers.has("Set-Cookie") || answer.headers.has("Cache-Control");
  if (answer.status !== 200 || !keys.size || isTheirs) return null;
  const own = { Vary: VARY, "Cache-Control": CACHE_CONTROL };
  const headers = new Headers({ ...safetyOf(origin), ...own });
  for (const [name, value] of [...answer.headers, ...context.headers]) headers.set(name, value);
  return {
    headers: [...headers],
    body: await wholeBody(answer),
    shown: keys,
    readsFor: key.isData ? DATA_READS_FOR_MS : trueUntil - clock.now(),
  };
}
