import { Form } from "@remix-run/react";
import type { ReactNode } from "react";
import { Rich, useT } from "~/platform/i18n/speech";
import { Button } from "~/ui/button";
import { Card } from "~/ui/card";
import { Chip } from "~/ui/chip";
import { TextField, Tick } from "~/ui/field";
import { Notice } from "~/ui/notice";
import type { RefusedAnswer } from "~/web/refusal";
import "./account.css";

interface AccountMailProps {
  confirmed: string | null;
  asked: string | null;
  wantsMail: boolean;
  /** Whether this community has a mail server. */
  isSending: boolean;
  username: string;
  /** Who came by a link only has none to ask for. */
  hasPassword: boolean;
  answer: RefusedAnswer | null;
}

/** Where a member's mail goes, and which. */
export function AccountMail({ confirmed, asked, wantsMail, isSending, ...form }: AccountMailProps): ReactNode {
  const t = useT();
  return (
    <Card title={t("identity.address")}>
      {!confirmed && !asked && <p className="muted">{t("identity.address.text")}</p>}
      {confirmed && (
        <p className="account__line">
          <b>{confirmed}</b> <Chip tone="good">{t("identity.address.confirmed")}</Chip>
        </p>
      )}
      {asked && (
        <p className="account__line">
          <span>
            <Rich
              k={isSending ? "identity.address.asked" : "identity.address.asked.admin"}
              values={{ address: <b>{asked}</b> }}
            />
          </span>{" "}
          <Chip tone="warn">{t("identity.address.unconfirmed")}</Chip>
        </p>
      )}
      {confirmed && <WantsMail wantsMail={wantsMail} />}
      <AddressForm key={`${confirmed} ${asked}`} confirmed={confirmed} asked={asked} {...form} />
    </Card>
  );
}

type AddressFormProps = Omit<AccountMailProps, "wantsMail" | "isSending">;

function AddressForm({ confirmed, asked, username, hasPassword, answer }: AddressFormProps): ReactNode {
  const t = useT();
  const why = answer?.refusal.fields ?? {};
  return (
    <Form className="form account__form" method="post">
      {answer && <Notice tone="bad">{answer.refusal.sentence}</Notice>}
      <input type="hidden" name="username" autoComplete="username" value={username} />
      <TextField
        label={t(confirmed || asked ? "identity.address.another" : "identity.address.label")}
        name="address"
        inputMode="email"
        autoComplete="email"
        autoCapitalize="none"
        spellCheck={false}
        required
        defaultValue={answer?.typed.address}
        why={why.address}
      />
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
      <div className="button-row">
        <Button name="act" value="address">
          {t("identity.address.ask")}
        </Button>
        {(confirmed || asked) && (
          <Button look="quiet" name="act" value="remove-address" formNoValidate>
            {t("identity.address.remove")}
          </Button>
        )}
      </div>
    </Form>
  );
}

function WantsMail({ wantsMail }: { wantsMail: boolean }): ReactNode {
  const t = useT();
  return (
    <Form className="account__form button-row" method="post">
      <input type="hidden" name="act" value="wants-mail" />
      <Tick label={t("identity.wants.mail")} name="wantsMail" defaultChecked={wantsMail} />
      <Button>{t("site.save")}</Button>
    </Form>
  );
}
