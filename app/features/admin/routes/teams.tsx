import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { admin } from "~/features/identity/gates.server";
import { teamsOf } from "~/features/members/members.server";
import type { PageHandle } from "~/layout/page-title";
import { useT } from "~/platform/i18n/speech";
import { Card, Columns } from "~/ui/card";
import { flash } from "~/web/flash.server";
import { isRefused } from "~/web/refusal";
import { takeTeamForm } from "../admin-form.server";
import { TeamForm } from "../admin-forms";
import { AdminNav } from "../admin-nav";
import { Fold } from "../fold";

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
  const answer = useActionData<unknown>();
  const of = (id: string) => (isRefused(answer) && (answer.typed.id ?? "") === id ? answer : null);
  return (
    <Columns shape="narrow">
      <h1>{t("admin.title")}</h1>
      <AdminNav />
      <Card title={t("admin.teams")} note={t("admin.teams.count", { count: teams.length })}>
        {teams.map((team) => (
          <Fold key={team.id} isOpen={of(`${team.id}`) !== null} line={team.name}>
            <TeamForm team={team} answer={of(`${team.id}`)} />
          </Fold>
        ))}
        <Fold key={`new-${teams.length}`} isOpen={of("") !== null} line={<b>{t("admin.teams.add")}</b>}>
          <TeamForm answer={of("")} />
        </Fold>
      </Card>
    </Columns>
  );
}
