import { Form } from "@remix-run/react";
import { type ReactNode, useRef } from "react";
import { useT } from "~/platform/i18n/speech";
import { Button, ButtonLink } from "~/ui/button";
import { Card } from "~/ui/card";
import { Chip } from "~/ui/chip";
import { CopyButton } from "~/ui/copy-button";
import { Notice } from "~/ui/notice";
import { QrCode } from "~/ui/qr-code";
import type { RefusedAnswer } from "~/web/refusal";
import { CodeField } from "./code-field";
import type { TwoStepView } from "./two-step.server";
import "./account.css";

interface Answered {
  answer: RefusedAnswer | null;
}

/** What two-step sign-in is, and its first step. */
export function TwoStepOff({ isNeeded }: { isNeeded: boolean }): ReactNode {
  const t = useT();
  return (
    <Card>
      <Form className="form" method="post">
        {isNeeded && <p className="notice">{t("identity.two.step.needed.text")}</p>}
        <p>{t("identity.two.step.what")}</p>
        <input type="hidden" name="act" value="begin" />
        <div className="button-row">
          <Button look="go">{t("identity.two.step.begin")}</Button>
        </div>
      </Form>
    </Card>
  );
}

/** The secret for the app, and the field where the app proves that it knows it. */
export function TwoStepBegun({ view, answer }: Answered & { view: TwoStepView & { is: "begun" } }): ReactNode {
  const t = useT();
  return (
    <Card>
      <Form className="form" method="post">
        {answer && <Notice tone="bad">{answer.refusal.sentence}</Notice>}
        <ol className="steps-list">
          <li>{t("identity.two.step.scan")}</li>
          <li>{t("identity.two.step.type")}</li>
        </ol>
        <QrCode qr={view.qr} label={t("identity.two.step.qr")} />
        <div>
          <p className="muted small">{t("identity.two.step.by.hand")}</p>
          <p className="secret">{view.secret}</p>
          <p>
            <a className="link small" href={view.address}>
              {t("identity.two.step.open.app")}
            </a>
          </p>
        </div>
        <CodeField label={t("identity.two.step.code")} why={answer?.refusal.fields.code} />
        <div className="button-row">
          <Button look="go" name="act" value="confirm">
            {t("identity.two.step.confirm")}
          </Button>
          <Button look="quiet" name="act" value="stop" formNoValidate>
            {t("identity.two.step.stop")}
          </Button>
        </div>
      </Form>
    </Card>
  );
}

interface RecoveryCodesProps {
  codes: readonly string[];
  /** Whose they are, and where: a file of codes that says neither is a riddle a year later. */
  username: string;
  community: string;
}

/** The recovery codes, this once. */
export function RecoveryCodes({ codes, username, community }: RecoveryCodesProps): ReactNode {
  const t = useT();
  const list = useRef<HTMLUListElement>(null);
  const file = `${t("identity.recovery.file", { username, community })}\n\n${codes.join("\n")}\n`;
  return (
    <Card title={t("identity.recovery")}>
      <div className="form">
        <Notice tone="good">{t("identity.two.step.now.on")}</Notice>
        <p>{t("identity.recovery.text")}</p>
        <ul className="codes" ref={list}>
          {codes.map((code) => (
            <li key={code}>{code}</li>
          ))}
        </ul>
        <div className="button-row">
          <CopyButton text={codes.join("\n")} from={list} label={t("identity.recovery.copy")} />
          <ButtonLink href={`data:text/plain;charset=utf-8,${encodeURIComponent(file)}`} download="recovery-codes.txt">
            {t("identity.recovery.save")}
          </ButtonLink>
          <ButtonLink look="go" href="/me/account">
            {t("identity.recovery.kept")}
          </ButtonLink>
        </div>
      </div>
    </Card>
  );
}

/** It is on; how to end it. */
export function TwoStepOn({ codesLeft, answer }: Answered & { codesLeft: number }): ReactNode {
  const t = useT();
  return (
    <Card>
      <div className="form">
        <p className="account__line">
          <span>{t("identity.recovery.left", { count: codesLeft })}</span>
          <Chip tone="good">{t("identity.two.step.is.on")}</Chip>
        </p>
        <p className="muted small">{t("identity.two.step.new.phone")}</p>
        <Form className="form" method="post">
          {answer && <Notice tone="bad">{answer.refusal.sentence}</Notice>}
          <input type="hidden" name="act" value="off" />
          <CodeField
            label={t("identity.two.step.code")}
            hint={t("identity.step.hint")}
            why={answer?.refusal.fields.code}
            anySigns
          />
          <div className="button-row">
            <Button>{t("identity.two.step.off")}</Button>
          </div>
        </Form>
      </div>
    </Card>
  );
}
