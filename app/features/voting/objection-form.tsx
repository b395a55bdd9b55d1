import { Form } from "@remix-run/react";
import type { ReactNode } from "react";
import { useT } from "~/platform/i18n/speech";
import { Button } from "~/ui/button";
import { TextBox } from "~/ui/field";
import { Notice } from "~/ui/notice";
import type { RefusedAnswer } from "~/web/refusal";

/** "I'd rather not, because …": stands beside the support, with its reason. */
export function ObjectionForm({ isMine, answer }: { isMine: boolean; answer: RefusedAnswer | null }): ReactNode {
  const t = useT();
  return (
    <Form className="form" method="post">
      {answer && <Notice tone="bad">{answer.refusal.sentence}</Notice>}
      {isMine ? (
        <Button name="wish" value="withdraw">
          {t("voting.objection.withdraw")}
        </Button>
      ) : (
        <>
          <TextBox
            label={t("voting.objection.reason")}
            hint={t("voting.objection.hint")}
            name="reason"
            defaultValue={answer?.typed.reason}
            why={answer?.refusal.fields.reason}
          />
          <Button look="go" name="wish" value="cast">
            {t("voting.objection.cast")}
          </Button>
        </>
      )}
    </Form>
  );
}
