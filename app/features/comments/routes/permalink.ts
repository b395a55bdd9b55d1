import { type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { visitor } from "~/features/identity/gates.server";
import { idFrom } from "~/platform/ids";
import type { CommentId } from "~db/ids.ts";
import { visibleComment } from "../comments.server";

/** Leads to the comment where it stands, however far down. */
export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const me = await visitor(request, context);
  const { id, topicId, thread } = await visibleComment(context.db.read, me, idFrom<CommentId>(params.commentId));
  return redirect(`/ideas/${topicId}?thread=${thread}#comment-${id}`);
}

/** Never drawn. Being a page, it says on a page that there is no such comment. */
export default function Permalink() {
  return null;
}
