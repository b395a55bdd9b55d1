import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { AdminPage } from "~/features/admin/admin-page";
import { admin } from "~/features/identity/gates.server";
import type { PageHandle } from "~/layout/page-title";
import { clock } from "~/platform/clock";
import { useT } from "~/platform/i18n/speech";
import { Card } from "~/ui/card";
import { Pager } from "~/ui/pager";
import { useRefused } from "~/web/refusal";
import { batchList } from "../batch-list.server";
import { BatchRows } from "../batch-rows";
import { UploadForm } from "../upload-form";
import { takeUpload } from "../uploads.server";

export async function loader({ request, context }: LoaderFunctionArgs) {
  await admin(request, context);
  const after = new URL(request.url).searchParams.get("after");
  return { ...(await batchList(context.db, after)), after, now: clock.now() };
}

export async function action({ request, context }: ActionFunctionArgs) {
  const me = await admin(request, context);
  const id = await takeUpload(context.db, context.dataFolder, request, me.id);
  return redirect(`/admin/import/${id}`);
}

export const handle: PageHandle = { title: "import.title" };

export default function Imports() {
  const t = useT();
  const { batches, next, after, now } = useLoaderData<typeof loader>();
  return (
    <AdminPage>
      <Card title={t("import.title")}>
        <UploadForm answer={useRefused()} />
      </Card>
      {batches.length > 0 && (
        <Card title={t("import.past")}>
          <BatchRows batches={batches} now={now} />
          <Pager
            first={after ? "/admin/import" : null}
            next={next && `/admin/import?after=${next}`}
            more={t("import.past.more")}
          />
        </Card>
      )}
    </AdminPage>
  );
}
