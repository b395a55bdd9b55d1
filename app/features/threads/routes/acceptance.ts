import type { ActionFunctionArgs } from "@remix-run/node";
import { member } from "~/features/identity/gates.server";
import { idFrom } from "~/platform/ids";
import { oneOf, readForm } from "~/web/form.server";
import { answerAt } from "~/web/refusals.server";
import type { CommentId } from "~db/ids.ts";
import { acceptReply } from "../accepting.server";

/** Accepts a reply as the answer to its question, or takes that back. The wished state, never a toggle. */
export async function action({ request, params, context }: ActionFunctionArgs) {
  const me = await member(request, context);
  const { wish } = await readForm(request, { wish: oneOf("accept", "unaccept") });
  const id = idFrom<CommentId>(params.commentId);
  await acceptReply(context.db, me, id, wish === "accept");
  return answerAt(request, `comment-${id}`, null);
}
