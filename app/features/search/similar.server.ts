import { type IdeaStatus, isOpen } from "~/features/ideas/rules";
import type { Viewer } from "~/features/members/rules";
import { simplify } from "~/platform/simplify.server";
import type { Simplify } from "~/platform/words";
import type { TopicId } from "~db/ids.ts";
import type { Store } from "~db/store.ts";
import { find } from "./finding.server";
import { gramsOf, likeness } from "./likeness";
import { queryFrom, rarity } from "./rules";
import { type HitRow, loadHits, mergedTitles } from "./searching.store.server";

export interface SimilarIdea {
  id: TopicId;
  sourceId: string | null;
  title: string;
  status: IdeaStatus;
  supporters: number;
  isSupported: boolean;
  /** It still takes votes. */
  isOpen: boolean;
  /** How alike the titles are: 0 not at all, 1 the same. */
  closeness: number;
  score: number;
}

const CANDIDATES = 100;
/** From here on it is the same idea in nearly the same words. */
const NEARLY_THE_SAME = 0.75;

// Found by trying on real petitions with their marked duplicates, and on sentences that mean the same (figures.test.ts).
const LIKE_TITLE = 4;
const MANY_SUPPORTERS = 0.1;
const NOT_LIVING = 0.8;

/** Ideas like the one somebody is writing: nearly the same first, then those still going, then done and declined ones. */
export async function similarIdeas(db: Store, me: Viewer, title: string, limit: number): Promise<SimilarIdea[]> {
  const { text } = queryFrom(title);
  const found = await find(db.read, text, { scope: { kind: "idea" }, limit: CANDIDATES, least: 0 });
  if (!found.documents.length) return [];
  const rows = await loadHits(
    db.read,
    found.documents.map(({ id }) => id),
    me?.id ?? null,
  );
  const hits = rows.flatMap(({ status, ...row }) => (status === null ? [] : [{ ...row, status }]));
  const scores = new Map(found.documents.map(({ id, score }) => [id, score]));
  const merged = await mergedTitles(
    db.read,
    hits.map(({ topicId }) => topicId),
  );
  const ideas = compared(text, hits, merged, await simplify()).map(({ hit, closeness, weighted }) => ({
    id: hit.topicId,
    sourceId: hit.sourceId,
    title: hit.title,
    status: hit.status,
    supporters: hit.supporters,
    isSupported: hit.isSupported,
    isOpen: isOpen(hit.status),
    closeness,
    score: scoreOf(scores.get(hit.id) ?? 0, weighted, hit),
  }));
  const best = ideas.sort((one, other) => other.score - one.score || other.id - one.id).slice(0, limit);
  return best.sort((one, other) => rankOf(one) - rankOf(other));
}

type IdeaHit = HitRow & { status: IdeaStatus };

interface Compared {
  hit: IdeaHit;
  closeness: number;
  /** The same, but what few of the candidates have counts more. */
  weighted: number;
}

// Of an idea with others merged into it, whichever title comes closest: they say the same.
function compared(
  text: string,
  hits: readonly IdeaHit[],
  merged: ReadonlyMap<TopicId, readonly string[]>,
  simplified: Simplify,
): Compared[] {
  const asked = gramsOf(text, simplified);
  const titlesOf = ({ topicId, title }: HitRow) => [title, ...(merged.get(topicId) ?? [])];
  const grams = hits.map((hit) => titlesOf(hit).map((title) => gramsOf(title, simplified)));
  const counts = new Map<string, number>();
  for (const gram of grams.flatMap(([own = new Set<string>()]) => [...own]))
    counts.set(gram, (counts.get(gram) ?? 0) + 1);
  const weightOf = (gram: string): number => rarity(counts.get(gram) ?? 0, hits.length);
  return hits.map((hit, n) => {
    const own = grams[n] ?? [];
    return {
      hit,
      closeness: Math.max(...own.map((one) => likeness(asked, one))),
      weighted: Math.max(...own.map((one) => likeness(asked, one, weightOf))),
    };
  });
}

// Of two alike, the one that more people stand behind, and that is not over.
const scoreOf = (found: number, weighted: number, { supporters, importedSupport, status }: IdeaHit): number =>
  (found / 1_000) *
  (1 + LIKE_TITLE * weighted) *
  (1 + MANY_SUPPORTERS * Math.log10(1 + supporters + Math.max(0, importedSupport))) *
  (isOpen(status) ? 1 : NOT_LIVING);

const rankOf = (idea: SimilarIdea): number => {
  if (idea.closeness >= NEARLY_THE_SAME) return 0;
  return idea.isOpen ? 1 : 2;
};

const SHOWN = 5;
// Below this a title only shares a word or two.
const ALIKE = 0.25;
const CLOSE = 0.45;

/** Those worth showing to somebody who writes. */
export async function alikeIdeas(db: Store, me: Viewer, title: string): Promise<SimilarIdea[]> {
  return (await similarIdeas(db, me, title, SHOWN)).filter(({ closeness }) => closeness >= ALIKE);
}

/** The same when one of them comes so close that a writer should look before publishing; else none. */
export async function closeIdeas(db: Store, me: Viewer, title: string): Promise<SimilarIdea[]> {
  const alike = await alikeIdeas(db, me, title);
  return alike.some(({ closeness }) => closeness >= CLOSE) ? alike : [];
}
