import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { type ShouldRevalidateFunction, useLoaderData } from "@remix-run/react";
import DoorOpen from "lucide-react/icons/door-open";
import { admin } from "~/features/identity/gates.server";
import { decide, whoWaits, whoWasAnswered } from "~/features/joining/admissions.server";
import type { PageHandle } from "~/layout/page-title";
import { clock } from "~/platform/clock";
import { useT } from "~/platform/i18n/speech";
import { idFrom } from "~/platform/ids";
import { ButtonLink } from "~/ui/button";
import { Card } from "~/ui/card";
import { Blank, Notice } from "~/ui/notice";
import { flash } from "~/web/flash.server";
import { oneOf, optional, readForm } from "~/web/form.server";
import { useRefused } from "~/web/refusal";
import { pageBefore } from "~/web/refusals.server";
import type { MemberId } from "~db/ids.ts";
import { AdminPage } from "../admin-page";
import { ApplicantRow } from "../applicant-row";

const PEOPLE_A_PAGE = 30;

export async function loader({ request, context: { db, community }, context }: LoaderFunctionArgs) {
  await admin(request, context);
  const query = new URL(request.url).searchParams;
  const [waiting, answered] = await Promise.all([
    whoWaits(db, query.get("after"), PEOPLE_A_PAGE),
    whoWasAnswered(db, query.get("before"), PEOPLE_A_PAGE),
  ]);
  return { waiting, answered, signUp: community.signUp, now: clock.now() };
}

export async function action({ request, context }: ActionFunctionArgs) {
  const me = await admin(request, context);
  const { member, verdict, seen } = await readForm(request, {
    member: optional,
    verdict: oneOf("admitted", "declined"),
    seen: oneOf("waiting", "admitted", "declined"),
  });
  const memberId = idFrom<MemberId>(member);
  await decide(context.db, me, { memberId, verdict, seen: seen === "waiting" ? null : seen });
  flash(context, verdict === "admitted" ? "site.flash.admitted" : "site.flash.declined");
  return redirect(pageBefore(request));
}

export const handle: PageHandle = { title: "admin.joining" };

/** After a refusal, too: another admin has decided meanwhile, and this one should see it. */
export const shouldRevalidate: ShouldRevalidateFunction = () => true;

export default function Joining() {
  const t = useT();
  const { waiting, answered, signUp, now } = useLoaderData<typeof loader>();
  const refused = useRefused();
  return (
    <AdminPage>
      <p className="muted">{t(`admin.joining.text.${signUp}`)}</p>
      {refused && <Notice tone="bad">{refused.refusal.sentence}</Notice>}
      <Card title={t("admin.joining.waiting")}>
        {waiting.applicants.length === 0 && (
          <Blank icon={<DoorOpen aria-hidden="true" />} title={t("admin.joining.nobody")} />
        )}
        {waiting.applicants.map((one) => (
          <ApplicantRow key={one.memberId} applicant={one} now={now} />
        ))}
        {waiting.next && (
          <ButtonLink href={`/admin/joining?after=${waiting.next}`}>{t("admin.joining.more")}</ButtonLink>
        )}
      </Card>
      {answered.applicants.length > 0 && (
        <Card title={t("admin.joining.answered")}>
          {answered.applicants.map((one) => (
            <ApplicantRow key={one.memberId} applicant={one} now={now} />
          ))}
          {answered.next && (
            <ButtonLink href={`/admin/joining?before=${answered.next}`}>{t("admin.joining.earlier")}</ButtonLink>
          )}
        </Card>
      )}
    </AdminPage>
  );
}
