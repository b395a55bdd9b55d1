import type { ActionFunctionArgs } from "@remix-run/node";
import { member } from "~/features/identity/gates.server";
import { idFrom } from "~/platform/ids";
import { oneOf, readForm } from "~/web/form.server";
import { answerAt } from "~/web/refusals.server";
import type { CommentId } from "~db/ids.ts";
import { pinComment } from "../pinning.server";

/** Puts a comment on top of its discussion, or takes it down. The wished state, never a toggle. */
export async function action({ request, params, context }: ActionFunctionArgs) {
  const me = await member(request, context);
  const { wish } = await readForm(request, { wish: oneOf("pin", "unpin") });
  const id = idFrom<CommentId>(params.commentId);
  await pinComment(context.db, me, id, wish === "pin");
  return answerAt(request, `comment-${id}`, null);
}
