import { type IdeaFilter, type IdeaRow, ideaRows } from "~/features/ideas/listing.server";
import { toldAudited, toldTrusted } from "~/features/ideas/trusted";
import type { TopicId } from "~db/ids.ts";
import { cursorOf } from "~db/pages.ts";
import type { Store } from "~db/store.ts";
import type { DeskRequest, PromisedRequest, TopRequest, VotesColumn, WordsColumn } from "./columns";
import { answersOf, mergedInto, topComments, type VotesRow, votesOf } from "./store.server";

interface TopRequests {
  filter: IdeaFilter;
  /** At most so many; all when absent. */
  limit?: number | undefined;
  origin: string;
}

const SLICE = 500;

/**
 * The top requests in order, read in slices along a key cursor: memory stays flat however many there are.
 * The desk, the files and the command line all show these rows: what everyone can see, whoever asks.
 */
export async function* topRequests(db: Store, wanted: TopRequests): AsyncGenerator<PromisedRequest> {
  for await (const { ideas, rank } of slices(db, wanted)) {
    const words = await gatherWords(db, ideas);
    const votes = await votesOf(db.read, idsOf(ideas));
    for (const [n, idea] of ideas.entries())
      yield {
        ...requestFrom(idea, rank + n, wanted.origin),
        ...wordsFrom(idea, words),
        ...votesFrom(idea, votes.get(idea.id)),
      };
  }
}

/** The same rows as the desk shows them, without the words that are gathered from elsewhere. */
export async function* deskRequests(db: Store, wanted: Omit<TopRequests, "origin">): AsyncGenerator<DeskRequest> {
  for await (const { ideas, rank } of slices(db, wanted)) {
    const votes = await votesOf(db.read, idsOf(ideas));
    for (const [n, idea] of ideas.entries())
      yield { ...ownColumns(idea, rank + n), ...votesFrom(idea, votes.get(idea.id)) };
  }
}

/** `rank` is the place of the first. */
async function* slices(
  db: Store,
  { filter, limit = Number.POSITIVE_INFINITY }: Omit<TopRequests, "origin">,
): AsyncGenerator<{ ideas: readonly IdeaRow[]; rank: number }> {
  let after: string | null = null;
  for (let rank = 1; rank <= limit; rank += SLICE) {
    const size = Math.min(SLICE, limit - rank + 1);
    const ideas: IdeaRow[] = await ideaRows(db, null, filter, { limit: size, after });
    if (ideas.length) yield { ideas, rank };
    const last = ideas.at(-1);
    if (!last || ideas.length < size) return;
    after = cursorOf(`ideas.${filter.order}`, last.key, last.id);
  }
}

const idsOf = (ideas: readonly IdeaRow[]): TopicId[] => ideas.map(({ id }) => id);

async function gatherWords(db: Store, ideas: readonly IdeaRow[]) {
  const ids = idsOf(ideas);
  const [answers, comments, merged] = await Promise.all([
    answersOf(db.read, ids),
    topComments(db.read, ids),
    mergedInto(db.read, ids),
  ]);
  return { answers, comments, merged };
}

const wordsFrom = (
  { id }: IdeaRow,
  { answers, comments, merged }: Awaited<ReturnType<typeof gatherWords>>,
): Pick<TopRequest, WordsColumn> => ({
  merged_ids: merged.get(id) ?? [],
  answer: answers.get(id) ?? null,
  top_comments: comments.get(id) ?? [],
});

const votesFrom = ({ supporters, trusted }: IdeaRow, votes: VotesRow | undefined): Pick<TopRequest, VotesColumn> => ({
  entry_groups: votes?.entryGroups ?? 0,
  audited_support: toldAudited({ supporters, trusted, audited: votes?.audited ?? null }),
  share_under_audit: supporters ? Math.round((100 * (votes?.suspects ?? 0)) / supporters) / 100 : 0,
});

const requestFrom = (
  idea: IdeaRow,
  rank: number,
  origin: string,
): Omit<PromisedRequest, WordsColumn | VotesColumn> => ({
  ...ownColumns(idea, rank),
  source_id: idea.sourceId,
  url: `${origin}/ideas/${idea.id}`,
  problem: idea.problem,
  first_seen: new Date(idea.createdAt).toISOString(),
  proxy_support: null,
  staff_support: idea.staffSupport,
});

const ownColumns = (idea: IdeaRow, rank: number): Omit<DeskRequest, VotesColumn> => ({
  rank,
  id: idea.id,
  title: idea.title,
  board: idea.board,
  tags: idea.tags,
  status: idea.status,
  owner: idea.owner,
  supporters: idea.supporters,
  trusted_support: toldTrusted(idea),
  problem_havers: idea.problemHavers,
  objections: idea.objections,
  imported_support: idea.importedSupport,
  imported_objections: idea.importedObjections,
  comments: idea.comments,
  trend_28d: idea.trend,
  promised_at: isoOrNull(idea.promisedAt),
  due_at: isoOrNull(idea.dueAt),
  is_answered: idea.hasAnswer,
});

const isoOrNull = (at: number | null): string | null => (at === null ? null : new Date(at).toISOString());
