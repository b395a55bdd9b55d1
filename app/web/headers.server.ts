import type { NextFunction, Request, Response } from "express";

/** Headers every answer carries. */
export const safeHeaders = (origin: string): ReadonlyArray<readonly [string, string]> => [
  ["X-Content-Type-Options", "nosniff"],
  ["Referrer-Policy", "same-origin"],
  ["X-Frame-Options", "DENY"],
  ["Cross-Origin-Opener-Policy", "same-origin"],
  ["Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=()"],
  ...(origin.startsWith("https:") ? [["Strict-Transport-Security", "max-age=31536000"] as const] : []),
];

const OURS = ["GET", "HEAD", "POST"];

/** Refuses every other method. No page of ours uses one, and Remix would take a PUT or DELETE for a form. */
export function onlyOurMethods(request: Request, response: Response, next: NextFunction): void {
  if (OURS.includes(request.method)) {
    next();
    return;
  }
  response.status(405).setHeader("Allow", OURS.join(", "));
  response.type("text").send("method not allowed\n");
}

/** Methods that change nothing. */
export const READING = new Set(["GET", "HEAD"]);

/**
 * True when a request that changes something comes from our own pages. Browsers say so by Sec-Fetch-Site or
 * Origin; a request with neither is refused too.
 */
export function isFromHere(request: Request, origin: string): boolean {
  if (READING.has(request.method)) return true;
  const site = request.get("Sec-Fetch-Site");
  if (site) return site === "same-origin";
  const from = URL.parse(request.get("Origin") ?? "");
  return from !== null && (from.origin === origin || from.host === request.get("Host"));
}
