import { Form } from "@remix-run/react";
import type { ReactNode } from "react";
import { useT } from "~/platform/i18n/speech";
import { Button } from "~/ui/button";
import { FileField } from "~/ui/field";
import { Notice } from "~/ui/notice";
import type { RefusedAnswer } from "~/web/refusal";

/** Sends the files of an old community. What is in them is looked at before anything comes in. */
export function UploadForm({ answer }: { answer: RefusedAnswer | null }): ReactNode {
  const t = useT();
  return (
    <Form className="form" method="post" encType="multipart/form-data" reloadDocument>
      {answer && <Notice tone="bad">{answer.refusal.sentence}</Notice>}
      <p className="muted">{t("import.upload.about")}</p>
      <FileField
        label={t("import.upload.files")}
        hint={t("import.upload.hint")}
        why={answer?.refusal.fields.files}
        name="files"
        multiple
        required
      />
      <div className="button-row">
        <Button look="go">{t("import.upload")}</Button>
      </div>
    </Form>
  );
}
