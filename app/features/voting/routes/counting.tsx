import { type LinksFunction, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import auditSheet from "~/features/auditing/audit.css";
import { AuditLines } from "~/features/auditing/audit-lines";
import { auditsOf } from "~/features/auditing/audits.server";
import { visitor } from "~/features/identity/gates.server";
import { isModerator } from "~/features/members/rules";
import { showsTopics } from "~/features/topics/shown.server";
import { visibleTopic } from "~/features/topics/topics.server";
import { clock } from "~/platform/clock";
import { useT } from "~/platform/i18n/speech";
import { idFrom } from "~/platform/ids";
import { BackLink } from "~/ui/back-link";
import { Card, Columns } from "~/ui/card";
import type { TopicId } from "~db/ids.ts";
import countingSheet from "../counting.css";
import { countingOf } from "../counting.server";
import { CountingNumbers } from "../counting-numbers";
import { CountingTrust } from "../counting-trust";
import { rootOf } from "../voting.server";

export const links: LinksFunction = () => [countingSheet, auditSheet].map((href) => ({ rel: "stylesheet", href }));

export async function loader({ request, params, context: { db }, context }: LoaderFunctionArgs) {
  const me = await visitor(request, context);
  const { id, title } = await visibleTopic(db.read, me, idFrom<TopicId>(params.ideaId));
  showsTopics(context, id);
  const now = clock.now();
  const counting = await countingOf(db, id);
  if (!counting) return redirect(`/ideas/${await rootOf(db.read, id)}/counting`);
  const audits = await auditsOf(db, id);
  return { id, title, counting, audits, mayLook: isModerator(me), now };
}

/** Every number of an idea, what it is made of and why: "How is this counted". */
export default function Counting() {
  const t = useT();
  const { id, title, counting, audits, mayLook, now } = useLoaderData<typeof loader>();
  return (
    <Columns shape="narrow">
      <div>
        <BackLink href={`/ideas/${id}`}>{title}</BackLink>
        <h1>{t("ideas.numbers.how")}</h1>
        <p className="muted">{t("voting.counting.text")}</p>
      </div>
      <CountingNumbers id={id} counting={counting} now={now} />
      <CountingTrust counting={counting} now={now} />
      <Card title={t("voting.counting.audits")} id="audits">
        <AuditLines id={id} audits={audits} mayLook={mayLook} now={now} />
      </Card>
    </Columns>
  );
}
