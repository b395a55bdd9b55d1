import { type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { visitor } from "~/features/identity/gates.server";
import { idFrom } from "~/platform/ids";
import type { CommentId } from "~db/ids.ts";
import { placeOfComment } from "../comments.server";

/** Leads to the comment where it stands, however far down. */
export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const me = await visitor(request, context);
  return redirect(await placeOfComment(context.db.read, me, idFrom<CommentId>(params.commentId)));
}

/** Never drawn. Being a page, it says on a page that there is no such comment. */
export default function Permalink() {
  return null;
}
