import { Form } from "@remix-run/react";
import MailCheck from "lucide-react/icons/mail-check";
import type { ReactNode } from "react";
import { moment } from "~/platform/i18n/date";
import { Rich, useSpeech, useT } from "~/platform/i18n/speech";
import type { Outcome } from "~/platform/mailer.server";
import { Button, ButtonLink } from "~/ui/button";
import { Card } from "~/ui/card";
import { Chip } from "~/ui/chip";
import { TextField, Tick } from "~/ui/field";
import { LinkField } from "~/ui/link-field";
import { Blank, Notice } from "~/ui/notice";
import { TimeAgo } from "~/ui/time";
import type { RefusedAnswer } from "~/web/refusal";
import type { WaitingMail } from "~db/mails.ts";
import "~/ui/rows.css";
import "./mail-cards.css";
import "~/features/identity/account.css";

interface Answered {
  answer: RefusedAnswer | null;
}

const Why = ({ answer }: Answered): ReactNode => answer && <Notice tone="bad">{answer.refusal.sentence}</Notice>;

/** Whether there is a mail server, and how it answers. */
export function MailServer({
  isSending,
  outcome,
  answer,
}: Answered & { isSending: boolean; outcome: Outcome | null }): ReactNode {
  const t = useT();
  return (
    <Card title={t("admin.mail.server")}>
      <div className="form">
        <p className="account__line">
          <span>{t(isSending ? "admin.mail.server.text" : "admin.mail.server.none.text")}</span>
          <Chip tone={isSending ? "good" : "new"}>
            {t(isSending ? "admin.mail.server.is" : "admin.mail.server.none")}
          </Chip>
        </p>
        {isSending && (
          <Form className="form" method="post">
            <Why answer={answer} />
            {answer?.refusal.code === "address.missing" && (
              <a className="link" href="/me/account">
                {t("identity.link.to.account")}
              </a>
            )}
            {outcome && (
              <Notice tone={outcome.isSent ? "good" : "bad"}>
                {t(outcome.isSent ? "admin.mail.test.sent" : "admin.mail.test.failed", { said: outcome.said })}
              </Notice>
            )}
            <input type="hidden" name="act" value="test" />
            <div className="button-row">
              <Button>{t("admin.mail.test")}</Button>
            </div>
          </Form>
        )}
      </div>
    </Card>
  );
}

interface WaitingMailsProps {
  mails: readonly WaitingMail[];
  next: number | null;
  isSending: boolean;
  now: number;
}

/** Mails nobody has got yet, with the links that somebody must pass on. */
export function WaitingMails({ mails, next, isSending, now }: WaitingMailsProps): ReactNode {
  const t = useT();
  return (
    <Card title={t("admin.mail.waiting")}>
      {mails.length === 0 && (
        <Blank icon={<MailCheck aria-hidden="true" />} title={t("admin.mail.waiting.none")}>
          {t(isSending ? "admin.mail.waiting.none.text" : "admin.mail.waiting.none.admin")}
        </Blank>
      )}
      <ul className="rows">
        {mails.map((mail) => (
          <Waiting key={mail.id} mail={mail} isSending={isSending} now={now} />
        ))}
      </ul>
      {next && <ButtonLink href={`/admin/mail?before=${next}`}>{t("admin.mail.waiting.more")}</ButtonLink>}
    </Card>
  );
}

function Waiting({ mail, isSending, now }: { mail: WaitingMail; isSending: boolean; now: number }): ReactNode {
  const t = useT();
  const { locale, timeZone } = useSpeech();
  return (
    <li className="waiting">
      <div className="account__line">
        <span>
          <b>{mail.name ?? "–"}</b> <span className="muted small">{mail.username}</span>
        </span>
        <span className="muted small">
          <TimeAgo at={mail.createdAt} now={now} />
        </span>
      </div>
      <p>{mail.subject}</p>
      {!mail.hasAddress && <p className="muted small">{t("admin.mail.no.address")}</p>}
      {mail.error && (
        <p className="waiting__error small">
          {t("admin.mail.failed", { count: mail.attempts })} {mail.error}
        </p>
      )}
      {mail.error && isSending && (
        <p className="muted small">
          {mail.nextAt === null
            ? t("admin.mail.too.late")
            : t("admin.mail.again", { moment: moment(mail.nextAt, locale, timeZone) })}
        </p>
      )}
      {mail.link && <LinkField label={t("admin.mail.hand.out", { name: mail.name ?? "" })} link={mail.link} />}
    </li>
  );
}

/** A link for somebody who can't get in. */
export function SignInLink({
  link,
  answer,
}: Answered & { link: { address: string; username: string } | null }): ReactNode {
  const t = useT();
  return (
    <Card title={t("admin.mail.link")}>
      <Form className="form" method="post">
        <p className="muted">{t("admin.mail.link.text")}</p>
        <Why answer={answer} />
        {link && (
          <div className="field" role="status">
            <p>
              <Rich k="admin.mail.link.made" values={{ name: <b>{link.username}</b> }} />
            </p>
            <LinkField label={t("admin.mail.link.label")} link={link.address} />
          </div>
        )}
        <input type="hidden" name="act" value="link" />
        <TextField
          label={t("identity.username")}
          name="username"
          autoCapitalize="none"
          autoComplete="off"
          spellCheck={false}
          required
          defaultValue={answer?.typed.username}
          why={answer?.refusal.fields.username}
        />
        <div className="button-row">
          <Button>{t("admin.mail.link.make")}</Button>
        </div>
      </Form>
    </Card>
  );
}

/** Whether people with roles must sign in by two steps. */
export function AskTwoStep({ isAsked, answer }: Answered & { isAsked: boolean }): ReactNode {
  const t = useT();
  return (
    <Card title={t("admin.mail.two.step")}>
      <Form className="form" method="post">
        <p className="muted">{t("admin.mail.two.step.text")}</p>
        <Why answer={answer} />
        {answer?.refusal.code === "two.step.own.first" && (
          <a className="link" href="/me/account/two-step">
            {t("identity.two.step.begin.see")}
          </a>
        )}
        <input type="hidden" name="act" value="two-step" />
        <Tick label={t("admin.mail.two.step.ask")} name="asksTwoStep" defaultChecked={isAsked} />
        <div className="button-row">
          <Button>{t("site.save")}</Button>
        </div>
      </Form>
    </Card>
  );
}
