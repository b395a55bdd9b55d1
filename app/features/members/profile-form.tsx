import { Form } from "@remix-run/react";
import type { ReactNode } from "react";
import { useT } from "~/platform/i18n/speech";
import { Button } from "~/ui/button";
import { TextBox, TextField } from "~/ui/field";
import { Notice } from "~/ui/notice";
import type { RefusedAnswer } from "~/web/refusal";

interface ProfileFormProps {
  displayName: string;
  about: string;
  answer: RefusedAnswer | null;
}

/** What others see of somebody. */
export function ProfileForm({ displayName, about, answer }: ProfileFormProps): ReactNode {
  const t = useT();
  const why = answer?.refusal.fields ?? {};
  return (
    <Form className="form" method="post">
      {answer && <Notice tone="bad">{answer.refusal.sentence}</Notice>}
      <TextField
        label={t("identity.display.name")}
        hint={t("members.name.text")}
        name="displayName"
        autoComplete="nickname"
        required
        defaultValue={answer?.typed.displayName ?? displayName}
        why={why.displayName}
      />
      <TextBox
        label={t("members.about")}
        hint={t("members.about.hint")}
        name="about"
        rows={3}
        defaultValue={answer?.typed.about ?? about}
        why={why.about}
      />
      <div className="button-row">
        <Button look="go">{t("site.save")}</Button>
      </div>
    </Form>
  );
}
