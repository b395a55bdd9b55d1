import { Form } from "@remix-run/react";
import type { ReactNode } from "react";
import { useT } from "~/platform/i18n/speech";
import { Button } from "~/ui/button";
import { TextField } from "~/ui/field";
import { LinkField } from "~/ui/link-field";
import { Notice } from "~/ui/notice";
import { Day } from "~/ui/time";
import type { RefusedAnswer } from "~/web/refusal";
import type { MyInvitation } from "./invitations.server";
import { MOST_DAYS } from "./rules";
import "./invitations.css";

/** A new link: for whom, for how many, for how long. */
export function InvitationForm({ most, answer }: { most: number; answer: RefusedAnswer | null }): ReactNode {
  const t = useT();
  const typed = answer?.typed ?? {};
  const why = answer?.refusal.fields ?? {};
  return (
    <Form className="form" method="post">
      {answer && <Notice tone="bad">{answer.refusal.sentence}</Notice>}
      <TextField
        label={t("joining.invitation.note")}
        hint={t("joining.invitation.note.hint")}
        name="note"
        defaultValue={typed.note}
        why={why.note}
      />
      <div className="invitation__numbers">
        <TextField
          label={t("joining.invitation.places", { most })}
          name="places"
          type="number"
          min={1}
          max={most}
          inputMode="numeric"
          defaultValue={typed.places ?? "1"}
          why={why.places}
        />
        <TextField
          label={t("joining.invitation.days", { most: MOST_DAYS })}
          name="days"
          type="number"
          min={1}
          max={MOST_DAYS}
          inputMode="numeric"
          defaultValue={typed.days ?? "7"}
          why={why.days}
        />
      </div>
      <div className="button-row">
        <Button look="go" name="wish" value="invite">
          {t("joining.invitation.make")}
        </Button>
      </div>
    </Form>
  );
}

interface InvitationRowProps {
  invitation: MyInvitation;
  origin: string;
  now: number;
}

/** One link: how many came by it, and taking it back. */
export function InvitationRow({ invitation, origin, now }: InvitationRowProps): ReactNode {
  const t = useT();
  const { id, code, note, places, taken, expiresAt, is } = invitation;
  const link = `${origin}/join/${code}`;
  return (
    <section className="invitation" aria-label={note || code}>
      <div className="meta">
        {note && <b>{note}</b>}
        <span className="number">{t("joining.invitation.taken", { taken, places })}</span>
        {is === "open" ? (
          <span>
            {t("joining.invitation.until")} <Day at={expiresAt} now={now} />
          </span>
        ) : (
          <span className="tag">{t(`joining.invitation.is.${is}`)}</span>
        )}
      </div>
      {is === "open" && (
        <>
          <LinkField label={t("joining.invitation.link")} link={link} />
          <Form method="post">
            <input type="hidden" name="invitation" value={id} />
            <Button look="quiet" name="wish" value="withdraw">
              {t("joining.invitation.withdraw")}
            </Button>
          </Form>
        </>
      )}
    </section>
  );
}
