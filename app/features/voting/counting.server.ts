import { toldAudited, toldTrusted } from "~/features/ideas/trusted";
import { Refused } from "~/platform/refusals";
import type { TopicId } from "~db/ids.ts";
import type { Store } from "~db/store.ts";
import { type BandRow, peopleIn, tellBands } from "./bands";
import { type CountedIdea, countWeightless, loadCountedIdea } from "./counting.store.server";

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
  /** Who weighs how much, as it was told last; null: of too few people, or not yet. */
  told: ToldBands | null;
  /**
   * What the latest hard look found, when, and by what: `withoutOne` where what is left without one employee is what counts.
   * Null when there was none, or of too few to tell.
   */
  audited: { at: number; support: number; byTies: boolean; withoutOne: boolean } | null;
  /** The community still grows in: weights are nearly alike. */
  isYoung: boolean;
}

/** Of the supporters there were before a midnight, and by how many ways they came. */
interface ToldBands {
  upTo: number;
  people: number;
  bands: BandRow[];
  entryGroups: number;
}

/**
 * What a public page says of an idea's numbers. Whoever votes, withdraws and watches must not learn what anybody weighs: so
 * bands are told from what is stored (`tellSupport`). Null of an idea whose votes count elsewhere.
 */
export async function countingOf(db: Store, id: TopicId): Promise<Counting | null> {
  const idea = await loadCountedIdea(db.read, id);
  if (!idea) throw new Refused("not.found");
  if (idea.status === "merged") return null;
  const {
    lambda,
    status: ___,
    weightSum: _,
    guestSum: __,
    told,
    auditedAt,
    audited,
    flow,
    withoutOneSeed,
    ...shown
  } = idea;
  const support = toldAudited(idea);
  return {
    ...shown,
    trusted: toldTrusted(idea),
    weightless: await countWeightless(db.read, id),
    told: told && {
      ...{ upTo: told.upTo, people: peopleIn(told), bands: tellBands(told), entryGroups: told.entryGroups },
    },
    audited:
      support !== null && auditedAt !== null
        ? { at: auditedAt, support, byTies: flow !== null, withoutOne: audited === withoutOneSeed }
        : null,
    isYoung: (lambda ?? 0) < 1,
  };
}
