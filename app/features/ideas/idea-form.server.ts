import { optionalId } from "~/platform/ids";
import { oneOf, optional, readForm } from "~/web/form.server";
import type { BoardId, TopicId } from "~db/ids.ts";
import type { Proposal } from "./proposing.server";

interface PostedIdea extends Proposal {
  once: string;
  /** Which button: none of these, when another idea is supported instead. */
  as: "open" | "draft" | "";
  /** The idea that is supported instead. */
  support: TopicId | null;
  /** "yes": they have looked at the ideas like theirs. */
  considered: string;
  /** What was kept of it while it was written. */
  draft: string;
}

const FIELDS = {
  problem: optional,
  title: optional,
  proposal: optional,
  tags: optional,
  board: optional,
  once: optional,
  as: oneOf("open", "draft", "").default(""),
  support: optional,
  considered: optional,
  draft: optional,
};

/** What the idea form posts. */
export async function readIdeaForm(request: Request): Promise<PostedIdea> {
  const { board, support, ...words } = await readForm(request, FIELDS);
  return { ...words, boardId: optionalId<BoardId>(board), support: optionalId<TopicId>(support) };
}
