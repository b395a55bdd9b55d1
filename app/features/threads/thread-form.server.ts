import { optionalId } from "~/platform/ids";
import { optional, readForm } from "~/web/form.server";
import type { BoardId } from "~db/ids.ts";
import { isThreadKind } from "./rules";
import type { WrittenThread } from "./starting.server";

interface PostedThread extends WrittenThread {
  once: string;
  /** What was kept of it while it was written. */
  draft: string;
}

/** What the thread form posts. */
export async function readThreadForm(request: Request): Promise<PostedThread> {
  const { board, kind, ...words } = await readForm(request, {
    kind: optional,
    title: optional,
    text: optional,
    tags: optional,
    board: optional,
    once: optional,
    draft: optional,
  });
  return { ...words, kind: isThreadKind(kind) ? kind : null, boardId: optionalId<BoardId>(board) };
}
