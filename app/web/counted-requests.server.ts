import type { Refused } from "~/platform/refusals";
import { type LimitName, whyTooOften } from "./rate-limits.server";

// Asked for by scripts while somebody types; the page goes on without.
const TYPING = /^\/(?:search\/(?:suggestions|similar)|people\.json)$/;
const PICTURE = /^\/pictures\/[^/]+$/;
// Drafts save themselves, previews store nothing, pictures come several to a text: each counts for itself, and none uses
// up what somebody may send.
const COUNTS_ITSELF = /^\/(?:drafts|preview|pictures)$/;
const SIGN_OUT = "/sign-out";

const READS = new Set(["GET", "HEAD"]);

/**
 * Counts a request that asks the database: a read or a write of a member, or whatever a network's visitors ask. Why not,
 * when it is one too many. Static files and pages from a cache never come here.
 */
export async function countRequest(
  { method, url }: Request,
  memberId: number | null,
  network: string,
): Promise<Refused | null> {
  const { pathname } = new URL(url);
  const isRead = READS.has(method);
  if (isRead && PICTURE.test(pathname)) return whyTooOften("pictureReads", memberId ?? network);
  if (!isRead && COUNTS_ITSELF.test(pathname)) return null;
  if (memberId !== null && pathname === SIGN_OUT) return null; // also for who has sent too much; it can be done once
  const name = memberId === null ? ofVisitor(isRead, pathname) : ofMember(isRead, pathname);
  return whyTooOften(name, memberId ?? network);
}

const ofMember = (isRead: boolean, path: string): LimitName => {
  if (!isRead) return "writes";
  return TYPING.test(path) ? "typing" : "reads";
};

const ofVisitor = (isRead: boolean, path: string): LimitName =>
  isRead && TYPING.test(path) ? "visitorTyping" : "visitorReads";
