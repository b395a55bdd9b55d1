import type { Viewer } from "~/features/members/rules";
import { Refused } from "~/platform/refusals";
import type { TopicId } from "~db/ids.ts";
import type { Store } from "~db/store.ts";
import { loadRevisions, type ThreadRevision } from "./store.server";
import { loadThreadPage, type ThreadPageRow } from "./thread-page.store.server";

export type { ThreadRevision } from "./store.server";
export type { ThreadPageRow as ThreadPage } from "./thread-page.store.server";

/** Everything a thread's own page says of it. */
export async function threadPage(db: Store, viewer: Viewer, id: TopicId): Promise<ThreadPageRow> {
  const row = await loadThreadPage(db.read, viewer, id);
  if (!row) throw new Refused("not.found");
  return row;
}

const REVISIONS_SHOWN = 50;

/** The words a thread had before each edit, the latest first. */
export const threadRevisionsOf = (db: Store, id: TopicId): Promise<ThreadRevision[]> =>
  loadRevisions(db.read, id, REVISIONS_SHOWN);
