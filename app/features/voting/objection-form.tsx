import { Form } from "@remix-run/react";
import type { ReactNode } from "react";
import { useT } from "~/platform/i18n/speech";
import { Button } from "~/ui/button";
import { TextBox } from "~/ui/field";
import { Notice } from "~/ui/notice";
import type { RefusedAnswer } from "~/web/refusal";
import type { Hiding } from "./moderating.server";

interface ObjectionFormProps {
  isMine: boolean;
  /** What hides this reader's reasons here: also the one they may give now. */
  hiding: Hiding | null;
  answer: RefusedAnswer | null;
}

/** "I'd rather not, because …": stands beside the support, with its reason. */
export function ObjectionForm({ isMine, hiding, answer }: ObjectionFormProps): ReactNode {
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
          {hiding && <Notice>{t("voting.objection.hidden.next", { reason: hiding.reason })}</Notice>}
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
