import type { Viewer } from "~/features/members/rules";
import { Refused } from "~/platform/refusals";
import type { TopicId } from "~db/ids.ts";
import type { Store } from "~db/store.ts";
import { loadThreadPage, type ThreadPageRow } from "./thread-page.store.server";

export type { ThreadPageRow as ThreadPage } from "./thread-page.store.server";

/** Everything a thread's own page says of it. */
export async function threadPage(db: Store, viewer: Viewer, id: TopicId): Promise<ThreadPageRow> {
  const row = await loadThreadPage(db.read, viewer, id);
  if (!row) throw new Refused("not.found");
  return row;
}
