import type { ActionFunctionArgs } from "@remix-run/node";
import { member } from "~/features/identity/gates.server";
import { idFrom } from "~/platform/ids";
import { oneOf, readForm } from "~/web/form.server";
import { answerAt } from "~/web/refusals.server";
import type { CommentId } from "~db/ids.ts";
import { markHelpful } from "../helpful.server";

const FIELDS = { wish: oneOf("mark", "unmark") };

/** Says that a comment helped, or takes it back. The wished state, never a toggle. */
export async function action({ request, params, context }: ActionFunctionArgs) {
  const me = await member(request, context);
  const { wish } = await readForm(request, FIELDS);
  const id = idFrom<CommentId>(params.commentId);
  const done = await markHelpful(context.db, me, id, wish === "mark");
  return answerAt(request, `comment-${id}`, done);
}
