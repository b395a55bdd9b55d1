import { type History, historyOf } from "~/features/topics/revisions.server";
import type { CommentId } from "~db/ids.ts";
import type { Store } from "~db/store.ts";
import { loadRevisions, loadVersion } from "./revisions.store.server";

/** A page of a comment's edits. Throws ForeignCursor. */
export const commentHistory = ({ read }: Store, id: CommentId, after: string | null = null): Promise<History> =>
  historyOf(`history of comment ${id}`, after, {
    now: () => loadVersion(read, id),
    revisions: (from, limit) => loadRevisions(read, id, from, limit),
  });
