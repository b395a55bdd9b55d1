import { type ActionFunctionArgs, redirect } from "@remix-run/node";
import { staff } from "~/features/identity/gates.server";
import { topicPage } from "~/features/topics/rules";
import { visibleTopic } from "~/features/topics/topics.server";
import { idFrom } from "~/platform/ids";
import { oneOf, readForm } from "~/web/form.server";
import type { TopicId } from "~db/ids.ts";
import { removeNote } from "../notes.server";

export async function action({ request, params, context: { db }, context }: ActionFunctionArgs) {
  const me = await staff(request, context);
  const id = idFrom<TopicId>(params.topicId);
  await readForm(request, { wish: oneOf("remove") });
  await removeNote(db, me, id, idFrom(params.noteId));
  return redirect(`${topicPage(await visibleTopic(db.read, me, id))}#notes`);
}
