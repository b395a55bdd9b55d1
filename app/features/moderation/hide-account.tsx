import { Form } from "@remix-run/react";
import type { ReactNode } from "react";
import { useT } from "~/platform/i18n/speech";
import { Button } from "~/ui/button";
import { Notice } from "~/ui/notice";
import type { RefusedAnswer } from "~/web/refusal";
import { ReasonField, RuleField } from "./act-fields";
import "./moderation.css";

interface HideAccountProps {
  answer: RefusedAnswer | null;
  /** How many things that would be; what they are stands above. */
  count: number;
}

/** Hides everything by an account. Asks once more, on the page: the button stands behind another. */
export function HideAccount({ answer, count }: HideAccountProps): ReactNode {
  const t = useT();
  return (
    <details className="sure" open={answer !== null}>
      <summary className="button button--danger">{t("moderation.account.ask", { count })}</summary>
      <Form className="form" method="post">
        {answer && <Notice tone="bad">{answer.refusal.sentence}</Notice>}
        <p>{t("moderation.account.sure", { count })}</p>
        <RuleField answer={answer} />
        <ReasonField answer={answer} />
        <div className="button-row">
          <Button look="danger" name="wish" value="hide">
            {t("moderation.account.hide", { count })}
          </Button>
        </div>
      </Form>
    </details>
  );
}
