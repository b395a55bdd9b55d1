import { randomUUID } from "node:crypto";
import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { staff } from "~/features/identity/gates.server";
import { topicPage } from "~/features/topics/rules";
import { visibleTopic } from "~/features/topics/topics.server";
import type { PageHandle } from "~/layout/page-title";
import { useT } from "~/platform/i18n/speech";
import { idFrom } from "~/platform/ids";
import { BackLink } from "~/ui/back-link";
import { Card, Columns } from "~/ui/card";
import { optional, readForm } from "~/web/form.server";
import { useRefused } from "~/web/refusal";
import type { TopicId } from "~db/ids.ts";
import { NoteForm } from "../note-form";
import { addNote } from "../notes.server";

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const me = await staff(request, context);
  const topic = await visibleTopic(context.db.read, me, idFrom<TopicId>(params.topicId));
  return { id: topic.id, title: topic.title, page: topicPage(topic), once: randomUUID() };
}

export async function action({ request, params, context: { db }, context }: ActionFunctionArgs) {
  const me = await staff(request, context);
  const id = idFrom<TopicId>(params.topicId);
  const { text, once } = await readForm(request, { text: optional, once: optional });
  await addNote(db, me, id, { text, once: once || randomUUID() });
  return redirect(`${topicPage(await visibleTopic(db.read, me, id))}#notes`);
}

export const handle: PageHandle = { title: "desk.notes.title" };

export default function Notes() {
  const t = useT();
  const { id, title, page, once } = useLoaderData<typeof loader>();
  const refused = useRefused();
  return (
    <Columns shape="narrow">
      <BackLink href={page}>{title}</BackLink>
      <Card title={t("desk.notes.title")}>
        <p className="small muted">{t("desk.notes.text")}</p>
        <NoteForm topicId={id} once={once} answer={refused} />
      </Card>
    </Columns>
  );
}
