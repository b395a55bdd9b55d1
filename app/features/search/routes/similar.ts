import type { LoaderFunctionArgs } from "@remix-run/node";
import { visitor } from "~/features/identity/gates.server";
import { alikeIdeas } from "../similar.server";

/** What the form for a new idea shows while somebody writes. */
export async function loader({ request, context: { db }, context }: LoaderFunctionArgs) {
  const me = await visitor(request, context);
  return { ideas: await alikeIdeas(db, me, new URL(request.url).searchParams.get("title") ?? "") };
}
