import type { Viewer } from "~/features/members/rules";
import { Refused } from "~/platform/refusals";
import { glance } from "~/platform/text";
import type { TopicId } from "~db/ids.ts";
import type { Store } from "~db/store.ts";
import { loadThreadPage, type ThreadPageRow } from "./thread-page.store.server";

export interface ThreadPage extends Omit<ThreadPageRow, "start"> {
  /** The first words. */
  glance: string;
}

const GLANCE = 150;

/** Everything a thread's own page says of it. */
export async function threadPage(db: Store, viewer: Viewer, id: TopicId): Promise<ThreadPage> {
  const row = await loadThreadPage(db.read, viewer, id);
  if (!row) throw new Refused("not.found");
  const { start, ...thread } = row;
  return { ...thread, glance: glance(start, GLANCE) };
}
