import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { AdminPage } from "~/features/admin/admin-page";
import { admin } from "~/features/identity/gates.server";
import { boards } from "~/features/topics/topics.server";
import type { PageHandle } from "~/layout/page-title";
import { clock } from "~/platform/clock";
import { useT } from "~/platform/i18n/speech";
import { idFrom } from "~/platform/ids";
import { BackLink } from "~/ui/back-link";
import { Card } from "~/ui/card";
import { useRefused } from "~/web/refusal";
import type { BatchId } from "~db/ids.ts";
import { takeBatchForm } from "../batch-form.server";
import { BatchProgress } from "../batch-progress";
import { BatchReport } from "../batch-report";
import { batchView, fileView, problemsOf } from "../batch-view.server";
import { batchById } from "../batches.server";
import { Preview } from "../preview";
import { ProblemList } from "../problem-list";
import { ReadingForm } from "../reading-form";
import { isChangeable } from "../rules";

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  await admin(request, context);
  const { db } = context;
  const batch = await batchById(db.read, idFrom<BatchId>(params.batchId));
  const after = new URL(request.url).searchParams.get("after");
  const file = isChangeable(batch.state) ? await fileView(batch) : null;
  const [known, page] = await Promise.all([boards(db), problemsOf(db, batch.id, after)]);
  return { batch: batchView(batch), file, boards: known, ...page, after, now: clock.now() };
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  await admin(request, context);
  const id = idFrom<BatchId>(params.batchId);
  const isGone = await takeBatchForm(context.db, id, request);
  return redirect(isGone ? "/admin/import" : `/admin/import/${id}`);
}

export const handle: PageHandle = { title: "import.title" };

export default function Batch() {
  const t = useT();
  const { batch, file, boards: known, problems, next, after, now } = useLoaderData<typeof loader>();
  const refused = useRefused();
  return (
    <AdminPage>
      <BackLink href="/admin/import">{t("import.all")}</BackLink>
      <Card title={batch.file} note={t(`import.state.${batch.state}`)}>
        {batch.state === "uploaded" ? null : <BatchReport batch={batch} refused={refused} />}
        <BatchProgress batch={batch} />
        {file && <ReadingForm batch={batch} file={file} boards={known} answer={refused} />}
      </Card>
      {file && file.preview.length > 0 && <Preview rows={file.preview} now={now} />}
      <ProblemList batch={batch} problems={problems} after={after} next={next} />
    </AdminPage>
  );
}
