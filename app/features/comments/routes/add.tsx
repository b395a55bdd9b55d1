import { randomUUID } from "node:crypto";
import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { member } from "~/features/identity/gates.server";
import { whyNotTakePart } from "~/features/members/rules";
import { topicPage } from "~/features/topics/rules";
import { visibleTopic } from "~/features/topics/topics.server";
import type { PageHandle } from "~/layout/page-title";
import { clock } from "~/platform/clock";
import { useT } from "~/platform/i18n/speech";
import { idFrom, optionalId } from "~/platform/ids";
import { Card, Columns } from "~/ui/card";
import { optional, readForm } from "~/web/form.server";
import { useRefused } from "~/web/refusal";
import { type CommentId, isId, type TopicId } from "~db/ids.ts";
import { CommentForm } from "../comment-form";
import { addComment } from "../comments.server";
import { whyNotComment } from "../rules";

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const me = await member(request, context);
  const topic = await visibleTopic(context.db.read, me, idFrom<TopicId>(params.topicId));
  const whyNot = whyNotTakePart(me, clock.now()) ?? whyNotComment(me, topic);
  return { id: topic.id, page: topicPage(topic), title: topic.title, whyNot, once: randomUUID() };
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  const me = await member(request, context);
  const { text, parent, once } = await readForm(request, { text: optional, parent: optional, once: optional });
  const parentId = optionalId<CommentId>(parent);
  const id = await addComment(context.db, me, idFrom<TopicId>(params.topicId), {
    text,
    parentId,
    once: once || randomUUID(),
  });
  return redirect(`/comments/${id}`);
}

export const handle: PageHandle = { title: "comments.add.title" };

export default function AddComment() {
  const t = useT();
  const { id, page, title, whyNot, once } = useLoaderData<typeof loader>();
  const refused = useRefused();
  const parent = Number(refused?.typed.parent);
  return (
    <Columns shape="narrow">
      <h1>
        <a href={page}>{title}</a>
      </h1>
      <Card title={t("comments.add.title")}>
        <CommentForm
          topicId={id}
          once={once}
          whyNot={whyNot}
          answer={refused}
          {...(isId<CommentId>(parent) && { parentId: parent })}
        />
      </Card>
    </Columns>
  );
}
