import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { member } from "~/features/identity/gates.server";
import { limit } from "~/web/rate-limits.server";
import { draftsAt, saveDraft } from "../drafts.server";
import { readWriting } from "../drafts-form.server";

/** `/drafts?place=…`: what is being written there. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  const me = await member(request, context);
  return Response.json({
    drafts: await draftsAt(context.db, me, new URL(request.url).searchParams.get("place") ?? ""),
  });
}

/** Keeps what is being written. */
export async function action({ request, context }: ActionFunctionArgs) {
  const me = await member(request, context);
  await limit("drafts", me.id);
  return Response.json(await saveDraft(context.db, me, await readWriting(request)));
}
