import type { LoaderFunctionArgs } from "@remix-run/node";
import { visitor } from "~/features/identity/gates.server";
import { limitReads } from "~/web/rate-limits.server";
import { answerJson } from "../answer-json.server";
import { similarIdeas } from "../similar.server";

/** `/similar.json?title=…&limit=`: ideas like a title, for programs. */
export async function loader({ request, context: { db, origin }, context }: LoaderFunctionArgs) {
  const me = await visitor(request, context);
  await limitReads(me?.id ?? null, context.network);
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
