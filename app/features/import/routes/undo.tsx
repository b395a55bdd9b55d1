import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { Form, useLoaderData } from "@remix-run/react";
import { AdminPage } from "~/features/admin/admin-page";
import { admin } from "~/features/identity/gates.server";
import type { PageHandle } from "~/layout/page-title";
import { useT } from "~/platform/i18n/speech";
import { idFrom } from "~/platform/ids";
import { Button, ButtonLink } from "~/ui/button";
import { Card } from "~/ui/card";
import { Notice } from "~/ui/notice";
import { useRefused } from "~/web/refusal";
import type { BatchId } from "~db/ids.ts";
import { takeUndoForm } from "../batch-form.server";
import { batchById } from "../batches.server";
import { KeptList } from "../kept-list";
import { keptRows } from "../rules";
import { foreseeUndoing } from "../undoing.server";

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  await admin(request, context);
  const { id, file, updated } = await batchById(context.db.read, idFrom<BatchId>(params.batchId));
  const { gone, kept } = await foreseeUndoing(context.db, id);
  return { id, file, updated, gone, kept: keptRows(kept) };
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  await admin(request, context);
  const id = idFrom<BatchId>(params.batchId);
  await takeUndoForm(context.db, id, request);
  return redirect(`/admin/import/${id}`);
}

export const handle: PageHandle = { title: "import.undo.title" };

export default function Undo() {
  const t = useT();
  const { id, file, updated, gone, kept } = useLoaderData<typeof loader>();
  const refused = useRefused();
  return (
    <AdminPage>
      <Card title={t("import.undo.title")} note={file}>
        <Form className="form" method="post">
          {refused && <Notice tone="bad">{refused.refusal.sentence}</Notice>}
          <p>{t("import.undo.gone", { count: gone })}</p>
          <KeptList kept={kept} title={t("import.undo.kept")} />
          {updated > 0 && <p>{t("import.undone.updated", { count: updated })}</p>}
          <div className="button-row">
            <Button look="danger">{t("import.undo")}</Button>
            <ButtonLink look="quiet" href={`/admin/import/${id}`}>
              {t("import.undo.not")}
            </ButtonLink>
          </div>
        </Form>
      </Card>
    </AdminPage>
  );
}
