import { randomUUID } from "node:crypto";
import { type ActionFunctionArgs, type LinksFunction, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { AdminPage } from "~/features/admin/admin-page";
import { FoldList } from "~/features/admin/fold-list";
import { admin } from "~/features/identity/gates.server";
import type { PageHandle } from "~/layout/page-title";
import { useT } from "~/platform/i18n/speech";
import { flash } from "~/web/flash.server";
import { BadgeForm } from "../badge-form";
import formSheet from "../badge-form.css";
import { BadgeLine } from "../badge-line";
import { allBadges, wearersOf } from "../badges.server";
import { takeBadgeForm } from "../design-form.server";
import { HexagonInks } from "../hexagon";
import hexagonSheet from "../hexagon.css";

export const links: LinksFunction = () => [hexagonSheet, formSheet].map((href) => ({ rel: "stylesheet", href }));

export async function loader({ request, context: { db }, context }: LoaderFunctionArgs) {
  await admin(request, context);
  const [badges, wearers] = await Promise.all([allBadges(db), wearersOf(db)]);
  return {
    once: randomUUID(),
    badges: badges.map(({ id, key, nameZh, nameEn, hue, counted, steps, retiredAt }) => ({
      ...{ id, key, nameZh, nameEn, hue, counted, steps, isRetired: retiredAt !== null },
      wearers: wearers.get(id) ?? 0,
    })),
  };
}

export async function action({ request, context }: ActionFunctionArgs) {
  const me = await admin(request, context);
  const preview = await takeBadgeForm(context.db, me, request);
  if (preview) return { preview };
  flash(context, "site.flash.saved");
  return redirect("/admin/badges");
}

export const handle: PageHandle = { title: "badges.admin.title" };

export default function AdminBadges() {
  const t = useT();
  const { badges, once } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const preview = answer && "preview" in answer ? answer.preview : null;
  return (
    <AdminPage>
      <HexagonInks />
      <p className="muted">{t("badges.admin.intro")}</p>
      <FoldList
        title={t("badges.admin.title")}
        note={t("badges.admin.count", { count: badges.length })}
        add={t("badges.admin.add")}
        rows={badges}
        openId={preview?.id}
        line={(badge) => <BadgeLine badge={badge} />}
        form={(badge, refused) => (
          <BadgeForm
            badge={badge}
            once={once}
            answer={refused}
            preview={preview && preview.id === String(badge?.id ?? "") ? preview : null}
          />
        )}
      />
    </AdminPage>
  );
}
