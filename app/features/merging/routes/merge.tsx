import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { visibleIdea } from "~/features/ideas/ideas.server";
import { member } from "~/features/identity/gates.server";
import { similarIdeas } from "~/features/search/similar.server";
import { useT } from "~/platform/i18n/speech";
import { idFrom } from "~/platform/ids";
import { refuse } from "~/platform/refusals";
import { BackLink } from "~/ui/back-link";
import { Card, Columns } from "~/ui/card";
import { FormHead } from "~/ui/form-head";
import { flash } from "~/web/flash.server";
import { oneOf, optional, readForm } from "~/web/form.server";
import { useRefused } from "~/web/refusal";
import type { TopicId } from "~db/ids.ts";
import { ChooseTarget, ConfirmMerge } from "../merge-form";
import { mergeIdeas, unmergeIdea } from "../merging.server";
import { previewMerge } from "../preview.server";
import { mayMerge } from "../rules";

const SHOWN = 6;

export async function loader({ request, params, context: { db }, context }: LoaderFunctionArgs) {
  const me = await member(request, context);
  refuse(mayMerge(me) ? null : "merge.not.yours");
  const idea = await visibleIdea(db.read, me, idFrom<TopicId>(params.ideaId));
  const { id, title, status } = idea;
  if (status === "merged") return redirect(`/ideas/${id}`);
  const typed = new URL(request.url).searchParams.get("into") ?? "";
  const found = typed === "" ? null : await previewMerge(db, me, idea, typed);
  const preview = typeof found === "string" ? null : found;
  const similar = preview ? [] : await similarIdeas(db, me, title, SHOWN + 1);
  return {
    ...{ id, title, typed, preview, why: typeof found === "string" ? found : null },
    similar: similar.filter((one) => one.id !== id).slice(0, SHOWN),
  };
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  const me = await member(request, context);
  const duplicateId = idFrom<TopicId>(params.ideaId);
  const { wish, into, reason } = await readForm(request, {
    wish: oneOf("merge", "unmerge"),
    into: optional,
    reason: optional,
  });
  if (wish === "unmerge") await unmergeIdea(context.db, me, duplicateId);
  else await mergeIdeas(context.db, me, { duplicateId, targetId: idFrom<TopicId>(into), reason });
  flash(context, wish === "merge" ? "site.flash.merged" : "site.flash.unmerged");
  return redirect(`/ideas/${duplicateId}`);
}

export default function MergePage() {
  const t = useT();
  const { id, title, typed, preview, why, similar } = useLoaderData<typeof loader>();
  const refused = useRefused();
  return (
    <Columns shape="narrow">
      <BackLink href={`/ideas/${id}`}>{title}</BackLink>
      <Card>
        <div className="form">
          <FormHead title={t("merging.title")} text={t("merging.text")} answer={refused} />
          {preview ? (
            <ConfirmMerge preview={preview} base={`/ideas/${id}`} answer={refused} />
          ) : (
            <ChooseTarget similar={similar} typed={typed} why={why ? t(`refusals.${why}`) : undefined} />
          )}
        </div>
      </Card>
    </Columns>
  );
}
