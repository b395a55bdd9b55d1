import type { LoaderFunctionArgs } from "@remix-run/node";
import { onlooker } from "~/features/identity/gates.server";
import { answerJson } from "../answer-json.server";
import { similarIdeas } from "../similar.server";

/** `/similar.json?title=…&limit=`: ideas like a title, for programs. */
export async function loader({ request, context: { db, origin }, context }: LoaderFunctionArgs) {
  await onlooker(request, context);
  return answerJson(request, context, { name: "title", limit: 5 }, async ({ text, limit }) =>
    (await similarIdeas(db, null, text, limit)).map(({ id, sourceId, title, score }) => ({
      id,
      source_id: sourceId,
      title,
      url: `${origin}/ideas/${id}`,
      score,
    })),
  );
}
