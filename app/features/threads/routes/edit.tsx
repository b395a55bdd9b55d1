import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { member } from "~/features/identity/gates.server";
import { takePictures } from "~/features/pictures/taking.server";
import { topicPage } from "~/features/topics/rules";
import { boards } from "~/features/topics/topics.server";
import { previewed } from "~/features/writing/preview.server";
import { namesMany } from "~/features/writing/rules";
import type { PageHandle } from "~/layout/page-title";
import { useT } from "~/platform/i18n/speech";
import { idFrom } from "~/platform/ids";
import { Card, Columns } from "~/ui/card";
import { flash } from "~/web/flash.server";
import { useRefused } from "~/web/refusal";
import type { TopicId } from "~db/ids.ts";
import { editThread, threadToEdit } from "../editing.server";
import { ThreadForm } from "../thread-form";
import { readThreadForm } from "../thread-form.server";

export async function loader({ request, params, context: { db }, context }: LoaderFunctionArgs) {
  const me = await member(request, context);
  const id = idFrom<TopicId>(params.threadId);
  return { id, ...(await threadToEdit(db, me, id)), boards: await boards(db) };
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  const me = await member(request, context);
  await takePictures(context, me, request, "text");
  const preview = await previewed(request, context, me);
  if (preview) return preview;
  const id = idFrom<TopicId>(params.threadId);
  const words = await readThreadForm(request);
  await editThread(context.db, me, id, words);
  flash(context, namesMany(words.text) ? "site.flash.named.many" : "site.flash.saved");
  return redirect(topicPage({ kind: "thread", id }));
}

export const handle: PageHandle = { title: "threads.edit.title" };

export default function EditThread() {
  const t = useT();
  const { id, words, boards, held } = useLoaderData<typeof loader>();
  const refused = useRefused();
  return (
    <Columns shape="narrow">
      <h1>{t("threads.edit.title")}</h1>
      <Card>
        <ThreadForm
          boards={boards}
          words={words}
          held={held}
          answer={refused}
          purpose={{ is: "edit", threadId: id }}
          takesPictures
        />
      </Card>
    </Columns>
  );
}
