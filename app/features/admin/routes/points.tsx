import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { admin } from "~/features/identity/gates.server";
import { changeRules } from "~/features/ledger/changing.server";
import { previewRules } from "~/features/ledger/previewing.server";
import { RulesForm } from "~/features/ledger/rules-form";
import { RulesPreviewCard } from "~/features/ledger/rules-preview";
import { rulebook } from "~/features/ledger/ruling.server";
import { RULE_FIELDS, typedOf } from "~/features/ledger/ruling-form";
import type { PageHandle } from "~/layout/page-title";
import { useT } from "~/platform/i18n/speech";
import { Card } from "~/ui/card";
import { flash } from "~/web/flash.server";
import { oneOf, optional, readForm } from "~/web/form.server";
import { isRefused } from "~/web/refusal";
import { AdminPage } from "../admin-page";

const FIELDS = Object.fromEntries(RULE_FIELDS.map((name) => [name, optional]));

export async function loader({ request, context }: LoaderFunctionArgs) {
  await admin(request, context);
  const { rules, version } = (await rulebook(context.db.read)).latest;
  return { typed: { ...typedOf(rules), seen: String(version) } };
}

export async function action({ request, context }: ActionFunctionArgs) {
  const me = await admin(request, context);
  const form = await readForm(request, {
    ...FIELDS,
    reason: optional,
    seen: optional,
    wish: oneOf("previewed", "saved"),
  });
  const { wish, reason, seen, ...typed } = form;
  if (wish === "previewed")
    return { typed: { ...typed, reason, seen }, preview: await previewRules(context.db, typed) };
  await changeRules(context.db, me, { typed, reason, seen: Number(seen) });
  flash(context, "site.flash.saved");
  return redirect("/admin/points");
}

export const handle: PageHandle = { title: "ledger.rules" };

/** What acts are worth, for admins. */
export default function AdminPoints() {
  const t = useT();
  const { typed } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const refused = answer && isRefused(answer) ? answer : null;
  const looked = answer && !isRefused(answer) ? answer : null;
  return (
    <AdminPage>
      {looked && <RulesPreviewCard preview={looked.preview} />}
      <Card title={t("ledger.rules")}>
        <p className="muted">{t("ledger.admin.text")}</p>
        <RulesForm typed={refused?.typed ?? looked?.typed ?? typed} answer={refused} />
      </Card>
    </AdminPage>
  );
}
