import { type IdeaFilter, type IdeaRow, ideaRows } from "~/features/ideas/listing.server";
import { cursorOf } from "~db/pages.ts";
import type { Store } from "~db/store.ts";
import type { PromisedRequest, TopRequest } from "./columns";
import { answersOf, entryGroupsOf, mergedInto, topComments } from "./store.server";

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
export async function* topRequests(db: Store, wanted: TopRequests): AsyncGenerator<TopRequest> {
  for await (const { promised_at: _, due_at: __, ...request } of promisedRequests(db, wanted)) yield request;
}

/** The same with what was promised, for the desk and for reading. */
export async function* promisedRequests(
  db: Store,
  { filter, limit, origin }: TopRequests,
): AsyncGenerator<PromisedRequest> {
  const most = limit ?? Number.POSITIVE_INFINITY;
  let after: string | null = null;
  let rank = 0;
  while (rank < most) {
    const ideas: IdeaRow[] = await ideaRows(db, null, filter, { limit: Math.min(SLICE, most - rank), after });
    const last = ideas.at(-1);
    if (!last) return;
    const more = await gather(db, ideas);
    for (const idea of ideas) yield requestFrom(idea, ++rank, origin, more);
    after = cursorOf(`ideas.${filter.order}`, last.key, last.id);
  }
}

async function gather(db: Store, ideas: readonly IdeaRow[]) {
  const ids = ideas.map(({ id }) => id);
  const [answers, comments, entryGroups, merged] = await Promise.all([
    answersOf(db.read, ids),
    topComments(db.read, ids),
    entryGroupsOf(db.read, ids),
    mergedInto(db.read, ids),
  ]);
  return { answers, comments, entryGroups, merged };
}

function requestFrom(
  idea: IdeaRow,
  rank: number,
  origin: string,
  { answers, comments, entryGroups, merged }: Awaited<ReturnType<typeof gather>>,
): PromisedRequest {
  return {
    rank,
    id: idea.id,
    source_id: idea.sourceId,
    url: `${origin}/ideas/${idea.id}`,
    title: idea.title,
    problem: idea.problem,
    board: idea.board,
    tags: idea.tags,
    status: idea.status,
    owner: idea.owner,
    supporters: idea.supporters,
    trusted_support: null,
    audited_support: null,
    problem_havers: idea.problemHavers,
    objections: idea.objections,
    imported_support: idea.importedSupport,
    imported_objections: idea.importedObjections,
    comments: idea.comments,
    first_seen: new Date(idea.createdAt).toISOString(),
    trend_28d: idea.trend,
    merged_ids: merged.get(idea.id) ?? [],
    answer: answers.get(idea.id) ?? null,
    top_comments: comments.get(idea.id) ?? [],
    proxy_support: null,
    staff_support: idea.staffSupport,
    share_under_audit: null,
    entry_groups: entryGroups.get(idea.id) ?? 0,
    promised_at: isoOrNull(idea.promisedAt),
    due_at: isoOrNull(idea.dueAt),
  };
}

const isoOrNull = (at: number | null): string | null => (at === null ? null : new Date(at).toISOString());
