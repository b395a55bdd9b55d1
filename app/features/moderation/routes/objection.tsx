import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { type Params, useLoaderData } from "@remix-run/react";
import { moderator } from "~/features/identity/gates.server";
import { objectionTo } from "~/features/voting/moderating.server";
import type { ObjectionKey } from "~/features/voting/rules";
import { placeOfObjection } from "~/features/voting/voting.server";
import type { PageHandle } from "~/layout/page-title";
import { idFrom } from "~/platform/ids";
import { flash } from "~/web/flash.server";
import { oneOf, optional, readForm } from "~/web/form.server";
import { useRefused } from "~/web/refusal";
import type { MemberId, TopicId } from "~db/ids.ts";
import { hideObjection } from "../acts.server";
import { objectionThing } from "../rules";
import { wordsBy } from "../words.server";
import { WordsPage } from "../words-page";

const keyIn = ({ topicId, objectorId }: Params): ObjectionKey => ({
  topicId: idFrom<TopicId>(topicId),
  objectorId: idFrom<MemberId>(objectorId),
});

export async function loader({ request, params, context: { db }, context }: LoaderFunctionArgs) {
  const me = await moderator(request, context);
  const key = keyIn(params);
  const thing = objectionThing(key);
  const { objection, topic } = await objectionTo(db.read, me, key);
  const words = { text: objection.reason, isHidden: objection.isHidden };
  return {
    thing,
    words,
    topic: { kind: topic.kind, title: topic.title },
    ...(await wordsBy(db, me, thing, key.objectorId)),
  };
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  const me = await moderator(request, context);
  const key = keyIn(params);
  const { wish: _, ...said } = await readForm(request, { rule: optional, reason: optional, wish: oneOf("hide") });
  const isFirst = await hideObjection(context.db, me, key, said);
  flash(context, isFirst ? "site.flash.moderated" : "site.flash.faster");
  // It may have been taken back, and has no page then.
  return redirect(isFirst ? await placeOfObjection(context.db, me, key) : "/moderation");
}

export const handle: PageHandle = { title: "moderation.objection.title" };

export default function ModerateObjection() {
  return <WordsPage title="moderation.objection.title" {...useLoaderData<typeof loader>()} answer={useRefused()} />;
}
