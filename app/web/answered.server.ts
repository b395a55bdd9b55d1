import type { NextFunction, Request, Response } from "express";
import { log } from "~/platform/log.server";
import { measureSpread } from "~/platform/metrics.server";
import { type Answering, answering, asRequest } from "~/platform/request-id.server";
import { noteIfSlow } from "~/platform/slow-requests.server";
import { Spread } from "~/platform/spread.server";

// As nginx says it: the sender went away before there was an answer.
const GONE = 499;
// What no pattern of the URL map answered.
const NO_ROUTE = "-";

const times = new Spread([0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]);
measureSpread("canyu_request_duration_seconds", "Answered requests that reached the application.", () =>
  times.samples(),
);

/** Gives every request its id, under which whatever happens in it is written down, and every answer the same. */
export function numbered(_request: Request, response: Response, next: NextFunction): void {
  asRequest(({ id }) => {
    response.setHeader("X-Request-Id", id);
    next();
  });
}

/** Writes one line of each request from here on, when it is answered, and counts it. */
export function noted(request: Request, response: Response, next: NextFunction): void {
  const known = answering();
  if (known) response.once("close", () => noteAnswer(known, request.method, response));
  next();
}

// The pattern, never the address: in it are one-time tokens, and behind it what people search for.
function noteAnswer({ id, since, route, memberId }: Answering, method: string, response: Response): void {
  const ms = Math.round(performance.now() - since);
  const status = response.headersSent ? response.statusCode : GONE;
  const answered = { method, route: route ?? NO_ROUTE, status, ms };
  log[status >= 500 ? "warn" : "info"]({ request: id, ...answered, member: memberId }, "answered");
  noteIfSlow({ id, ...answered });
  times.add({ method, route: answered.route, status: `${Math.floor(status / 100)}xx` }, ms / 1_000);
}
