import { optionalId } from "~/platform/ids";
import { optional, readForm } from "~/web/form.server";
import type { BoardId } from "~db/ids.ts";
import { isThreadKind } from "./rules";
import type { WrittenThread } from "./starting.server";

/** What the thread form posts. */
export async function readThreadForm(request: Request): Promise<WrittenThread & { once: string }> {
  const { board, kind, ...words } = await readForm(request, {
    kind: optional,
    title: optional,
    text: optional,
    tags: optional,
    board: optional,
    once: optional,
  });
  return { ...words, kind: isThreadKind(kind) ? kind : null, boardId: optionalId<BoardId>(board) };
}
