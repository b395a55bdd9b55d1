import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { commentInTopic, placeOfComment } from "~/features/comments/comments.server";
import { moderator } from "~/features/identity/gates.server";
import { openIdeaMadeOf } from "~/features/threads/origins.server";
import type { PageHandle } from "~/layout/page-title";
import { idFrom } from "~/platform/ids";
import { flash } from "~/web/flash.server";
import { oneOf, optional, readForm } from "~/web/form.server";
import { useRefused } from "~/web/refusal";
import type { CommentId } from "~db/ids.ts";
import { hideComment } from "../acts.server";
import { BecameNote } from "../became-note";
import { commentThing } from "../rules";
import { wordsBy } from "../words.server";
import { WordsPage } from "../words-page";

export async function loader({ request, params, context: { db }, context }: LoaderFunctionArgs) {
  const me = await moderator(request, context);
  const { comment, topic } = await commentInTopic(db.read, me, idFrom<CommentId>(params.commentId));
  const thing = commentThing(topic.id, comment.id);
  const words = { text: comment.text, isHidden: comment.isHidden };
  return {
    thing,
    words,
    topic: { kind: topic.kind, title: topic.title },
    became: await openIdeaMadeOf(db.read, { topic, commentId: comment.id }),
    ...(await wordsBy(db, me, thing, comment.authorId)),
  };
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  const me = await moderator(request, context);
  const id = idFrom<CommentId>(params.commentId);
  const { wish: _, ...said } = await readForm(request, { rule: optional, reason: optional, wish: oneOf("hide") });
  const isFirst = await hideComment(context.db, me, id, said);
  flash(context, isFirst ? "site.flash.moderated" : "site.flash.faster");
  return redirect(isFirst ? await placeOfComment(context.db.read, me, id) : `/moderation/comments/${id}`);
}

export const handle: PageHandle = { title: "moderation.comment.title" };

export default function ModerateComment() {
  const { became, ...page } = useLoaderData<typeof loader>();
  return (
    <WordsPage title="moderation.comment.title" {...page} answer={useRefused()}>
      <BecameNote idea={became} />
    </WordsPage>
  );
}
