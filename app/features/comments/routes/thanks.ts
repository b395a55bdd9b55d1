import type { ActionFunctionArgs } from "@remix-run/node";
import { member } from "~/features/identity/gates.server";
import { idFrom } from "~/platform/ids";
import { oneOf, readForm } from "~/web/form.server";
import { answerAt } from "~/web/refusals.server";
import type { CommentId } from "~db/ids.ts";
import { thankFor } from "../thanking.server";

/** Says "that helped" to a comment from the brand, or takes it back. The wished state, never a toggle. */
export async function action({ request, params, context }: ActionFunctionArgs) {
  const me = await member(request, context);
  const { wish } = await readForm(request, { wish: oneOf("thank", "unthank") });
  const id = idFrom<CommentId>(params.commentId);
  await thankFor(context.db, me, id, wish === "thank");
  return answerAt(request, `comment-${id}`, null);
}
