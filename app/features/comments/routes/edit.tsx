import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { Form, useLoaderData } from "@remix-run/react";
import { member } from "~/features/identity/gates.server";
import { PictureField, usePictureForm } from "~/features/pictures/picture-field";
import { takePictures } from "~/features/pictures/taking.server";
import { Editor } from "~/features/writing/editor";
import { useTyped } from "~/features/writing/preview";
import { previewed } from "~/features/writing/preview.server";
import { PreviewButton, Previewed } from "~/features/writing/preview-button";
import { namesMany } from "~/features/writing/rules";
import type { PageHandle } from "~/layout/page-title";
import { useT } from "~/platform/i18n/speech";
import { idFrom } from "~/platform/ids";
import { Button, ButtonLink } from "~/ui/button";
import { Card, Columns } from "~/ui/card";
import { Notice } from "~/ui/notice";
import { flash } from "~/web/flash.server";
import { optional, readForm } from "~/web/form.server";
import { useRefused } from "~/web/refusal";
import type { CommentId } from "~db/ids.ts";
import { commentToEdit, editComment, placeOfComment } from "../comments.server";

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const me = await member(request, context);
  const { comment, topic } = await commentToEdit(context.db.read, me, idFrom<CommentId>(params.commentId));
  return { id: comment.id, topicId: topic.id, text: comment.text };
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  const me = await member(request, context);
  await takePictures(context, me, request, "text");
  const preview = await previewed(request, context, me);
  if (preview) return preview;
  const { text } = await readForm(request, { text: optional });
  const { id } = await editComment(context.db, me, idFrom<CommentId>(params.commentId), text);
  if (namesMany(text)) flash(context, "site.flash.named.many");
  return redirect(await placeOfComment(context.db.read, me, id));
}

export const handle: PageHandle = { title: "comments.edit.title" };

export default function EditComment() {
  const t = useT();
  const { id, topicId, text } = useLoaderData<typeof loader>();
  const refused = useRefused();
  const encType = usePictureForm();
  const typed = useTyped();
  return (
    <Columns shape="narrow">
      <h1>{t("comments.edit.title")}</h1>
      <Card>
        <Form className="form" method="post" encType={encType}>
          {refused && <Notice tone="bad">{refused.refusal.sentence}</Notice>}
          <Previewed />
          <Editor
            topicId={topicId}
            label={t("comments.label")}
            hint={t("comments.hint")}
            name="text"
            rows={6}
            defaultValue={typed?.text ?? text}
            why={refused?.refusal.fields.text}
          />
          <PictureField into="text" why={refused?.refusal.fields.pictures} />
          <div className="button-row">
            <Button look="go">{t("site.save")}</Button>
            <PreviewButton />
            <ButtonLink look="quiet" href={`/comments/${id}`}>
              {t("site.cancel")}
            </ButtonLink>
          </div>
        </Form>
      </Card>
    </Columns>
  );
}
