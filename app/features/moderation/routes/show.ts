import type { ActionFunctionArgs } from "@remix-run/node";
import { moderator } from "~/features/identity/gates.server";
import { idFrom, optionalId } from "~/platform/ids";
import { flash } from "~/web/flash.server";
import { optional, readForm } from "~/web/form.server";
import type { CommentId, TopicId } from "~db/ids.ts";
import { showThing } from "../undoing.server";

/** Shows a hidden topic or comment again. */
export async function action({ request, context }: ActionFunctionArgs) {
  const me = await moderator(request, context);
  const { topic, comment } = await readForm(request, { topic: optional, comment: optional });
  const thing = { topicId: idFrom<TopicId>(topic), commentId: optionalId<CommentId>(comment) };
  const isFirst = await showThing(context.db, me, thing);
  flash(context, isFirst ? "site.flash.undone" : "site.flash.faster");
  return { isFirst };
}
