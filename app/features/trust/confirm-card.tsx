import { Form } from "@remix-run/react";
import type { ReactNode } from "react";
import { useT } from "~/platform/i18n/speech";
import type { RefusalCode } from "~/platform/refusals";
import { Button } from "~/ui/button";
import { Card } from "~/ui/card";
import { Notice } from "~/ui/notice";
import type { RefusedAnswer } from "~/web/refusal";
import { type ConfirmedBy, isAWord } from "./rules";

interface ConfirmCardProps {
  /** How it is known that this is somebody; null: it isn't. */
  confirmation: { by: ConfirmedBy | null; whyNot: RefusalCode | null };
  answer: RefusedAnswer | null;
}

/** How it is known that this is a person, and the moderator's one click that says so. */
export function ConfirmCard({ confirmation: { by, whyNot }, answer }: ConfirmCardProps): ReactNode {
  const t = useT();
  const isMine = isAWord(by);
  return (
    <Card title={t("trust.confirm.title")}>
      {answer && <Notice tone="bad">{answer.refusal.sentence}</Notice>}
      <p>{t(by ? `trust.confirm.by.${by}` : "trust.confirm.not")}</p>
      {(by === null || by === "vouch" || isMine) && !whyNot && (
        <Form method="post" className="button-row">
          <Button look={isMine ? "plain" : "go"} name="wish" value={isMine ? "unconfirm" : "confirm"}>
            {t(isMine ? "trust.confirm.undo" : "trust.confirm")}
          </Button>
        </Form>
      )}
    </Card>
  );
}
