import { RateLimiterMemory, RateLimiterRes } from "rate-limiter-flexible";
import { byLabel, measure } from "~/platform/metrics.server";
import { type RefusalCode, Refused } from "~/platform/refusals";

const MINUTE = 60;
const HOUR = 60 * MINUTE;

/** EVERY LIMIT: how often within how many seconds, and what is said after that. Kept in this process's memory. */
const LIMITS = {
  /** Wrong passwords for one user name. */
  passwords: { points: 10, duration: 15 * MINUTE, code: "too.many.tries" },
  /** Wrong second steps of one member. */
  steps: { points: 10, duration: 15 * MINUTE, code: "too.many.tries" },
  /** Wrong tries, and asking for mails, from one network. */
  signIns: { points: 30, duration: MINUTE, code: "too.fast" },
  /** Mails somebody asks for from one network, by the address or name they type. */
  mails: { points: 3, duration: HOUR, code: "too.many.asks" },
  /** What visitors send before they sign in, from one network: each is stored. */
  keptForms: { points: 30, duration: HOUR, code: "too.fast" },
  /** The same from anywhere: higher, so that one stranger shuts nobody's mail sign-in. */
  mailsFromAnywhere: { points: 10, duration: HOUR, code: "too.many.asks" },
  /** Accounts opened from one network without an invitation; more of them wait for an admin, and none is refused. */
  registrations: { points: 20, duration: HOUR, code: "too.fast" },
  /** Pictures one member sends. */
  pictures: { points: 60, duration: HOUR, code: "pictures.often" },
  /** Saving a draft, a few seconds after somebody pauses. */
  drafts: { points: 60, duration: MINUTE, code: "too.fast" },
  /** Rendering a text that is not stored. */
  previewsOfNetwork: { points: 60, duration: MINUTE, code: "too.fast" },
  previewsOfAccount: { points: 30, duration: MINUTE, code: "too.fast" },
  readsOfNetwork: { points: 600, duration: MINUTE, code: "too.fast" },
  readsOfAccount: { points: 200, duration: MINUTE, code: "too.fast" },
} as const satisfies Record<string, { points: number; duration: number; code: RefusalCode }>;

export type LimitName = keyof typeof LIMITS;

const refused = new Map<LimitName, number>();
measure("canyu_limits_refused_total", "What was one too many, by its limit.", () => byLabel("limit", refused));

const made = new Map<LimitName, RateLimiterMemory>();

function limiter(name: LimitName): RateLimiterMemory {
  const known = made.get(name) ?? new RateLimiterMemory(LIMITS[name]);
  made.set(name, known);
  return known;
}

/** Counts one more of `who`'s. Refused, with the seconds until it may be tried again, when it is one too many. */
export async function limit(name: LimitName, who: string | number): Promise<void> {
  const wait = await count(name, who);
  if (wait !== null) throw new Refused(LIMITS[name].code, {}, Math.ceil(wait / 1_000) || 1);
}

/** Counts like `limit`, and says whether it may be: for what has another way when it may not. */
export const isWithin = async (name: LimitName, who: string | number): Promise<boolean> =>
  (await count(name, who)) === null;

// Null, or the milliseconds to wait.
async function count(name: LimitName, who: string | number): Promise<number | null> {
  try {
    await limiter(name).consume(who);
    return null;
  } catch (stopped) {
    if (!(stopped instanceof RateLimiterRes)) throw stopped;
    refused.set(name, (refused.get(name) ?? 0) + 1);
    return stopped.msBeforeNext;
  }
}

/** Takes back one that should not have counted: where only wrong tries count, the right one. */
export async function giveBack(name: LimitName, who: string | number): Promise<void> {
  await limiter(name).reward(who);
}

/** Forgets `who`'s. */
export async function forgetTries(name: LimitName, who: string | number): Promise<void> {
  await limiter(name).delete(who);
}

/** Counts a mail that somebody on this network asks for, to this address or name. */
export async function limitMails(who: string, network: string): Promise<void> {
  await limit("mails", `${network} ${who}`); // a network has no space: no name makes another's key
  await limit("mailsFromAnywhere", who);
}

/** Counts a read that no page cache answers, like a list of suggestions while somebody types. */
export const limitReads = (memberId: number | null, network: string): Promise<void> =>
  limit(...readsOf(memberId, network));

/** Counts like `limitReads`, and says whether it may be. */
export const isReadWithin = (memberId: number | null, network: string): Promise<boolean> =>
  isWithin(...readsOf(memberId, network));

const readsOf = (memberId: number | null, network: string): [LimitName, string | number] =>
  memberId === null ? ["readsOfNetwork", network] : ["readsOfAccount", memberId];

/** Counts a text that is rendered and not stored. */
export const limitPreviews = (memberId: number | null, network: string): Promise<void> =>
  memberId === null ? limit("previewsOfNetwork", network) : limit("previewsOfAccount", memberId);
