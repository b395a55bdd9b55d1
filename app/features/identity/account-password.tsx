import { Form } from "@remix-run/react";
import type { ReactNode } from "react";
import { useT } from "~/platform/i18n/speech";
import { Button, ButtonLink } from "~/ui/button";
import { Card } from "~/ui/card";
import { Chip } from "~/ui/chip";
import { TextField } from "~/ui/field";
import { Notice } from "~/ui/notice";
import type { RefusedAnswer } from "~/web/refusal";
import { SHORTEST_PASSWORD } from "./rules";
import "./account.css";

interface AccountPasswordProps {
  username: string;
  /** Who came by a link only has none to ask for. */
  hasPassword: boolean;
  answer: RefusedAnswer | null;
}

/** Another password. */
export function AccountPassword({ username, hasPassword, answer }: AccountPasswordProps): ReactNode {
  const t = useT();
  const why = answer?.refusal.fields ?? {};
  return (
    <Card title={t("identity.password")}>
      <Form className="form" method="post">
        {answer && <Notice tone="bad">{answer.refusal.sentence}</Notice>}
        <input type="hidden" name="act" value="password" />
        <input type="hidden" name="username" autoComplete="username" value={username} />
        {!hasPassword && <p className="muted">{t("identity.password.none")}</p>}
        {hasPassword && (
          <TextField
            label={t("identity.password.current")}
            name="password"
            type="password"
            autoComplete="current-password"
            required
            why={why.password}
          />
        )}
        <TextField
          label={t("identity.password.new")}
          hint={t("identity.password.hint", { count: SHORTEST_PASSWORD })}
          name="newPassword"
          type="password"
          autoComplete="new-password"
          required
          why={why.newPassword}
        />
        <p className="muted small">{t("identity.password.change.text")}</p>
        <div className="button-row">
          <Button>{t(hasPassword ? "identity.password.change" : "identity.password.set")}</Button>
        </div>
      </Form>
    </Card>
  );
}

/** Whether a member signs in by two steps, and the way to change that. */
export function AccountTwoStep({ isOn }: { isOn: boolean }): ReactNode {
  const t = useT();
  return (
    <Card title={t("identity.two.step")}>
      <p className="account__line">
        <span className="muted">{t("identity.two.step.text")}</span>
        {isOn && <Chip tone="good">{t("identity.two.step.is.on")}</Chip>}
      </p>
      <div className="button-row account__form">
        <ButtonLink href="/me/account/two-step">
          {t(isOn ? "identity.two.step.manage" : "identity.two.step.begin.see")}
        </ButtonLink>
      </div>
    </Card>
  );
}
