import { type ActionFunctionArgs, type LinksFunction, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import ShieldCheck from "lucide-react/icons/shield-check";
import { z } from "zod";
import { moderator } from "~/features/identity/gates.server";
import type { PageHandle } from "~/layout/page-title";
import { clock } from "~/platform/clock";
import { useT } from "~/platform/i18n/speech";
import { idFrom } from "~/platform/ids";
import { BackLink } from "~/ui/back-link";
import { Card, Columns } from "~/ui/card";
import { Blank } from "~/ui/notice";
import { Pager } from "~/ui/pager";
import { TabLink } from "~/ui/tabs";
import { flash } from "~/web/flash.server";
import { readForm } from "~/web/form.server";
import type { TopicId } from "~db/ids.ts";
import sheet from "../audit.css";
import { AuditList } from "../audit-list";
import { auditList, lastNights } from "../audits.server";
import { NightList } from "../night-list";
import { auditIdea } from "../opening.server";

export const links: LinksFunction = () => [{ rel: "stylesheet", href: sheet }];

export async function loader({ request, context }: LoaderFunctionArgs) {
  await moderator(request, context);
  const query = new URL(request.url).searchParams;
  const state = query.get("show") === "decided" ? "decided" : "open";
  const after = query.get("after");
  const isOpen = state === "open";
  const nights = isOpen && !after ? await lastNights(context.db) : [];
  return { ...(await auditList(context.db, state, after)), isOpen, isFirstPage: !after, nights, now: clock.now() };
}

export async function action({ request, context }: ActionFunctionArgs) {
  const me = await moderator(request, context);
  const { topic } = await readForm(request, { topic: z.string() });
  const id = idFrom<TopicId>(topic);
  const audit = await auditIdea(context.db, me, id);
  if (audit === null) flash(context, "auditing.flash.nothing");
  return redirect(audit === null ? `/ideas/${id}/counting` : `/moderation/audits/${audit}`);
}

export const handle: PageHandle = { title: "auditing.title" };

const hrefOf = (isOpen: boolean, after?: string): string => {
  const query = new URLSearchParams({ ...(!isOpen && { show: "decided" }), ...(after && { after }) });
  return query.size ? `/moderation/audits?${query}` : "/moderation/audits";
};

export default function Audits() {
  const t = useT();
  const { audits, next, isOpen, isFirstPage, nights, now } = useLoaderData<typeof loader>();
  return (
    <Columns shape="narrow">
      <div>
        <BackLink href="/moderation">{t("moderation.queue")}</BackLink>
        <h1>{t("auditing.title")}</h1>
        <p className="muted">{t("auditing.text")}</p>
        <div className="tabs">
          <TabLink href={hrefOf(true)} label={t("auditing.open")} isCurrent={isOpen} />
          <TabLink href={hrefOf(false)} label={t("auditing.decided")} isCurrent={!isOpen} />
        </div>
      </div>
      {audits.length === 0 ? (
        <Blank icon={<ShieldCheck aria-hidden="true" />} title={t(isOpen ? "auditing.none.open" : "auditing.none")} />
      ) : (
        <Card>
          <AuditList audits={audits} now={now} />
        </Card>
      )}
      <Pager
        first={isFirstPage ? null : hrefOf(isOpen)}
        next={next && hrefOf(isOpen, next)}
        more={t("auditing.more")}
      />
      {nights.length > 0 && (
        <Card title={t("auditing.nights")}>
          <NightList nights={nights} now={now} />
        </Card>
      )}
    </Columns>
  );
}
