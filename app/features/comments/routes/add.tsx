import { randomUUID } from "node:crypto";
import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { member, visitor } from "~/features/identity/gates.server";
import { whyNotTakePart } from "~/features/members/rules";
import { takePictures } from "~/features/pictures/taking.server";
import { topicPage } from "~/features/topics/rules";
import { visibleTopic } from "~/features/topics/topics.server";
import { draftsAt } from "~/features/writing/drafts.server";
import { useTyped } from "~/features/writing/preview";
import { previewed } from "~/features/writing/preview.server";
import { commentPlace, namesMany } from "~/features/writing/rules";
import type { PageHandle } from "~/layout/page-title";
import { clock } from "~/platform/clock";
import { useT } from "~/platform/i18n/speech";
import { idFrom, optionalId } from "~/platform/ids";
import { Card, Columns } from "~/ui/card";
import { flash } from "~/web/flash.server";
import { optional, readForm } from "~/web/form.server";
import { useRefused } from "~/web/refusal";
import { type CommentId, isId, type TopicId } from "~db/ids.ts";
import { CommentForm } from "../comment-form";
import { addComment, placeOfComment } from "../comments.server";
import { quoteOf } from "../quotes.server";
import { whyNotComment } from "../rules";

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const me = await member(request, context);
  const topic = await visibleTopic(context.db.read, me, idFrom<TopicId>(params.topicId));
  const whyNot = whyNotTakePart(me, clock.now()) ?? whyNotComment(me, topic);
  const query = new URL(request.url).searchParams;
  const quoted = optionalId<CommentId>(query.get("quote") ?? undefined);
  const quote = quoted && (await quoteOf(context.db.read, me, { topicId: topic.id, id: quoted }, context.locale));
  const parent = quote?.parentId ?? optionalId<CommentId>(query.get("parent") ?? undefined);
  const drafts = await draftsAt(context.db, me, commentPlace(topic.id, parent));
  return {
    title: topic.title,
    page: topicPage(topic),
    id: topic.id,
    whyNot,
    quote,
    once: randomUUID(),
    parent,
    drafts,
  };
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  const viewer = await visitor(request, context);
  if (viewer) await takePictures(context, viewer, request, "text");
  const preview = await previewed(request, context, viewer);
  if (preview) return preview;
  const me = await member(request, context);
  const { text, parent, once, draft } = await readForm(request, FORM);
  const parentId = optionalId<CommentId>(parent);
  const id = await addComment(context.db, me, idFrom<TopicId>(params.topicId), {
    text,
    parentId,
    once: once || randomUUID(),
    draft,
  });
  if (namesMany(text)) flash(context, "site.flash.named.many");
  // Straight to where it stands: a way over its permalink is one more that a bad network can cut.
  return redirect(await placeOfComment(context.db.read, me, id));
}

const FORM = { text: optional, parent: optional, once: optional, draft: optional };

export const handle: PageHandle = { title: "comments.add.title" };

export default function AddComment() {
  const t = useT();
  const { id, title, page, whyNot, quote, once, parent: asked, drafts } = useLoaderData<typeof loader>();
  const refused = useRefused();
  const typed = useTyped();
  const parent = typed ? Number(typed.parent) : (asked ?? 0);
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
          takesPictures
          answer={refused}
          {...(quote && { begun: quote.text })}
          typed={typed}
          drafts={drafts}
          {...(isId<CommentId>(parent) && { parentId: parent })}
        />
      </Card>
    </Columns>
  );
}
