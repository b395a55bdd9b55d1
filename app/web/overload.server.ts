import type { NextFunction, Request, Response } from "express";
import { cookieOf, hostCookie, SESSION_COOKIE } from "./cookies.server";
import { answerBusy } from "./early-answers.server";
import { READING } from "./headers.server";
import { type LoadLadder, measuredLadder, type Rung } from "./load-ladder.server";

/**
 * Turns people away while everything runs late, so that the rest is served: first visitors who read, then members who read
 * and visitors who send something, last what members send. It stands behind files and pages that are kept, which cost
 * nothing, and asks nobody: who shows a session's cookie passes for a member here.
 */
export function overloadGuard(origin: string, ladder: Pick<LoadLadder, "rung"> = measuredLadder()) {
  const session = hostCookie(SESSION_COOKIE, origin);
  return (request: Request, response: Response, next: NextFunction): void => {
    const isMember = Boolean(cookieOf(request.get("Cookie"), session));
    if (ladder.rung < firstRefused(isMember, READING.has(request.method))) next();
    else answerBusy(request, response);
  };
}

function firstRefused(isMember: boolean, isReading: boolean): Rung {
  if (isMember) return isReading ? 2 : 3;
  return isReading ? 1 : 2;
}
