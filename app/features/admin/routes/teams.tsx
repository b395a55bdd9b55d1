import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { admin } from "~/features/identity/gates.server";
import { teamsOf } from "~/features/members/members.server";
import type { PageHandle } from "~/layout/page-title";
import { useT } from "~/platform/i18n/speech";
import { flash } from "~/web/flash.server";
import { takeTeamForm } from "../admin-form.server";
import { TeamForm } from "../admin-forms";
import { AdminPage } from "../admin-page";
import { FoldList } from "../fold-list";

export async function loader({ request, context }: LoaderFunctionArgs) {
  await admin(request, context);
  return { teams: await teamsOf(context.db) };
}

export async function action({ request, context }: ActionFunctionArgs) {
  await admin(request, context);
  await takeTeamForm(context.db, request);
  flash(context, "site.flash.saved");
  return redirect("/admin/teams");
}

export const handle: PageHandle = { title: "admin.teams" };

export default function Teams() {
  const t = useT();
  const { teams } = useLoaderData<typeof loader>();
  return (
    <AdminPage>
      <FoldList
        title={t("admin.teams")}
        note={t("admin.teams.count", { count: teams.length })}
        add={t("admin.teams.add")}
        rows={teams}
        line={(team) => team.name}
        form={(team, answer) => <TeamForm team={team} answer={answer} />}
      />
    </AdminPage>
  );
}
