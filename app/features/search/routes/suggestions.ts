import type { LoaderFunctionArgs } from "@remix-run/node";
import { visitor } from "~/features/identity/gates.server";
import { queryFrom } from "../rules";
import { suggestions } from "../searching.server";

const SUGGESTED = 7;

/** What the search box shows while somebody types. */
export async function loader({ request, context: { db }, context }: LoaderFunctionArgs) {
  await visitor(request, context);
  const { text } = queryFrom(new URL(request.url).searchParams.get("q"));
  const hits = await suggestions(db, text, SUGGESTED);
  return Response.json({
    hits: hits.map(({ url, kind, title, status, thread }) => ({ url, kind, title, status, thread })),
  });
}
