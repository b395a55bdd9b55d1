import { type ActionFunctionArgs, type LinksFunction, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import X from "lucide-react/icons/x";
import { moderator } from "~/features/identity/gates.server";
import type { PageHandle } from "~/layout/page-title";
import { clock } from "~/platform/clock";
import { useT } from "~/platform/i18n/speech";
import { idFrom } from "~/platform/ids";
import { BackLink } from "~/ui/back-link";
import { Card, Columns } from "~/ui/card";
import { Notice } from "~/ui/notice";
import { flash } from "~/web/flash.server";
import { useRefused } from "~/web/refusal";
import type { AuditId } from "~db/ids.ts";
import sheet from "../audit.css";
import { AuditChip } from "../audit-list";
import { AuditPicture } from "../audit-picture";
import { AuditTimeline } from "../audit-timeline";
import { auditView } from "../audits.server";
import { DecideForm, SuspectTable } from "../decide-form";
import { FindingLines } from "../finding-lines";
import { ObjectionAnswers } from "../objection-answers";
import { pictureOf } from "../picture";
import { timelineOf } from "../timeline";
import { Verdict } from "../verdict";
import { settleAudit } from "./settling.server";

export const links: LinksFunction = () => [{ rel: "stylesheet", href: sheet }];

export async function loader({ request, params, context: { db }, context }: LoaderFunctionArgs) {
  const me = await moderator(request, context);
  const { audit, suspects, ballots, objections, ties, whyNot } = await auditView(
    db,
    me,
    idFrom<AuditId>(params.auditId),
  );
  const { timeZone } = context.community;
  const named = new Map(suspects.map((one) => [one.id, one]));
  const inTurn = ballots.toReversed().flatMap(({ member }) => named.get(member) ?? []);
  const alike = audit.findings.filter(({ reason }) => reason === "pair").map(({ members }) => members);
  return {
    ...{ audit: { ...audit, findings: audit.findings.map((one) => ({ ...one, members: one.members })) } },
    ...{ suspects, objections, whyNot, meId: me.id },
    picture: pictureOf({ suspects: inTurn.length ? inTurn : suspects, ties, alike }),
    timeline: timelineOf(
      ballots.map(({ at, member }) => ({ at, isSuspicious: named.has(member) })),
      timeZone,
    ),
    now: clock.now(),
  };
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  const me = await moderator(request, context);
  const id = idFrom<AuditId>(params.auditId);
  const isFirst = await settleAudit(context.db, me, id, request);
  flash(context, isFirst ? "auditing.flash.decided" : "site.flash.faster");
  return redirect(`/moderation/audits/${id}`);
}

export const handle: PageHandle = { title: "auditing.title" };

export default function Audit() {
  const t = useT();
  const { audit, suspects, objections, whyNot, meId, picture, timeline, now } = useLoaderData<typeof loader>();
  const refused = useRefused();
  const isOpen = audit.verdict === null;
  const isForOthers = objections.some(({ answer, whyNotAnswer }) => answer === null && whyNotAnswer !== null);
  return (
    <Columns shape="narrow">
      <div>
        <BackLink href="/moderation/audits">{t("auditing.title")}</BackLink>
        <h1>{audit.title}</h1>
        <div className="meta audit__head">
          <AuditChip audit={audit} now={now} />
          <a className="link" href={`/ideas/${audit.topicId}`}>{`#${audit.topicId}`}</a>
          <a className="link" href={`/ideas/${audit.topicId}/counting`}>
            {t("ideas.numbers.how")}
          </a>
        </div>
      </div>
      <Card title={t("auditing.found")}>
        <FindingLines findings={audit.findings} />
      </Card>
      <Card title={t("auditing.picture")}>
        <AuditPicture picture={picture} />
      </Card>
      <Card title={t("auditing.timeline")}>
        <AuditTimeline timeline={timeline} now={now} />
      </Card>
      <Card title={t("auditing.suspects")} note={t("auditing.accounts", { count: audit.suspects })} id="decide">
        <Verdict audit={audit} whyNot={whyNot} answer={refused} now={now} />
        {isOpen && whyNot === null ? (
          <DecideForm suspects={suspects} count={audit.suspects} meId={meId} answer={refused} />
        ) : (
          <SuspectTable suspects={suspects} tick={({ isExcluded }) => (isExcluded ? <Out /> : null)} />
        )}
      </Card>
      {objections.length > 0 && (
        <Card title={t("auditing.objections")} id="objections">
          {isForOthers && <Notice>{t("refusals.audit.yours")}</Notice>}
          <ObjectionAnswers objections={objections} meId={meId} answer={refused} now={now} />
        </Card>
      )}
    </Columns>
  );
}

function Out() {
  const t = useT();
  return (
    <>
      <X size={16} strokeWidth={1.75} aria-hidden="true" />
      <span className="visually-hidden">{t("auditing.out")}</span>
    </>
  );
}
