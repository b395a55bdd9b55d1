import { Form } from "@remix-run/react";
import type { ReactNode } from "react";
import { useT } from "~/platform/i18n/speech";
import { Button } from "~/ui/button";
import { Card } from "~/ui/card";
import { Choice, TextField } from "~/ui/field";
import { Notice } from "~/ui/notice";
import type { RefusedAnswer } from "~/web/refusal";
import { useBadgeName } from "./names";
import type { BadgeNames } from "./rules";

interface GiveFormProps {
  /** What can be given by hand. */
  badges: ReadonlyArray<BadgeNames & { id: number }>;
  /** Whether the reader may design one. */
  canDesign: boolean;
  answer: RefusedAnswer | null;
}

/** Where a moderator gives somebody a badge by hand. */
export function GiveForm({ badges, canDesign, answer }: GiveFormProps): ReactNode {
  const t = useT();
  const name = useBadgeName();
  const why = answer?.refusal.fields ?? {};
  return (
    <Card title={t("badges.give")}>
      {badges.length === 0 ? (
        <p className="muted">
          {t("badges.give.none")}{" "}
          {canDesign && (
            <a className="link" href="/admin/badges">
              {t("badges.give.design")}
            </a>
          )}
        </p>
      ) : (
        <Form className="form" method="post">
          <p className="muted">{t("badges.give.text")}</p>
          {answer && <Notice tone="bad">{answer.refusal.sentence}</Notice>}
          <Choice label={t("badges.give.which")} name="badge" defaultValue={answer?.typed.badge}>
            {badges.map((badge) => (
              <option key={badge.id} value={badge.id}>
                {name(badge)}
              </option>
            ))}
          </Choice>
          <TextField
            label={t("badges.give.reason")}
            name="reason"
            maxLength={500}
            defaultValue={answer?.typed.reason}
            why={why.reason}
          />
          <div className="button-row">
            <Button look="go">{t("badges.give.go")}</Button>
          </div>
        </Form>
      )}
    </Card>
  );
}
