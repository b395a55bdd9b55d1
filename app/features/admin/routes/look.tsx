import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { admin } from "~/features/identity/gates.server";
import type { PageHandle } from "~/layout/page-title";
import { useT } from "~/platform/i18n/speech";
import { Card } from "~/ui/card";
import { flash } from "~/web/flash.server";
import { isRefused } from "~/web/refusal";
import { normalAccent } from "../accent";
import { AdminPage } from "../admin-page";
import { logoView, sheetAddress } from "../look.server";
import { takeLookForm } from "../look-form.server";
import { AccentForm, AccentSample, FooterForm, LogoForm } from "../look-forms";

export async function loader({ request, context }: LoaderFunctionArgs) {
  await admin(request, context);
  const { accent, logo, footerLines } = context.community;
  const tried = new URL(request.url).searchParams.get("accent");
  const colour = normalAccent(tried ?? "");
  return {
    accent: tried ?? accent ?? "",
    isNone: Boolean(tried?.trim()) && !colour,
    trying: colour && colour !== accent ? { colour, sheet: sheetAddress(colour) } : null,
    logo: logoView(logo),
    footerLines,
  };
}

export async function action({ request, context }: ActionFunctionArgs) {
  await admin(request, context);
  await takeLookForm(context.db, context.dataFolder, request);
  flash(context, "site.flash.saved");
  return redirect("/admin/look");
}

export const handle: PageHandle = { title: "admin.look" };

export default function Look() {
  const t = useT();
  const { accent, isNone, trying, logo, footerLines } = useLoaderData<typeof loader>();
  const answer = useActionData<unknown>();
  const of = (act: string) => (isRefused(answer) && answer.typed.act === act ? answer : null);
  return (
    <AdminPage>
      {trying && <link rel="stylesheet" href={trying.sheet} />}
      <Card title={t("admin.look.accent")}>
        <div className="look">
          {trying && <p className="muted">{t("admin.look.accent.trying", { colour: trying.colour })}</p>}
          <AccentSample />
          <AccentForm
            key={accent}
            accent={accent}
            why={isNone ? t("refusals.accent.shape") : undefined}
            answer={of("accent")}
          />
        </div>
      </Card>
      <Card title={t("admin.look.logo")}>
        <div className="look">
          <LogoForm logo={logo} answer={of("logo")} />
        </div>
      </Card>
      <Card title={t("admin.look.footer")}>
        <div className="look">
          <p className="muted small">{t("admin.look.footer.why")}</p>
          <FooterForm lines={footerLines} answer={of("footer")} />
        </div>
      </Card>
    </AdminPage>
  );
}
