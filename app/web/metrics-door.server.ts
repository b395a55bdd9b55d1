import { createHash, timingSafeEqual } from "node:crypto";
import { BlockList, isIPv6 } from "node:net";
import type { NextFunction, Request, Response } from "express";
import { isThisMachine } from "~/platform/config.server";
import { metricsText } from "~/platform/metrics.server";

const loopback = new BlockList();
loopback.addSubnet("127.0.0.0", 8);
loopback.addAddress("::1", "ipv6");

// What proxies add to say for whom they ask.
const PASSED_ON = ["X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Real-IP", "Forwarded", "Via"];
const OWN_NAMES = /^(?:localhost|127(?:\.\d+){3}|\[::1\])(?::\d+)?$/i;

/**
 * `/metrics`, for whoever knows the token; on a site that only this machine reaches, also for a program here that asks by
 * itself: behind a reverse proxy, all the world may look like one. To everybody else it is an address that leads nowhere.
 */
export function metricsDoor(token: string | null, origin: string) {
  const isOpen = isThisMachine(origin);
  return async (request: Request, response: Response, next: NextFunction): Promise<void> => {
    if (!(isOpen && isFromThisMachine(request)) && !(token !== null && bears(request, token))) return next();
    const text = await metricsText();
    response.setHeader("Cache-Control", "no-store");
    response.setHeader("Content-Type", "text/plain; version=0.0.4; charset=utf-8");
    response.end(text);
  };
}

// The Host header, too: a page in a browser on this machine could have a name of its own lead here.
function isFromThisMachine(request: Request): boolean {
  const peer = request.socket.remoteAddress ?? "";
  const isNear = peer !== "" && loopback.check(peer, isIPv6(peer) ? "ipv6" : "ipv4");
  const isPassedOn = PASSED_ON.some((name) => request.get(name) !== undefined);
  return isNear && !isPassedOn && OWN_NAMES.test(request.get("Host") ?? "");
}

// Compared by their hashes: equally long, whatever was sent.
function bears(request: Request, token: string): boolean {
  const [, sent = ""] = /^Bearer (.+)$/.exec(request.get("Authorization") ?? "") ?? [];
  return timingSafeEqual(hashOf(sent), hashOf(token));
}

const hashOf = (text: string): Buffer => createHash("sha256").update(text).digest();
