import { trendOf } from "~/features/ideas/rules";
import type { Step } from "~/features/ideas/tallies.server";
import { clock } from "~/platform/clock";
import type { VoteRow } from "./store.server";

/** What of a stored vote says how it counts. */
export type CountedVote = Pick<VoteRow, "kind" | "staff" | "weight" | "guest" | "counts" | "excludedBy" | "at">;

/**
 * What a stored vote adds to the tallies, or takes from them: nothing where an audit excluded it. Staff support stands
 * apart from the fans'.
 */
export function stepOf({ kind, staff, weight, guest, counts, excludedBy, at }: CountedVote, sign: 1 | -1): Step {
  if (!counts || excludedBy !== null) return {};
  if (kind === "problem") return { problemHavers: sign };
  if (kind === "objection") return { objections: sign };
  if (staff) return { staffSupport: sign };
  return {
    ...{ supporters: sign, trend: sign * trendOf(at, clock.now()) },
    ...{ weightSum: guest ? 0 : sign * weight, guestSum: guest ? sign : 0 },
  };
}

/** All of these steps as one. */
export function sumOf(steps: readonly Step[]): Step {
  const sum = (name: keyof Step): number => steps.reduce((all, step) => all + (step[name] ?? 0), 0);
  return {
    supporters: sum("supporters"),
    staffSupport: sum("staffSupport"),
    problemHavers: sum("problemHavers"),
    objections: sum("objections"),
    weightSum: sum("weightSum"),
    guestSum: sum("guestSum"),
    trend: sum("trend"),
  };
}
