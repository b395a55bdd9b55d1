import { optionalId } from "~/platform/ids";
import { oneOf, optional, readForm } from "~/web/form.server";
import type { BoardId } from "~db/ids.ts";
import type { Proposal } from "./proposing.server";

/** What the idea form posts. */
export async function readIdeaForm(request: Request): Promise<Proposal & { once: string; as: "open" | "draft" }> {
  const { board, ...words } = await readForm(request, {
    problem: optional,
    title: optional,
    proposal: optional,
    tags: optional,
    board: optional,
    once: optional,
    as: oneOf("open", "draft"),
  });
  return { ...words, boardId: optionalId<BoardId>(board) };
}
