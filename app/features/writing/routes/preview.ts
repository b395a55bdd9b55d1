import type { ActionFunctionArgs } from "@remix-run/node";
import { visitor } from "~/features/identity/gates.server";
import { optional, readForm } from "~/web/form.server";
import { limitPreviews } from "~/web/rate-limits.server";
import { previewOf } from "../preview.server";

/** What a text would look like. Nothing is stored. */
export async function action({ request, context }: ActionFunctionArgs) {
  const me = await visitor(request, context);
  await limitPreviews(me?.id ?? null, context.network);
  const { text } = await readForm(request, { text: optional });
  return Response.json({ html: await previewOf(context.db.read, text) });
}
