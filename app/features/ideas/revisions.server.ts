import { type History, historyOf } from "~/features/topics/revisions.server";
import type { TopicId } from "~db/ids.ts";
import type { Store } from "~db/store.ts";
import { loadRevisions, loadVersion } from "./revisions.store.server";

/** A page of an idea's edits. Throws ForeignCursor. */
export const ideaHistory = ({ read }: Store, id: TopicId, after: string | null = null): Promise<History> =>
  historyOf(`history of ${id}`, after, {
    now: () => loadVersion(read, id),
    revisions: (from, limit) => loadRevisions(read, id, from, limit),
  });
