import { type RefusalCode, refuseFields } from "~/platform/refusals";
import { CLAIM_KINDS, type ClaimKind, FIRST_RULES, groupOf, type KindRule, type LedgerRules, POINT } from "./rules";

/** The form's fields as they were typed: `points.<kind>`, `aDay.<kind>` and the rest by their names. */
export type TypedRules = Readonly<Record<string, string>>;

export const RULE_FIELDS: readonly string[] = [
  ...CLAIM_KINDS.flatMap((kind) => [`points.${kind}`, `aDay.${kind}`]),
  ...["dailyCeiling", "aWeekFromOne", "duplicatesAnIdea"],
];

const MOST_POINTS = 10_000;
const MOST_A_DAY = 1_000;

const numberIn = (text = ""): number => (/^\d{1,5}$/.test(text.trim()) ? Number(text) : Number.NaN);
const isWithin = (n: number, least: number, most: number): boolean => n >= least && n <= most;

// What is taken away is typed as it is said: "5" takes five. And "0" no less than nothing: -0 is another than what is stored.
function kindRule(typed: TypedRules, kind: ClaimKind): KindRule {
  const points = numberIn(typed[`points.${kind}`]) * POINT;
  const aDay = typed[`aDay.${kind}`]?.trim() ?? "";
  return { points: groupOf(kind) === "penalty" ? 0 - points : points, aDay: aDay === "" ? null : numberIn(aDay) };
}

function kindsFrom(typed: TypedRules): LedgerRules["kinds"] {
  const kinds = { ...FIRST_RULES.kinds };
  for (const kind of CLAIM_KINDS) kinds[kind] = kindRule(typed, kind);
  return kinds;
}

/** What is no number is NaN. */
const rulesFrom = (typed: TypedRules): LedgerRules => ({
  kinds: kindsFrom(typed),
  dailyCeiling: numberIn(typed.dailyCeiling) * POINT,
  aWeekFromOne: numberIn(typed.aWeekFromOne),
  duplicatesAnIdea: numberIn(typed.duplicatesAnIdea),
});

/** The same the other way: what stands in the form's fields. */
export const typedOf = (rules: LedgerRules): TypedRules => ({
  ...Object.fromEntries(
    CLAIM_KINDS.flatMap((kind) => [
      [`points.${kind}`, String(Math.abs(rules.kinds[kind].points) / POINT)],
      [`aDay.${kind}`, String(rules.kinds[kind].aDay ?? "")],
    ]),
  ),
  dailyCeiling: String(rules.dailyCeiling / POINT),
  aWeekFromOne: String(rules.aWeekFromOne),
  duplicatesAnIdea: String(rules.duplicatesAnIdea),
});

/** What is wrong with each field. */
function whyNotRules(rules: LedgerRules): Record<string, RefusalCode | null> {
  const points = (n: number): RefusalCode | null =>
    isWithin(Math.abs(n) / POINT, 0, MOST_POINTS) ? null : "points.range";
  const count = (n: number | null): RefusalCode | null =>
    n === null || isWithin(n, 1, MOST_A_DAY) ? null : "cap.range";
  return {
    ...Object.fromEntries(
      CLAIM_KINDS.flatMap((kind) => [
        [`points.${kind}`, points(rules.kinds[kind].points)],
        [`aDay.${kind}`, count(rules.kinds[kind].aDay)],
      ]),
    ),
    dailyCeiling: points(rules.dailyCeiling),
    aWeekFromOne: isWithin(rules.aWeekFromOne, 1, MOST_A_DAY) ? null : "count.range",
    duplicatesAnIdea: isWithin(rules.duplicatesAnIdea, 1, MOST_A_DAY) ? null : "count.range",
  };
}

/** The rules as they were typed. Refused with what won't do. */
export function rulesAsTyped(typed: TypedRules, more: Parameters<typeof refuseFields>[0] = {}): LedgerRules {
  const rules = rulesFrom(typed);
  refuseFields({ ...whyNotRules(rules), ...more });
  return rules;
}

const LONGEST_REASON = 2_000;

/** Why rules change is kept with them. */
export function whyNotReason(reason: string): RefusalCode | null {
  if (reason === "") return "reason.missing";
  return reason.length > LONGEST_REASON ? "reason.long" : null;
}
