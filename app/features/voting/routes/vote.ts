import type { ActionFunctionArgs } from "@remix-run/node";
import { member } from "~/features/identity/gates.server";
import { idFrom } from "~/platform/ids";
import { oneOf, optional, readForm } from "~/web/form.server";
import type { TopicId } from "~db/ids.ts";
import { VOTE_KINDS } from "../rules";
import { castVote, withdrawVote } from "../voting.server";

/** The wished state, never a toggle: a request sent twice does not undo itself. */
export async function action({ request, params, context }: ActionFunctionArgs) {
  const me = await member(request, context);
  const { wish, kind, reason } = await readForm(request, {
    wish: oneOf("cast", "withdraw"),
    kind: oneOf(...VOTE_KINDS),
    reason: optional,
  });
  const ideaId = idFrom<TopicId>(params.ideaId);
  return wish === "cast"
    ? castVote(context.db, me, ideaId, { kind, reason })
    : withdrawVote(context.db, me, ideaId, kind);
}
