import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { commentInTopic, placeOfComment } from "~/features/comments/comments.server";
import { moderator } from "~/features/identity/gates.server";
import { personById } from "~/features/members/members.server";
import type { PageHandle } from "~/layout/page-title";
import { clock } from "~/platform/clock";
import { useT } from "~/platform/i18n/speech";
import { idFrom } from "~/platform/ids";
import { Card, Columns } from "~/ui/card";
import { Notice } from "~/ui/notice";
import { flash } from "~/web/flash.server";
import { oneOf, optional, readForm } from "~/web/form.server";
import { isRefused } from "~/web/refusal";
import type { CommentId } from "~db/ids.ts";
import { ShowButton } from "../act-button";
import { HideForm } from "../act-forms";
import { ActList } from "../act-list";
import { hideComment } from "../acts.server";
import { actLog } from "../log.server";
import { whyNotAct } from "../rules";

export async function loader({ request, params, context: { db }, context }: LoaderFunctionArgs) {
  const me = await moderator(request, context);
  const { comment, topic } = await commentInTopic(db.read, me, idFrom<CommentId>(params.commentId));
  const author = await personById(db.read, comment.authorId);
  const { acts } = await actLog(db, me, { commentId: comment.id });
  return {
    comment: { id: comment.id, topicId: topic.id, text: comment.text, isHidden: comment.isHidden },
    author: { id: author.id, name: author.displayName },
    whyNot: whyNotAct(me, author),
    acts,
    now: clock.now(),
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
  const t = useT();
  const { comment, author, whyNot, acts, now } = useLoaderData<typeof loader>();
  const answer = useActionData<unknown>();
  return (
    <Columns shape="narrow">
      <div>
        <h1>{t("moderation.comment.title")}</h1>
        <p className="muted">
          <a className="link" href={`/moderation/members/${author.id}`}>
            {author.name}
          </a>
        </p>
      </div>
      <Card>
        <p className="case__words">{comment.text}</p>
        {whyNot && <Notice>{t(`refusals.${whyNot}`)}</Notice>}
        {comment.isHidden && <ShowButton topicId={comment.topicId} commentId={comment.id} />}
        {!whyNot && !comment.isHidden && <HideForm answer={isRefused(answer) ? answer : null} />}
      </Card>
      {acts.length > 0 && (
        <Card title={t("moderation.done")}>
          <ActList acts={acts} now={now} isModerator />
        </Card>
      )}
    </Columns>
  );
}
