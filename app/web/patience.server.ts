import { createServer, type IncomingMessage, type RequestListener, type Server, type ServerResponse } from "node:http";
import type { Duplex } from "node:stream";
import { safetyOf } from "./headers.server";

/** How long somebody may take. Times in milliseconds. */
export interface Patience {
  /** To send the headers of a request. */
  headers: number;
  /** To send a body, beside what its bytes take at `bytesPerSecond`: one that trickles is cut after this. */
  body: number;
  /** The slowest line that may send a large picture or file. */
  bytesPerSecond: number;
  /** To send anything at all, a whole import on such a line included. */
  request: number;
  /** Between two requests. Longer than reverse proxies keep a connection, or they would send into one that just closes. */
  between: number;
  /** Without a byte in either direction: whoever stopped reading an answer. Not who waits for one: that is ours to end. */
  silence: number;
  /** How often slow ones are looked for. */
  look: number;
}

export const PATIENCE: Patience = {
  headers: 10_000,
  body: 30_000,
  bytesPerSecond: 32 * 1024,
  request: 2 * 3_600_000,
  between: 65_000,
  silence: 120_000,
  look: 1_000,
};

const MOST_HEADER_BYTES = 16 * 1024;

/** A server that waits for nobody for ever: whoever sends slowly, or what is no HTTP, is answered and cut off. */
export function patientServer(app: RequestListener, origin: string, patience: Patience = PATIENCE): Server {
  const server = createServer({
    headersTimeout: patience.headers,
    requestTimeout: patience.request,
    keepAliveTimeout: patience.between,
    connectionsCheckingInterval: patience.look,
    maxHeaderSize: MOST_HEADER_BYTES,
  });
  server.timeout = patience.silence;
  const bodies = new Set<Body>();
  const answers = new WeakMap<Duplex, ServerResponse>();
  const cut = (socket: Duplex, status: Status): void => {
    const isHalfAnswered = answers.get(socket)?.headersSent && !answers.get(socket)?.writableFinished;
    if (isHalfAnswered || !socket.writable) socket.destroy();
    else socket.end(wholeAnswer(status, origin), () => socket.destroy());
  };
  server.on("timeout", (socket: Duplex) => {
    if (!isWaiting(answers.get(socket))) socket.destroy();
  });
  server.on("request", (request: IncomingMessage, response: ServerResponse) => {
    answers.set(request.socket, response);
    if (hasBody(request)) bodies.add({ request, began: performance.now(), before: request.socket.bytesRead });
  });
  server.on("request", app);
  server.on("clientError", (error, socket) => cut(socket, statusOf(error)));
  const look = (): void => {
    for (const one of bodies) {
      if (!one.request.complete && !one.request.destroyed && !isSlow(one, patience)) continue;
      bodies.delete(one);
      if (!one.request.complete) cut(one.request.socket, 408);
    }
  };
  const looking = setInterval(look, patience.look).unref();
  server.on("close", () => clearInterval(looking));
  return server;
}

// All was asked, and nothing is said yet: a backup that is brought back takes as long as it takes.
const isWaiting = (answer: ServerResponse | undefined): boolean => answer?.req.complete === true && !answer.headersSent;

/** A body that is on its way. */
interface Body {
  request: IncomingMessage;
  began: number;
  /** What had come over its connection before. */
  before: number;
}

const hasBody = ({ headers }: IncomingMessage): boolean =>
  headers["transfer-encoding"] !== undefined || Number(headers["content-length"] ?? 0) > 0;

function isSlow({ request, began, before }: Body, { body, bytesPerSecond }: Patience): boolean {
  const sent = request.socket.bytesRead - before;
  return performance.now() - began > body + (sent / bytesPerSecond) * 1_000;
}

const REASONS = { 400: "Bad Request", 408: "Request Timeout", 431: "Request Header Fields Too Large" } as const;
type Status = keyof typeof REASONS;

function statusOf(error: Error): Status {
  const code = "code" in error ? error.code : "";
  if (code === "ERR_HTTP_REQUEST_TIMEOUT") return 408;
  return code === "HPE_HEADER_OVERFLOW" ? 431 : 400;
}

// Nothing of ours sees what was never a whole request, so it is answered here, with the headers everything else has.
function wholeAnswer(status: Status, origin: string): string {
  const words = `${REASONS[status]}\n`;
  const headers = {
    ...safetyOf(origin),
    "Cache-Control": "no-store",
    "Content-Type": "text/plain; charset=utf-8",
    "Content-Length": String(words.length),
    Connection: "close",
  };
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
  return [`HTTP/1.1 ${status} ${REASONS[status]}`, ...lines, "", words].join("\r\n");
}
