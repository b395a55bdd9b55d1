import { type IdeaFilter, type IdeaRow, ideaRows } from "~/features/ideas/listing.server";
import { clock } from "~/platform/clock";
import { cursorOf } from "~db/pages.ts";
import type { Store } from "~db/store.ts";
import type { TopRequest } from "./columns";
import { answersOf, earliestComments, mergedInto, supportOf } from "./store.server";

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
export async function* topRequests(db: Store, { filter, limit, origin }: TopRequests): AsyncGenerator<TopRequest> {
  const most = limit ?? Number.POSITIVE_INFINITY;
  const now = clock.now();
  let after: string | null = null;
  let rank = 0;
  while (rank < most) {
    const ideas: IdeaRow[] = await ideaRows(db, null, filter, { limit: Math.min(SLICE, most - rank), after });
    const last = ideas.at(-1);
    if (!last) return;
    const more = await gather(db, ideas, now);
    for (const idea of ideas) yield requestFrom(idea, ++rank, origin, more);
    after = cursorOf(`ideas.${filter.order}`, last.key, last.id);
  }
}

async function gather(db: Store, ideas: readonly IdeaRow[], now: number) {
  const ids = ideas.map(({ id }) => id);
  const [answers, comments, support, merged] = await Promise.all([
    answersOf(db.read, ids),
    earliestComments(db.read, ids),
    supportOf(db.read, ids, now),
    mergedInto(db.read, ids),
  ]);
  return { answers, comments, support, merged };
}

function requestFrom(
  idea: IdeaRow,
  rank: number,
  origin: string,
  { answers, comments, support, merged }: Awaited<ReturnType<typeof gather>>,
): TopRequest {
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
    trend_28d: support.get(idea.id)?.trend ?? 0,
    merged_ids: merged.get(idea.id) ?? [],
    answer: answers.get(idea.id) ?? null,
    top_comments: comments.get(idea.id) ?? [],
    proxy_support: null,
    staff_support: idea.staffSupport,
    share_under_audit: null,
    entry_groups: support.get(idea.id)?.entryGroups ?? 0,
  };
}
