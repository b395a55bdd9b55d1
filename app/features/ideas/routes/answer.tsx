import { randomUUID } from "node:crypto";
import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { Form, useLoaderData } from "@remix-run/react";
import { staff } from "~/features/identity/gates.server";
import { Editor } from "~/features/writing/editor";
import { useTyped } from "~/features/writing/preview";
import { previewed } from "~/features/writing/preview.server";
import { PreviewButton, Previewed } from "~/features/writing/preview-button";
import { namesMany } from "~/features/writing/rules";
import { useT } from "~/platform/i18n/speech";
import { idFrom } from "~/platform/ids";
import { Button, ButtonLink } from "~/ui/button";
import { Card, Columns } from "~/ui/card";
import { Choice } from "~/ui/field";
import { Notice } from "~/ui/notice";
import { flash } from "~/web/flash.server";
import { oneOf, optional, readForm } from "~/web/form.server";
import { useRefused } from "~/web/refusal";
import type { TopicId } from "~db/ids.ts";
import { answerIdea } from "../answering.server";
import { visibleIdea } from "../ideas.server";

export async function loader({ request, params, context: { db }, context }: LoaderFunctionArgs) {
  const me = await staff(request, context);
  const { id, title } = await visibleIdea(db.read, me, idFrom<TopicId>(params.ideaId));
  return { id, title, once: randomUUID(), signature: [me.displayName, me.team, me.title].filter(Boolean).join(" · ") };
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  const me = await staff(request, context);
  const preview = await previewed(request, context, me);
  if (preview) return preview;
  const id = idFrom<TopicId>(params.ideaId);
  const words = await readForm(request, { text: optional, manner: oneOf("personally", "office"), once: optional });
  await answerIdea(context.db, me, id, { ...words, once: words.once || randomUUID() });
  flash(context, namesMany(words.text) ? "site.flash.named.many" : "site.flash.answered");
  return redirect(`/ideas/${id}`);
}

export default function Answer() {
  const t = useT();
  const { id, title, once, signature } = useLoaderData<typeof loader>();
  const refused = useRefused();
  const typed = useTyped();
  return (
    <Columns shape="narrow">
      <Card>
        <Form className="form" method="post">
          <div>
            <h1>{t("ideas.answer.write")}</h1>
            <p className="muted">{title}</p>
          </div>
          {refused && <Notice tone="bad">{refused.refusal.sentence}</Notice>}
          <input type="hidden" name="once" value={typed?.once ?? once} />
          <Previewed />
          <Editor
            topicId={id}
            label={t("ideas.answer.text")}
            hint={t("ideas.answer.hint")}
            name="text"
            rows={6}
            defaultValue={typed?.text}
            why={refused?.refusal.fields.text}
          />
          <Choice
            label={t("ideas.answer.manner")}
            hint={t("ideas.answer.signed", { signature })}
            name="manner"
            defaultValue={typed?.manner ?? "personally"}
          >
            <option value="personally">{t("ideas.answer.personally")}</option>
            <option value="office">{t("ideas.answer.office")}</option>
          </Choice>
          <div className="button-row">
            <Button look="go">{t("ideas.answer.send")}</Button>
            <PreviewButton />
            <ButtonLink look="quiet" href={`/ideas/${id}`}>
              {t("site.cancel")}
            </ButtonLink>
          </div>
        </Form>
      </Card>
    </Columns>
  );
}
