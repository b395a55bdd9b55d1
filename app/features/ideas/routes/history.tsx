import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { visitor } from "~/features/identity/gates.server";
import { HistoryPage } from "~/features/topics/history-page";
import { clock } from "~/platform/clock";
import { idFrom } from "~/platform/ids";
import type { TopicId } from "~db/ids.ts";
import { visibleIdea } from "../ideas.server";
import { ideaHistory } from "../revisions.server";

export async function loader({ request, params, context: { db }, context }: LoaderFunctionArgs) {
  const me = await visitor(request, context);
  const { id, title } = await visibleIdea(db.read, me, idFrom<TopicId>(params.ideaId));
  const after = new URL(request.url).searchParams.get("after");
  const history = await ideaHistory(db, id, after);
  return { ...history, base: `/ideas/${id}`, title, isFirstPage: after === null, now: clock.now() };
}

export default function History() {
  return <HistoryPage {...useLoaderData<typeof loader>()} />;
}
