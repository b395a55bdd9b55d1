import { Form } from "@remix-run/react";
import type { ReactNode } from "react";
import { useT } from "~/platform/i18n/speech";
import { Button } from "~/ui/button";
import { Card } from "~/ui/card";
import { TextField } from "~/ui/field";
import { Notice } from "~/ui/notice";
import type { RefusedAnswer } from "~/web/refusal";

interface TakeFormProps {
  personId: number;
  badgeId: number;
  name: string;
  answer: RefusedAnswer | null;
}

/** Where a moderator takes back a badge that was given by hand. */
export function TakeForm({ personId, badgeId, name, answer }: TakeFormProps): ReactNode {
  const t = useT();
  return (
    <Card title={t("badges.take")}>
      <Form className="form" method="post" action={`/people/${personId}/badges/${badgeId}`}>
        {answer && <Notice tone="bad">{answer.refusal.sentence}</Notice>}
        <TextField
          label={t("badges.take.reason", { name })}
          name="reason"
          maxLength={500}
          defaultValue={answer?.typed.reason}
          why={answer?.refusal.fields.reason}
        />
        <div className="button-row">
          <Button look="danger">{t("badges.take")}</Button>
        </div>
      </Form>
    </Card>
  );
}
