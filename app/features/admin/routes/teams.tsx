import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import type { ReactNode } from "react";
import { admin } from "~/features/identity/gates.server";
import { staff } from "~/features/members/members.server";
import { type TeamRow, teamsOf } from "~/features/members/teams.server";
import type { PageHandle } from "~/layout/page-title";
import { useT } from "~/platform/i18n/speech";
import { flash } from "~/web/flash.server";
import { takeTeamForm } from "../admin-form.server";
import { AdminPage } from "../admin-page";
import { FoldList } from "../fold-list";
import { TeamForm } from "../team-form";

export async function loader({ request, context }: LoaderFunctionArgs) {
  await admin(request, context);
  const [teams, all] = await Promise.all([teamsOf(context.db), staff(context.db)]);
  return { teams, staff: all };
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
  const { teams, staff } = useLoaderData<typeof loader>();
  return (
    <AdminPage>
      <FoldList
        title={t("admin.teams")}
        note={t("admin.teams.count", { count: teams.length })}
        add={t("admin.teams.add")}
        rows={teams}
        line={(team) => <TeamLine team={team} />}
        form={(team, answer) => <TeamForm team={team} staff={staff} answer={answer} />}
      />
    </AdminPage>
  );
}

function TeamLine({ team: { name, lead } }: { team: TeamRow }): ReactNode {
  const t = useT();
  return (
    <>
      {name} {lead && <span className="muted small">{t("admin.teams.led", { name: lead })}</span>}
    </>
  );
}
