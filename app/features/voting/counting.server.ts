import { FEWEST_TOLD, toldAudited, toldTrusted } from "~/features/ideas/trusted";
import { Refused } from "~/platform/refusals";
import type { TopicId } from "~db/ids.ts";
import type { Store } from "~db/store.ts";
import { type BandRow, tellBands } from "./bands";
import { type CountedIdea, loadCountedIdea, loadSupport } from "./counting.store.server";

/** Everything an idea's numbers are made of, as everybody may see it. */
export interface Counting
  extends Pick<
    CountedIdea,
    | "supporters"
    | "staffSupport"
    | "problemHavers"
    | "objections"
    | "importedSupport"
    | "importedObjections"
    | "underAuditSince"
  > {
  /** Whole; null of fewer than five. */
  trusted: number | null;
  /** Supporters whom an import brought, who weigh nothing. */
  weightless: number;
  /** By how many ways those came whom the bands are of; null of fewer than five. */
  entryGroups: number | null;
  /** Of the first so many people, five or ten or …, up to yesterday. */
  bands: BandRow[];
  bandsOf: number;
  /**
   * What the latest hard look found, when, and by what: `withoutOne` where what is left without one employee is what counts.
   * Null when there was none, or of too few to tell.
   */
  audited: { at: number; support: number; byTies: boolean; withoutOne: boolean } | null;
  /** The community still grows in: weights are nearly alike. */
  isYoung: boolean;
}

const DAY_MS = 86_400_000;

/**
 * What a public page says of an idea's numbers. Whoever votes and watches must not learn what anybody weighs: bands are of
 * people, five more at a time and not before the day is over, so that none of them is told apart from four others. Null of an idea whose votes count elsewhere.
 */
export async function countingOf(db: Store, id: TopicId, now: number): Promise<Counting | null> {
  const idea = await loadCountedIdea(db.read, id);
  if (!idea) throw new Refused("not.found");
  if (idea.status === "merged") return null;
  const { weightless, entryGroups, ...people } = await loadSupport(db.read, id, now - (now % DAY_MS));
  const { lambda, status: ___, weightSum: _, guestSum: __, auditedAt, audited, flow, withoutOneSeed, ...shown } = idea;
  const bandsOf = people.full + people.most + people.some + people.guests;
  const support = toldAudited(idea);
  return {
    ...shown,
    trusted: toldTrusted(idea),
    ...{ weightless, entryGroups: bandsOf < FEWEST_TOLD ? null : entryGroups },
    bands: tellBands(people),
    bandsOf,
    audited:
      support !== null && auditedAt !== null
        ? { at: auditedAt, support, byTies: flow !== null, withoutOne: audited === withoutOneSeed }
        : null,
    isYoung: (lambda ?? 0) < 1,
  };
}
