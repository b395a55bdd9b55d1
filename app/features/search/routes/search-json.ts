import type { LoaderFunctionArgs } from "@remix-run/node";
import { onlooker } from "~/features/identity/gates.server";
import { answerJson } from "../answer-json.server";
import { queryFrom } from "../rules";
import { search } from "../searching.server";

/** `/search.json?q=…&limit=`: what a search finds, for programs. */
export async function loader({ request, context: { db, origin }, context }: LoaderFunctionArgs) {
  await onlooker(request, context);
  return answerJson(request, context, { name: "q", limit: 20 }, async ({ text, limit }) => {
    const { hits } = await search(db, queryFrom(text).text, {}, { limit, after: null });
    return hits.map(({ kind, topicId, commentId, sourceId, title, url, score }) => ({
      id: kind === "comment" ? commentId : topicId,
      kind,
      source_id: kind === "comment" ? null : sourceId,
      title: title.map((piece) => piece.text).join(""),
      url: origin + url,
      score,
    }));
  });
}
