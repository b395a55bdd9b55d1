import type { NextFunction, Request, Response } from "express";

/** What a browser may do with an answer that is no page: nothing. Pages bring a policy of their own. */
const NOTHING = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

/** The headers every answer of this site carries. */
export const safetyOf = (origin: string): Readonly<Record<string, string>> => ({
  "X-Content-Type-Options": "nosniff",
  "Referrer-Policy": "same-origin",
  "X-Frame-Options": "DENY",
  "Cross-Origin-Opener-Policy": "same-origin",
  "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=()",
  "Content-Security-Policy": NOTHING,
  ...(origin.startsWith("https:") && { "Strict-Transport-Security": "max-age=31536000" }),
});

/** Gives every answer its headers, whoever makes it. */
export function safeHeaders(origin: string) {
  const safety = Object.entries(safetyOf(origin));
  return (_request: Request, response: Response, next: NextFunction): void => {
    for (const [name, value] of safety) response.setHeader(name, value);
    next();
  };
}

const OURS = ["GET", "HEAD", "POST"];

// More than any page has: whoever looks for a route takes a look for every part of a path, at every route.
const MOST_PARTS = 16;

/** Says of paths that no page can have that they are nowhere, before anybody takes pains over them. */
export function onlyOwnPaths(request: Request, response: Response, next: NextFunction): void {
  const path = URL.parse(`http://here${request.url}`)?.pathname ?? "";
  if (leadsElsewhere(path) || path.split("/").length - 1 > MOST_PARTS || !isReadable(path))
    sayPlainly(response, 404, "not found");
  else next();
}

/** False of a path that can't be decoded: React Router says of each on standard error that it couldn't be read. */
export function isReadable(path: string): boolean {
  try {
    decodeURIComponent(path);
    return true;
  } catch {
    return false;
  }
}

// A path that begins with a second slash, or a backslash, would be another host's, read as an address, as React Router
// reads it.
const leadsElsewhere = (path: string): boolean => !/^\/(?!\/|%5c)/i.test(path);

/** Refuses every other method. No page of ours uses one, and Remix would take a PUT or DELETE for a form. */
export function onlyOurMethods(request: Request, response: Response, next: NextFunction): void {
  if (OURS.includes(request.method)) {
    next();
    return;
  }
  response.setHeader("Allow", OURS.join(", "));
  sayPlainly(response, 405, "method not allowed");
}

/** Answers in plain words, which nobody keeps. */
export function sayPlainly(response: Response, status: number, words: string): void {
  response.status(status).setHeader("Cache-Control", "no-store");
  response.type("text").send(`${words}\n`);
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
