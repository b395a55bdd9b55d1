import { isModerator, type Member, whyNotTakePart } from "~/features/members/rules";
import { idFrom } from "~/platform/ids";
import type { RefusalCode } from "~/platform/refusals";
import { readLength } from "~/platform/text";
import type { MemberId } from "~db/ids.ts";

/**
 * What is found (people.md 2, audits): `pair` is a ring of votes alike and close in time. `seed` is about no votes: one
 * employee carries too much of the support.
 */
export const AUDIT_REASONS = ["pair", "burst", "guests", "entries", "seed"] as const;
export type AuditReason = (typeof AUDIT_REASONS)[number];

/**
 * Whether whoever was excluded for these reasons cheated, as far as ties, vouches and points go. Honest people come in a crowd,
 * by one way, or from one link within an hour: only votes alike say that one hand cast several.
 */
export const isProven = (reasons: readonly AuditReason[]): boolean => reasons.includes("pair");

/** What somebody decides about votes that look bought: they are taken out, or let stand. */
export const VERDICTS = ["excluded", "let"] as const;
export type Verdict = (typeof VERDICTS)[number];

/** One thing that was found about an idea's votes. */
export interface Finding {
  reason: AuditReason;
  members: readonly MemberId[];
  /** The numbers behind it, by name. */
  numbers: Readonly<Record<string, number>>;
}

/** A moderator decides within two days. */
export const DECIDE_WITHIN_MS = 48 * 3_600_000;

/** Whose votes findings are about, and why each. */
export function suspectsOf(findings: readonly Finding[]): Map<MemberId, AuditReason[]> {
  const suspects = new Map<MemberId, AuditReason[]>();
  for (const { reason, members } of findings)
    for (const member of members) {
      const known = suspects.get(member) ?? [];
      suspects.set(member, known.includes(reason) ? known : [...known, reason]);
    }
  return suspects;
}

const FEWEST_NEW = 3;
const NEW_SHARE = 0.25;

/**
 * Whether findings are worth asking somebody again: enough of those they name were not looked at before, whatever was
 * decided then. Otherwise each night would open what was let stand the day before.
 */
export function isNews(findings: readonly Finding[], lookedAt: ReadonlySet<MemberId>): boolean {
  const suspects = [...suspectsOf(findings).keys()];
  const fresh = suspects.filter((member) => !lookedAt.has(member)).length;
  return fresh >= Math.max(FEWEST_NEW, NEW_SHARE * suspects.length);
}

/** Why this person can't decide about these people's votes: nobody about their own. `now` in UTC milliseconds. */
export function whyNotDecide(me: Member, about: readonly MemberId[], now: number): RefusalCode | null {
  const why = whyNotTakePart(me, now);
  if (why) return why;
  if (!isModerator(me)) return "not.moderator";
  return about.includes(me.id) ? "audit.own" : null;
}

/** Why this person can't answer an objection: they decided, and there is somebody else. `others` may answer, too. */
export const whyNotAnswer = (
  me: Member,
  decidedBy: MemberId | null,
  others: readonly MemberId[],
): RefusalCode | null => (me.id === decidedBy && others.length > 0 ? "audit.yours" : null);

/** Those of other moderators who may answer what somebody said: nobody answers themselves. */
export const othersThan = (others: readonly MemberId[], objector: MemberId): MemberId[] =>
  others.filter((one) => one !== objector);

const LONGEST_WORDS = 2_000;

/** Why words won't do: a reason, an objection or an answer. */
export function whyNotWords(words: string): RefusalCode | null {
  if (words === "") return "reason.missing";
  return readLength(words) > LONGEST_WORDS ? "reason.long" : null;
}

/** Somebody whose vote was taken out, as far as objecting goes. */
interface Excluded {
  isExcluded: boolean;
  objection: string | null;
}

/** Why they can't object: it counts again, or they have, once. */
export function whyNotObject({ isExcluded, objection }: Excluded): RefusalCode | null {
  if (objection !== null) return "audit.objected";
  return isExcluded ? null : "audit.over";
}

const SPARE = /^spare-(\d{1,15})$/;

/** The name of the box that spares a voter. Whom to spare is asked, not whom to take out: a form has room for few boxes. */
export const spareName = (id: MemberId): string => `spare-${id}`;
export const isSpareName = (name: string): boolean => SPARE.test(name);
export const sparedBy = (name: string): MemberId => idFrom<MemberId>(SPARE.exec(name)?.[1]);

/** When a moderator should have decided. */
export const dueAt = (openedAt: number): number => openedAt + DECIDE_WITHIN_MS;
