import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { member } from "~/features/identity/gates.server";
import { takePictures } from "~/features/pictures/taking.server";
import { heldOf } from "~/features/topics/moderating.server";
import { boards } from "~/features/topics/topics.server";
import { previewed } from "~/features/writing/preview.server";
import { namesMany } from "~/features/writing/rules";
import type { PageHandle } from "~/layout/page-title";
import { useT } from "~/platform/i18n/speech";
import { idFrom } from "~/platform/ids";
import { refuse } from "~/platform/refusals";
import { Card, Columns } from "~/ui/card";
import { flash } from "~/web/flash.server";
import { useRefused } from "~/web/refusal";
import type { TopicId } from "~db/ids.ts";
import { IdeaForm } from "../idea-form";
import { readIdeaForm } from "../idea-form.server";
import { ideaPage } from "../idea-page.server";
import { editIdea } from "../proposing.server";
import { whyNotEdit } from "../rules";

export async function loader({ request, params, context: { db }, context }: LoaderFunctionArgs) {
  const me = await member(request, context);
  const idea = await ideaPage(db, me, idFrom<TopicId>(params.ideaId));
  refuse(whyNotEdit(me, idea));
  const { id, title, problem, proposal, tags, boardId } = idea;
  const words = { title, problem, proposal, tags: tags.join(", "), board: String(boardId) };
  return { id, words, boards: await boards(db), held: await heldOf(db.read, id) };
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  const me = await member(request, context);
  await takePictures(context, me, request, "problem");
  const preview = await previewed(request, context, me);
  if (preview) return preview;
  const id = idFrom<TopicId>(params.ideaId);
  const words = await readIdeaForm(request);
  await editIdea(context.db, me, id, words);
  flash(context, namesMany(words.problem, words.proposal) ? "site.flash.named.many" : "site.flash.saved");
  return redirect(`/ideas/${id}`);
}

export const handle: PageHandle = { title: "ideas.edit.title" };

export default function EditIdea() {
  const t = useT();
  const { id, words, boards, held } = useLoaderData<typeof loader>();
  const refused = useRefused();
  return (
    <Columns shape="narrow">
      <h1>{t("ideas.edit.title")}</h1>
      <Card>
        <IdeaForm
          boards={boards}
          words={words}
          held={held}
          answer={refused}
          purpose={{ is: "edit", ideaId: id }}
          takesPictures
        />
      </Card>
    </Columns>
  );
}
