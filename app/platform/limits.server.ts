import { z } from "zod";

/** How often within how many seconds; null is never too often. */
export type Rate = { points: number; duration: number } | null;

/** The longest time that a limit may look back over: a day. */
export const LONGEST_S = 86_400;

const OFF = "off";
const WRITTEN = /^([1-9]\d{0,6})\/([1-9]\d{0,3})([smh])$/;
const SECONDS = { s: 1, m: 60, h: 3_600 };
const isUnit = (text: string): text is keyof typeof SECONDS => text in SECONDS;

// `200/1m` is 200 times in a minute.
const rate = (usual: string) =>
  z
    .string()
    .refine((text) => text === OFF || (rateFrom(text)?.duration ?? Number.POSITIVE_INFINITY) <= LONGEST_S)
    .default(usual)
    .transform(rateFrom);

function rateFrom(text: string): Rate {
  const [, points, count, unit = ""] = WRITTEN.exec(text) ?? [];
  return isUnit(unit) ? { points: Number(points), duration: Number(count) * SECONDS[unit] } : null;
}

/** The setting of each limit, with what it is when nobody says otherwise. What they count says `web/rate-limits.server.ts`. */
export const limitSettings = {
  CANYU_LIMIT_READS: rate("200/1m"),
  CANYU_LIMIT_VISITOR_READS: rate("600/1m"),
  CANYU_LIMIT_WRITES: rate("30/1m"),
  CANYU_LIMIT_TYPING: rate("120/1m"),
  CANYU_LIMIT_VISITOR_TYPING: rate("600/1m"),
  CANYU_LIMIT_PICTURE_READS: rate("3000/1m"),
  CANYU_LIMIT_DRAFTS: rate("60/1m"),
  CANYU_LIMIT_PREVIEWS: rate("30/1m"),
  CANYU_LIMIT_VISITOR_PREVIEWS: rate("60/1m"),
  CANYU_LIMIT_PICTURES: rate("60/1h"),
  CANYU_LIMIT_SIGN_INS: rate("30/1m"),
  CANYU_LIMIT_PASSWORDS: rate("10/15m"),
  CANYU_LIMIT_STEPS: rate("10/15m"),
  CANYU_LIMIT_RESETS: rate("3/1h"),
  CANYU_LIMIT_MAILS: rate("3/1h"),
  CANYU_LIMIT_MAILS_FROM_ANYWHERE: rate("10/1h"),
  CANYU_LIMIT_REGISTRATIONS: rate("20/1h"),
  CANYU_LIMIT_KEPT_FORMS: rate("30/1h"),
};

export type LimitSetting = keyof typeof limitSettings;
export type Limits = Readonly<Record<LimitSetting, Rate>>;

const shape = z.object(limitSettings);

/** The limits of an environment that has been checked. */
export const limitsIn = (environment: Readonly<Record<string, string | undefined>>): Limits => shape.parse(environment);

/** What holds when nobody says otherwise. */
export const USUAL_LIMITS: Limits = limitsIn({});

export const isLimitSetting = (name: string): name is LimitSetting => name in limitSettings;

/** A limit as it is written in the environment. */
export function writtenRate(rate: Rate): string {
  if (!rate) return OFF;
  const { points, duration } = rate;
  if (duration % SECONDS.h === 0) return `${points}/${duration / SECONDS.h}h`;
  return duration % SECONDS.m === 0 ? `${points}/${duration / SECONDS.m}m` : `${points}/${duration}s`;
}
