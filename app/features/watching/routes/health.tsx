import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { AdminPage } from "~/features/admin/admin-page";
import { admin } from "~/features/identity/gates.server";
import type { PageHandle } from "~/layout/page-title";
import { flash } from "~/web/flash.server";
import { useRefused } from "~/web/refusal";
import { BackupCard } from "../backup-card";
import { ClockCard } from "../clock-card";
import { health } from "../health.server";
import { ProgramCard } from "../program-card";
import { ReactionsCard } from "../reactions-card";
import { takeRetryForm } from "../retrying.server";
import { SlowCard } from "../slow-card";
import { Verdict } from "../verdict";

export async function loader({ request, context }: LoaderFunctionArgs) {
  await admin(request, context);
  return health(context);
}

export async function action({ request, context }: ActionFunctionArgs) {
  const me = await admin(request, context);
  await takeRetryForm(context.db, me, request);
  flash(context, "site.flash.retried");
  return redirect("/admin/health#reactions");
}

export const handle: PageHandle = { title: "watching.title" };

export default function HealthPage() {
  const { ills, program, signs, clock, reactions, slow, backups, now } = useLoaderData<typeof loader>();
  return (
    <AdminPage>
      <Verdict ills={ills} disk={signs.disk} />
      <ReactionsCard reactions={reactions} signs={signs} now={now} answer={useRefused()} />
      <SlowCard requests={slow} now={now} />
      <ClockCard clock={clock} jobs={signs.clock.jobs} now={now} />
      <BackupCard {...backups} now={now} />
      <ProgramCard program={program} signs={signs} now={now} />
    </AdminPage>
  );
}
