import { type LimitSetting, type Limits, USUAL_LIMITS } from "~/platform/limits.server";
import { byLabel, measure } from "~/platform/metrics.server";
import { type RefusalCode, Refused } from "~/platform/refusals";
import type { SharedTries } from "./batched-tries.server";
import { type Counter, type Counters, openCounters, type Who } from "./limit-counters.server";

interface Limit {
  setting: LimitSetting;
  /** What is said to who comes too often. */
  code: RefusalCode;
  /** Counted all the time: where processes share their counts, they may be a second late. Not what guards accounts. */
  isFrequent?: true;
  /** A right try forgets the wrong ones. */
  isForgiven?: true;
}

/** EVERY LIMIT, and the setting that says how often within how long. */
const LIMITS = {
  /** Whatever is read while signed in, once a request (`counted-requests.server.ts`); of a member. */
  reads: { setting: "CANYU_LIMIT_READS", code: "too.fast", isFrequent: true },
  /** The same, and forms that are sent, of everybody on one network who is not signed in. */
  visitorReads: { setting: "CANYU_LIMIT_VISITOR_READS", code: "too.fast", isFrequent: true },
  /** Forms a member sends, but for those that have a limit of their own below. */
  writes: { setting: "CANYU_LIMIT_WRITES", code: "too.many.writes", isFrequent: true },
  /** What is looked up while somebody types: a fast typist must not use up what they read with. */
  typing: { setting: "CANYU_LIMIT_TYPING", code: "too.fast", isFrequent: true },
  visitorTyping: { setting: "CANYU_LIMIT_VISITOR_TYPING", code: "too.fast", isFrequent: true },
  /** Pictures people sent, of a member or a network: one page shows many. */
  pictureReads: { setting: "CANYU_LIMIT_PICTURE_READS", code: "too.fast", isFrequent: true },
  /** Saving a draft, a few seconds after somebody pauses. */
  drafts: { setting: "CANYU_LIMIT_DRAFTS", code: "too.fast", isFrequent: true },
  /** Rendering a text that is not stored. */
  previews: { setting: "CANYU_LIMIT_PREVIEWS", code: "too.fast", isFrequent: true },
  visitorPreviews: { setting: "CANYU_LIMIT_VISITOR_PREVIEWS", code: "too.fast", isFrequent: true },
  /** Pictures one member sends. */
  pictures: { setting: "CANYU_LIMIT_PICTURES", code: "pictures.often" },
  /** Wrong tries to sign in, and asking for mails, from one network. */
  signIns: { setting: "CANYU_LIMIT_SIGN_INS", code: "too.fast" },
  /** Wrong passwords for one user name. */
  passwords: { setting: "CANYU_LIMIT_PASSWORDS", code: "too.many.tries", isForgiven: true },
  /** Wrong second steps of one member. */
  steps: { setting: "CANYU_LIMIT_STEPS", code: "too.many.tries", isForgiven: true },
  /**
   * Links to a new password, by the address or name that is typed, from anywhere. Who is refused got the mails before:
   * a stranger who asks in their place shuts nobody out.
   */
  resets: { setting: "CANYU_LIMIT_RESETS", code: "too.many.asks" },
  /** Other mails somebody asks for from one network, by the address they type. */
  mails: { setting: "CANYU_LIMIT_MAILS", code: "too.many.asks" },
  /** The same from anywhere: higher, so that one stranger shuts nobody's mail sign-in. */
  mailsFromAnywhere: { setting: "CANYU_LIMIT_MAILS_FROM_ANYWHERE", code: "too.many.asks" },
  /** Accounts opened from one network without an invitation; more of them wait for an admin, and none is refused. */
  registrations: { setting: "CANYU_LIMIT_REGISTRATIONS", code: "too.fast" },
  /** What visitors send before they sign in, from one network: each is stored. */
  keptForms: { setting: "CANYU_LIMIT_KEPT_FORMS", code: "too.fast" },
} as const satisfies Record<string, Limit>;

export type LimitName = keyof typeof LIMITS;

const refused = new Map<LimitName, number>();
measure("canyu_limits_refused_total", "What was one too many, by its limit.", () => byLabel("limit", refused));

let open = opened(USUAL_LIMITS, openCounters(null));

/**
 * Sets the limits, all counts at nothing, shared with the other processes when there are any. Called when a site starts.
 * Returns how to let go: from then on this process counts alone.
 */
export function openLimits(limits: Limits = USUAL_LIMITS, tries: SharedTries | null = null): () => Promise<void> {
  const mine = opened(limits, openCounters(tries));
  open = mine;
  return async () => {
    if (open === mine) open = opened(limits, openCounters(null));
    await mine.close();
  };
}

function opened(
  limits: Limits,
  counters: Counters,
): { counter(name: LimitName): Counter | null; close: Counters["close"] } {
  const made = new Map<LimitName, Counter>();
  return {
    counter(name) {
      const { setting, isFrequent, isForgiven }: Limit = LIMITS[name];
      const rate = limits[setting];
      if (!rate) return null;
      const known =
        made.get(name) ?? counters.counterOf({ name, rate, isExact: !isFrequent, isForgiven: isForgiven === true });
      made.set(name, known);
      return known;
    },
    close: counters.close,
  };
}

/** Counts one more of `who`'s. Why not, with the seconds until it may be tried again, when it is one too many. */
export async function whyTooOften(name: LimitName, who: Who): Promise<Refused | null> {
  const wait = (await open.counter(name)?.add(who)) ?? null;
  if (wait === null) return null;
  refused.set(name, (refused.get(name) ?? 0) + 1);
  return new Refused(LIMITS[name].code, {}, Math.ceil(wait / 1_000) || 1);
}

/** Counts one more of `who`'s. Refused when it is one too many. */
export async function limit(name: LimitName, who: Who): Promise<void> {
  const why = await whyTooOften(name, who);
  if (why) throw why;
}

/** Counts like `limit`, and says whether it may be: for what has another way when it may not. */
export const isWithin = async (name: LimitName, who: Who): Promise<boolean> => (await whyTooOften(name, who)) === null;

/** Takes back one that should not have counted: where only wrong tries count, the right one. */
export async function giveBack(name: LimitName, who: Who): Promise<void> {
  await open.counter(name)?.giveBack(who);
}

/** Forgets `who`'s. */
export async function forgetTries(name: LimitName, who: Who): Promise<void> {
  await open.counter(name)?.forget(who);
}

/** Counts a mail that somebody on this network asks for, to this address. */
export async function limitMails(address: string, network: string): Promise<void> {
  await limit("mails", `${network} ${address}`); // a network has no space: no address makes another's key
  await limit("mailsFromAnywhere", address);
}

/** Counts a text that is rendered and not stored. */
export const limitPreviews = (memberId: number | null, network: string): Promise<void> =>
  memberId === null ? limit("visitorPreviews", network) : limit("previews", memberId);
