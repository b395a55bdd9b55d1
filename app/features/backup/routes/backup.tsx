import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { AdminPage } from "~/features/admin/admin-page";
import { admin } from "~/features/identity/gates.server";
import type { PageHandle } from "~/layout/page-title";
import { oneOf, readForm } from "~/web/form.server";
import { askForBackup } from "../backup.server";
import { HowToRestore, KeptBackups, LastBackup, ProvenRestore } from "../backup-cards";
import { backupView } from "../backup-page.server";

export async function loader({ request, context }: LoaderFunctionArgs) {
  await admin(request, context);
  return backupView(context);
}

export async function action({ request, context }: ActionFunctionArgs) {
  await admin(request, context);
  await readForm(request, { wish: oneOf("made") });
  await askForBackup(context.db);
  return redirect("/admin/backup");
}

export const handle: PageHandle = { title: "backup.title" };

export default function Backup() {
  const view = useLoaderData<typeof loader>();
  return (
    <AdminPage>
      <LastBackup view={view} />
      <KeptBackups view={view} />
      <ProvenRestore view={view} />
      <HowToRestore />
    </AdminPage>
  );
}
