import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { visitor } from "~/features/identity/gates.server";
import { HistoryPage } from "~/features/topics/history-page";
import { topicPage } from "~/features/topics/rules";
import { clock } from "~/platform/clock";
import { idFrom } from "~/platform/ids";
import type { TopicId } from "~db/ids.ts";
import { threadHistory } from "../revisions.server";
import { visibleThread } from "../threads.server";

export async function loader({ request, params, context: { db }, context }: LoaderFunctionArgs) {
  const me = await visitor(request, context);
  const { id, kind, title } = await visibleThread(db.read, me, idFrom<TopicId>(params.threadId));
  const after = new URL(request.url).searchParams.get("after");
  const history = await threadHistory(db, id, after);
  return { ...history, base: topicPage({ kind, id }), title, isFirstPage: after === null, now: clock.now() };
}

export default function ThreadHistory() {
  return <HistoryPage {...useLoaderData<typeof loader>()} />;
}
