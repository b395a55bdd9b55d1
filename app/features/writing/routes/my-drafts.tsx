import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import PencilLine from "lucide-react/icons/pencil-line";
import { member } from "~/features/identity/gates.server";
import type { PageHandle } from "~/layout/page-title";
import { clock } from "~/platform/clock";
import { useT } from "~/platform/i18n/speech";
import { optionalId } from "~/platform/ids";
import { BackLink } from "~/ui/back-link";
import { ButtonLink } from "~/ui/button";
import { Card, Columns } from "~/ui/card";
import { Blank } from "~/ui/notice";
import { Pager } from "~/ui/pager";
import { typedOf } from "~/web/form.server";
import { isRefused } from "~/web/refusal";
import type { DraftId, TopicId } from "~db/ids.ts";
import { DraftRow, Undone } from "../draft-list";
import { saveDraft } from "../drafts.server";
import { fieldsIn } from "../drafts-form.server";
import { discardUnfinished, unfinishedOf } from "./my-drafts-list.server";
import "~/ui/rows.css";

export async function loader({ request, context }: LoaderFunctionArgs) {
  const me = await member(request, context);
  const after = new URL(request.url).searchParams.get("after");
  return { ...(await unfinishedOf(context.db, me, after)), isFirstPage: after === null, now: clock.now() };
}

export async function action({ request, context: { db }, context }: ActionFunctionArgs) {
  const me = await member(request, context);
  // Also the button "Discard" inside a form that is being written comes here, with all its fields.
  const { discard, idea, restore, fields = "" } = await typedOf(request);
  if (restore) {
    await saveDraft(db, me, { place: restore, known: null, fields: fieldsIn(fields), isLast: true });
    return redirect("/me/drafts");
  }
  const gone = { draft: optionalId<DraftId>(discard), idea: optionalId<TopicId>(idea) };
  return { undo: await discardUnfinished(db, me, gone) };
}

export const handle: PageHandle = { title: "writing.drafts.title" };

export default function MyDrafts() {
  const t = useT();
  const { drafts, next, isFirstPage, now } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return (
    <Columns shape="narrow">
      <BackLink href="/me">{t("site.dock.me")}</BackLink>
      <div>
        <h1>{t("writing.drafts.title")}</h1>
        <p className="muted">{t("writing.drafts.text")}</p>
      </div>
      {answer && !isRefused(answer) && "undo" in answer && <Undone undo={answer.undo} />}
      <Card>
        {drafts.length === 0 && (
          <Blank
            icon={<PencilLine size={26} strokeWidth={1.75} aria-hidden="true" />}
            title={t("writing.drafts.none")}
            next={
              <ButtonLink look="go" href="/ideas/new">
                {t("site.nav.new")}
              </ButtonLink>
            }
          >
            {t("writing.drafts.none.text")}
          </Blank>
        )}
        <ul className="rows">
          {drafts.map((draft) => (
            <DraftRow key={Object.values(draft.name).join() + draft.href} draft={draft} now={now} />
          ))}
        </ul>
        <Pager
          first={isFirstPage ? null : "/me/drafts"}
          next={next && `/me/drafts?after=${next}`}
          more={t("writing.drafts.more")}
        />
      </Card>
    </Columns>
  );
}
