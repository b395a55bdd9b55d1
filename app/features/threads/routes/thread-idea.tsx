import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { member } from "~/features/identity/gates.server";
import type { PageHandle } from "~/layout/page-title";
import { idFrom } from "~/platform/ids";
import type { TopicId } from "~db/ids.ts";
import { OriginsForm } from "../origins-form";
import { made, makingPage } from "./making.server";

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const me = await member(request, context);
  return makingPage(context, me, { threadId: idFrom<TopicId>(params.threadId) });
}

/** Makes a thread an idea, credited to who said it. */
export async function action({ request, params, context }: ActionFunctionArgs) {
  const me = await member(request, context);
  return made(request, context, me, { threadId: idFrom<TopicId>(params.threadId) });
}

export const handle: PageHandle = { title: "comments.idea.title" };

export default function MakeIdea() {
  return <OriginsForm {...useLoaderData<typeof loader>()} />;
}
