import { Form } from "@remix-run/react";
import type { ReactNode } from "react";
import type { PersonRow } from "~/features/members/people.server";
import { useT } from "~/platform/i18n/speech";
import { Button } from "~/ui/button";
import { TextField } from "~/ui/field";
import { Notice } from "~/ui/notice";
import type { RefusedAnswer } from "~/web/refusal";

interface PersonNameFormProps {
  person: PersonRow;
  answer: RefusedAnswer | null;
}

/** Another name for somebody whose own can't stay. */
export function PersonNameForm({ person, answer }: PersonNameFormProps): ReactNode {
  const t = useT();
  return (
    <Form className="form" method="post">
      {answer && <Notice tone="bad">{answer.refusal.sentence}</Notice>}
      <input type="hidden" name="id" value={person.id} />
      <TextField
        label={t("identity.display.name")}
        hint={t("admin.person.name.hint")}
        name="displayName"
        autoComplete="off"
        required
        defaultValue={answer?.typed.displayName ?? person.displayName}
        why={answer?.refusal.fields.displayName}
      />
      <div className="button-row">
        <Button>{t("admin.person.rename")}</Button>
      </div>
    </Form>
  );
}
