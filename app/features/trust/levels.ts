import type { ClaimKind } from "~/features/ledger/rules";
import { isLevel, type Level } from "~/features/members/rules";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** Outcomes that others recognised (people.md 3): counted are the days they fell on. */
export const RECOGNISED: readonly ClaimKind[] = [
  "idea.shortlisted",
  "idea.accepted",
  "reply.accepted",
  "reply.endorsed",
];

/** What somebody may not do, from when until when. UTC milliseconds. */
export interface Sanction {
  from: number;
  until: number;
}

/** What levels go by. Times in UTC milliseconds. */
export interface LevelFacts {
  /** The highest they came to. */
  earned: Level;
  isConfirmed: boolean;
  joinedAt: number;
  /** Since when the oldest thing of theirs stands that still does; null: nothing does. */
  standsSince: number | null;
  /** With how many people they answered each other on three days, not counting who invited them. */
  partners: number;
  /** What their vote weighs, in thousandths; 0 in the guest pool. */
  weight: number;
  /** On how many days something of theirs was recognised, ever and within ninety days. */
  actDays: number;
  recentActDays: number;
  sanctions: readonly Sanction[];
  /** When a moderator last acted on their words or themselves, and it stands; null: never. */
  violatedAt: number | null;
}

/** What is still missing for the next level. */
export type Need =
  | { is: "stand" | "confirmed" | "sanction" | "weight" | "violation" }
  | { is: "partners" | "days" | "acts" | "recent"; count: number };

const STANDS_MS = 24 * HOUR_MS;
const LONG_SANCTION_DAYS = 15;
const SERIOUS_SANCTION_DAYS = 7;
const AFTER_LONG_MS = 60 * DAY_MS;
const VIOLATION_MS = 180 * DAY_MS;
export const RECENT_DAYS = 90;
const LEAST_TO_REST = 9;
export const NOTICE_MS = 30 * DAY_MS;

/** What the facts still lack for a level, itself alone; nothing: it is theirs. */
export function lacking(level: Exclude<Level, 0>, facts: LevelFacts, now: number): Need[] {
  const { joinedAt, partners, weight, actDays, recentActDays, violatedAt } = facts;
  switch (level) {
    case 1:
      return [...unless(hasStood(facts, now), { is: "stand" }), ...unless(facts.isConfirmed, { is: "confirmed" })];
    case 2:
      return [
        ...atLeast("partners", partners, 2),
        ...atLeast("days", (now - joinedAt) / DAY_MS, 7),
        ...unless(!facts.sanctions.some((one) => isRunning(one, now)), { is: "sanction" }),
      ];
    case 3:
      return [...atLeast("acts", actDays, 1), ...unless(weight >= 100, { is: "weight" })];
    case 4:
      return [
        ...atLeast("acts", actDays, 3),
        ...unless(weight >= 300, { is: "weight" }),
        ...atLeast("days", (now - joinedAt) / DAY_MS, 60),
        ...unless(!hasLongSanction(facts, now), { is: "sanction" }),
      ];
    case 5:
      return [
        ...atLeast("recent", recentActDays, 10),
        ...unless(weight >= 600, { is: "weight" }),
        ...unless(violatedAt === null || now - violatedAt >= VIOLATION_MS, { is: "violation" }),
        ...unless(!hasLongSanction(facts, now), { is: "sanction" }),
      ];
  }
}

const unless = (isThere: boolean, need: Need): Need[] => (isThere ? [] : [need]);

const atLeast = (is: "partners" | "days" | "acts" | "recent", has: number, least: number): Need[] =>
  unless(has >= least, { is, count: Math.ceil(least - has) });

const hasStood = ({ standsSince }: LevelFacts, now: number): boolean =>
  standsSince !== null && now - standsSince >= STANDS_MS;

const isRunning = ({ from, until }: Sanction, now: number): boolean => from <= now && until > now;

// They end on a full minute, which makes them up to a minute shorter than whole days.
const daysOf = ({ from, until }: Sanction): number => Math.round((until - from) / DAY_MS);

const hasLongSanction = ({ sanctions }: Pick<LevelFacts, "sanctions">, now: number): boolean =>
  sanctions.some((one) => daysOf(one) >= LONG_SANCTION_DAYS && one.from <= now && one.until + AFTER_LONG_MS > now);

/** The level behind this one; null behind the last. */
export function after(level: Level): Exclude<Level, 0> | null {
  const next = level + 1;
  return isLevel(next) && next !== 0 ? next : null;
}

/** The highest level somebody has come to: from what they earned before upwards, never down. */
export function earnedBy(facts: LevelFacts, now: number): Level {
  let level = facts.earned;
  for (let next = after(level); next !== null && lacking(next, facts, now).length === 0; next = after(level))
    level = next;
  return level;
}

/** The level as it works now: less than was earned while a sanction says so. */
export function workingLevel(earned: Level, facts: Pick<LevelFacts, "sanctions">, now: number): Level {
  const isSerious = facts.sanctions.some((one) => isRunning(one, now) && daysOf(one) >= SERIOUS_SANCTION_DAYS);
  if (isSerious) return earned > 1 ? 1 : earned;
  return hasLongSanction(facts, now) && earned > 3 ? 3 : earned;
}

/**
 * From when on the powers of level 5 rest: thirty days after the day on which too little had been recognised; null while
 * there is enough, or below that level. `before` is what was known.
 */
export function restingFrom(
  { earned, recentActDays }: Pick<LevelFacts, "earned" | "recentActDays">,
  before: number | null,
  now: number,
): number | null {
  if (earned < 5 || recentActDays >= LEAST_TO_REST) return null;
  return before ?? now + NOTICE_MS;
}

/** Whether the powers of level 5 rest. Level and ring stay. */
export const isEmeritus = (level: number, restsAt: number | null, now: number): boolean =>
  level === 5 && restsAt !== null && restsAt <= now;
