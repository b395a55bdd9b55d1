import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { admin } from "~/features/identity/gates.server";
import type { PageHandle } from "~/layout/page-title";
import { useT } from "~/platform/i18n/speech";
import { ButtonLink } from "~/ui/button";
import { Card, Columns } from "~/ui/card";
import { flash } from "~/web/flash.server";
import { isRefused } from "~/web/refusal";
import { communityAct } from "../admin-act.server";
import { CommunityForm } from "../admin-forms";
import { AdminNav } from "../admin-nav";

export async function loader({ request, context }: LoaderFunctionArgs) {
  await admin(request, context);
  const { name, locale, timeZone, signUp, hasSample, isDemo } = context.community;
  return { community: { name, locale, timeZone, signUp }, hasSample, isDemo };
}

export async function action({ request, context }: ActionFunctionArgs) {
  await admin(request, context);
  await communityAct(context.db, request);
  flash(context, "site.flash.saved");
  return redirect("/admin");
}

export const handle: PageHandle = { title: "admin.title" };

export default function Admin() {
  const t = useT();
  const { community, hasSample, isDemo } = useLoaderData<typeof loader>();
  const answer = useActionData<unknown>();
  return (
    <Columns shape="narrow">
      <h1>{t("admin.title")}</h1>
      <AdminNav />
      <Card title={t("admin.community")}>
        <CommunityForm community={community} answer={isRefused(answer) ? answer : null} />
      </Card>
      {hasSample && (
        <Card title={t("sample.admin.title")}>
          <p className="muted small">{t(isDemo ? "sample.admin.demo" : "sample.admin.text")}</p>
          {!isDemo && <ButtonLink href="/admin/sample">{t("sample.admin.link")}</ButtonLink>}
        </Card>
      )}
    </Columns>
  );
}
