import { pipeline } from "node:stream/promises";
import { type AppLoadContext, createReadableStreamFromReadable, type RequestHandler } from "@remix-run/node";
import type { Request as Incoming, Response as Outgoing } from "express";
import { compress, encodingFor } from "./compress.server";
import { isFinished, wholeBody } from "./finished-page.server";
import { takesFlash } from "./flash.server";

// How Remix redirects what its own script asked for.
const REDIRECT_OF_DATA = 202;

/** What a finished page depends on beside its address, for whoever keeps it on the way. */
export const VARY = "Accept-Encoding, Cookie, Accept-Language";

/** Answers one request with Remix. Pages are finished and compressed once; downloads are streamed. */
export async function answerWithRemix(
  remix: RequestHandler,
  incoming: Incoming,
  outgoing: Outgoing,
  context: AppLoadContext,
): Promise<void> {
  const answer = await remix(webRequest(incoming, outgoing, context.origin), context);
  await sendAnswer(answer, incoming, outgoing, context);
}

/** Sends what Remix answered, with what loaders and actions put beside it. */
export async function sendAnswer(
  answer: Response,
  incoming: Incoming,
  outgoing: Outgoing,
  context: AppLoadContext,
): Promise<void> {
  outgoing.status(answer.status);
  for (const [name, value] of answer.headers) if (name !== "set-cookie") outgoing.setHeader(name, value);
  for (const [name, value] of context.headers) outgoing.setHeader(name, value);
  const isShown = answer.status !== REDIRECT_OF_DATA && (answer.status < 300 || answer.status >= 400);
  const ours = context.cookies.filter((cookie) => isShown || !takesFlash(cookie));
  const cookies = [...answer.headers.getSetCookie(), ...ours];
  if (cookies.length) outgoing.setHeader("Set-Cookie", cookies);
  if (!answer.headers.has("Cache-Control")) outgoing.setHeader("Cache-Control", "private, no-store");
  await sendBody(answer, incoming, outgoing);
}

async function sendBody(answer: Response, incoming: Incoming, outgoing: Outgoing): Promise<void> {
  if (isFinished(answer)) {
    const whole = await wholeBody(answer);
    const encoding = encodingFor(incoming.get("Accept-Encoding") ?? "", whole.length);
    const body = await compress(whole, encoding);
    if (encoding !== "identity") outgoing.setHeader("Content-Encoding", encoding);
    outgoing.setHeader("Vary", VARY);
    outgoing.setHeader("Content-Length", body.length);
    outgoing.end(incoming.method === "HEAD" ? undefined : body);
  } else if (answer.body) {
    await pipeline(piecesOf(answer.body), outgoing);
  } else {
    outgoing.end();
  }
}

async function* piecesOf(body: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
  const reader = body.getReader();
  try {
    for (let piece = await reader.read(); !piece.done; piece = await reader.read()) yield piece.value;
  } finally {
    await reader.cancel(); // the reader went away: stop making the file
  }
}

// The URL is built on the configured origin: no Host header ever reaches a page.
function webRequest(incoming: Incoming, outgoing: Outgoing, origin: string): Request {
  const gone = new AbortController();
  outgoing.on("close", () => {
    if (!outgoing.writableFinished) gone.abort();
  });
  const hasBody = incoming.method !== "GET" && incoming.method !== "HEAD";
  return new Request(origin + incoming.originalUrl, {
    method: incoming.method,
    headers: webHeaders(incoming),
    signal: gone.signal,
    ...(hasBody && { body: createReadableStreamFromReadable(incoming), duplex: "half" }),
  });
}

// Whether a form comes from here was asked before. Remix compares these once more, and would refuse every form behind a
// proxy that names this site by another host.
const COMPARED = ["host", "origin", "x-forwarded-host"];

function webHeaders(incoming: Incoming): Headers {
  const headers = new Headers();
  for (const [name, values] of Object.entries(incoming.headersDistinct)) {
    if (!COMPARED.includes(name)) for (const value of values ?? []) headers.append(name, value);
  }
  return headers;
}
