import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { Form, type Params, useLoaderData } from "@remix-run/react";
import { member } from "~/features/identity/gates.server";
import type { PageHandle } from "~/layout/page-title";
import { useT } from "~/platform/i18n/speech";
import { idFrom } from "~/platform/ids";
import { Refused } from "~/platform/refusals";
import { Button, ButtonLink } from "~/ui/button";
import { Card, Columns } from "~/ui/card";
import { TextBox } from "~/ui/field";
import { Notice } from "~/ui/notice";
import { flash } from "~/web/flash.server";
import { optional, readForm } from "~/web/form.server";
import { type RefusedAnswer, useRefused } from "~/web/refusal";
import type { CommentId, MemberId, TopicId } from "~db/ids.ts";
import { report, reportable, type Wanted } from "../reports.server";
import { RULES, readingPage } from "../rules";
import { placeOf } from "../words.server";
import "../moderation.css";

function wantedBy({ kind, id, objectorId }: Params): Wanted {
  if (kind === "objection") return { topicId: idFrom<TopicId>(id), objectorId: idFrom<MemberId>(objectorId) };
  if (kind === "topic" && !objectorId) return { topicId: idFrom<TopicId>(id) };
  if (kind === "comment" && !objectorId) return { commentId: idFrom<CommentId>(id) };
  throw new Refused("not.found");
}

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const me = await member(request, context);
  const { glance, mine, thing, topic } = await reportable(context.db.read, me, wantedBy(params));
  const said = mine && { what: mine.what, note: mine.note, outcome: mine.outcome };
  return { glance, said, back: readingPage(thing, topic.kind) };
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  const me = await member(request, context);
  const words = await readForm(request, { what: optional, note: optional });
  const thing = await report(context.db, me, wantedBy(params), words);
  flash(context, "site.flash.reported");
  return redirect(await placeOf(context.db, me, thing));
}

export const handle: PageHandle = { title: "moderation.report.title" };

export default function Report() {
  const t = useT();
  const { glance, said, back } = useLoaderData<typeof loader>();
  const refused = useRefused();
  return (
    <Columns shape="narrow">
      <h1>{t("moderation.report.title")}</h1>
      <Card>
        <p className="case__words">{glance}</p>
        {said?.outcome ? (
          <Notice>{t(`moderation.report.${said.outcome}`)}</Notice>
        ) : (
          <ReportForm said={said} refused={refused} back={back} />
        )}
      </Card>
    </Columns>
  );
}

interface ReportFormProps {
  said: { what: string; note: string } | null;
  refused: RefusedAnswer | null;
  back: string;
}

function ReportForm({ said, refused, back }: ReportFormProps) {
  const t = useT();
  const chosen = refused?.typed.what ?? said?.what;
  const why = refused?.refusal.fields.what;
  return (
    <Form className="form" method="post">
      {refused && <Notice tone="bad">{refused.refusal.sentence}</Notice>}
      {said && !refused && <Notice>{t("moderation.report.before")}</Notice>}
      <fieldset className="ticks">
        <legend>{t("moderation.report.what")}</legend>
        {RULES.map((rule) => (
          <label className="tick" key={rule}>
            <input type="radio" name="what" value={rule} defaultChecked={chosen === rule} />
            {t(`moderation.what.${rule}`)}
          </label>
        ))}
        {why && <p className="field__why">{why}</p>}
      </fieldset>
      <TextBox
        label={t("moderation.report.note")}
        hint={t("moderation.report.note.hint")}
        name="note"
        rows={3}
        defaultValue={refused?.typed.note ?? said?.note}
        why={refused?.refusal.fields.note}
      />
      <div className="button-row">
        <Button look="go">{t(said ? "moderation.report.change" : "moderation.report.send")}</Button>
        <ButtonLink look="quiet" href={back}>
          {t("site.cancel")}
        </ButtonLink>
      </div>
    </Form>
  );
}
