import { type ActionFunctionArgs, redirect } from "@remix-run/node";
import { member } from "~/features/identity/gates.server";
import { idFrom } from "~/platform/ids";
import { flash } from "~/web/flash.server";
import type { TopicId } from "~db/ids.ts";
import { submitDraft } from "../proposing.server";

/** Publishes a draft. */
export async function action({ request, params, context }: ActionFunctionArgs) {
  const me = await member(request, context);
  const id = idFrom<TopicId>(params.ideaId);
  await submitDraft(context.db, me, id);
  flash(context, "site.flash.proposed");
  return redirect(`/ideas/${id}`);
}
