import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { visitor } from "~/features/identity/gates.server";
import { HistoryPage } from "~/features/topics/history-page";
import { clock } from "~/platform/clock";
import { idFrom } from "~/platform/ids";
import type { CommentId } from "~db/ids.ts";
import { commentInTopic } from "../comments.server";
import { commentHistory } from "../revisions.server";

export async function loader({ request, params, context: { db }, context }: LoaderFunctionArgs) {
  const me = await visitor(request, context);
  const { comment, topic } = await commentInTopic(db.read, me, idFrom<CommentId>(params.commentId));
  const after = new URL(request.url).searchParams.get("after");
  const history = await commentHistory(db, comment.id, after);
  const { title } = topic;
  return { ...history, base: `/comments/${comment.id}`, title, isFirstPage: after === null, now: clock.now() };
}

export default function CommentHistory() {
  return <HistoryPage {...useLoaderData<typeof loader>()} />;
}
