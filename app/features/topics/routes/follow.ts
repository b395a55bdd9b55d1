import type { ActionFunctionArgs } from "@remix-run/node";
import { member } from "~/features/identity/gates.server";
import { idFrom } from "~/platform/ids";
import { oneOf, readForm } from "~/web/form.server";
import type { TopicId } from "~db/ids.ts";
import { follow } from "../topics.server";

const FIELDS = { wish: oneOf("follow", "stop") };

export async function action({ request, params, context }: ActionFunctionArgs) {
  const me = await member(request, context);
  const { wish } = await readForm(request, FIELDS);
  await follow(context.db, me, idFrom<TopicId>(params.topicId), wish === "follow");
  return { wish };
}
