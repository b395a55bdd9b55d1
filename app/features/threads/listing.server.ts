import type { Viewer } from "~/features/members/rules";
import { tagsOfTopics } from "~/features/topics/topics.server";
import { glance } from "~/platform/text";
import type { MemberId, TopicId } from "~db/ids.ts";
import { cursorOf, pageOf, timeAndIdIn } from "~db/pages.ts";
import type { Store } from "~db/store.ts";
import { loadMine, loadThreads, type MyThread, type ThreadFilter, type ThreadRow } from "./listing.store.server";

export type { MyThread, ThreadFilter } from "./listing.store.server";

export interface ThreadCard extends Omit<ThreadRow, "start"> {
  /** The first words. */
  glance: string;
  tags: string[];
}

interface ThreadList {
  threads: ThreadCard[];
  /** Where the next page begins; null on the last. */
  next: string | null;
}

const GLANCE = 160;

/** A page of threads. Throws ForeignCursor for a cursor of another order. */
export async function listThreads(
  db: Store,
  viewer: Viewer,
  filter: ThreadFilter,
  { limit, after }: { limit: number; after: string | null },
): Promise<ThreadList> {
  const list = `threads.${filter.order}`;
  const from = after === null ? null : timeAndIdIn<TopicId>(list, after);
  const rows = await loadThreads(db.read, viewer, filter, { limit: limit + 1, after: from });
  const { shown, next } = pageOf(rows, limit, ({ lastActivityAt, createdAt, id }) =>
    cursorOf(list, filter.order === "new" ? createdAt : lastActivityAt, id),
  );
  const tags = await tagsOfTopics(
    db.read,
    shown.map(({ id }) => id),
  );
  return {
    threads: shown.map(({ start, ...row }) => ({
      ...row,
      glance: glance(start, GLANCE),
      tags: tags.get(row.id) ?? [],
    })),
    next,
  };
}

/** A page of a member's own threads, latest first: those before an id. */
export async function myThreads(
  db: Store,
  me: MemberId,
  before: TopicId | null,
  limit: number,
): Promise<{ threads: MyThread[]; next: TopicId | null }> {
  const rows = await loadMine(db.read, me, before, limit + 1);
  const threads = rows.slice(0, limit);
  return { threads, next: rows.length > limit ? (threads.at(-1)?.id ?? null) : null };
}
