import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { admin } from "~/features/identity/gates.server";
import type { PageHandle } from "~/layout/page-title";
import { useT } from "~/platform/i18n/speech";
import { ButtonLink } from "~/ui/button";
import { Card } from "~/ui/card";
import { flash } from "~/web/flash.server";
import { useRefused } from "~/web/refusal";
import { takeCommunityForm } from "../admin-form.server";
import { CommunityForm } from "../admin-forms";
import { AdminPage } from "../admin-page";
import { FirstSteps } from "../first-steps";
import { firstSteps } from "../first-steps.server";

export async function loader({ request, context }: LoaderFunctionArgs) {
  await admin(request, context);
  const { name, locale, timeZone, signUp, hasSample, isDemo } = context.community;
  return { community: { name, locale, timeZone, signUp }, hasSample, isDemo, steps: await firstSteps(context) };
}

export async function action({ request, context }: ActionFunctionArgs) {
  await admin(request, context);
  await takeCommunityForm(context.db, request);
  flash(context, "site.flash.saved");
  return redirect("/admin");
}

export const handle: PageHandle = { title: "admin.title" };

export default function Admin() {
  const t = useT();
  const { community, hasSample, isDemo, steps } = useLoaderData<typeof loader>();
  const refused = useRefused();
  return (
    <AdminPage>
      <FirstSteps steps={steps} />
      <Card title={t("admin.community")}>
        <CommunityForm community={community} answer={refused} />
      </Card>
      {hasSample && (
        <Card title={t("sample.admin.title")}>
          <p className="muted small">{t(isDemo ? "sample.admin.demo" : "sample.admin.text")}</p>
          {!isDemo && <ButtonLink href="/admin/sample">{t("sample.admin.link")}</ButtonLink>}
        </Card>
      )}
    </AdminPage>
  );
}
