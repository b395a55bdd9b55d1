import { Form } from "@remix-run/react";
import type { ReactNode } from "react";
import { PersonName } from "~/features/members/person-name";
import { useSpeech, useT } from "~/platform/i18n/speech";
import { Button } from "~/ui/button";
import { TextBox } from "~/ui/field";
import { Notice } from "~/ui/notice";
import type { RefusedAnswer } from "~/web/refusal";
import type { MemberId } from "~db/ids.ts";
import type { Suspect } from "./audits.server";
import { spareName } from "./rules";
import "~/ui/rows.css";
import "~/ui/scrolls.css";

interface DecideFormProps {
  suspects: readonly Suspect[];
  /** How many there are, listed or not. */
  count: number;
  /** The only moderator may decide about votes of which one is their own: that stays. */
  meId: MemberId;
  answer: RefusedAnswer | null;
}

/** Whose votes are taken out, and why: nobody is spared to begin with. */
export function DecideForm({ suspects, count, meId, answer }: DecideFormProps): ReactNode {
  const t = useT();
  const { locale } = useSpeech();
  const isTicked = (name: string): boolean => answer !== null && name in answer.typed;
  const isOfVotes = count > 0;
  const why = answer?.refusal.fields;
  return (
    <Form method="post" className="form">
      {isOfVotes && <p className="small muted">{t("auditing.spare.text")}</p>}
      {suspects.length < count && (
        <Notice>{t("auditing.spare.listed", { listed: suspects.length.toLocaleString(locale), count })}</Notice>
      )}
      {isOfVotes && (
        <SuspectTable
          suspects={suspects}
          tick={({ id, name }) =>
            id === meId ? (
              <span className="small muted">{t("auditing.spare")}</span>
            ) : (
              <label className="audit__spare small">
                <input type="checkbox" name={spareName(id)} defaultChecked={isTicked(spareName(id))} />
                <span aria-hidden="true">{t("auditing.spare")}</span>
                <span className="visually-hidden">{t("auditing.spare.whom", { name })}</span>
              </label>
            )
          }
        />
      )}
      {why?.voters && <Notice tone="bad">{why.voters}</Notice>}
      <TextBox
        label={t("auditing.reason")}
        hint={t("auditing.reason.hint")}
        name="reason"
        rows={3}
        defaultValue={answer?.typed.reason}
        why={why?.reason}
      />
      <div className="button-row">
        <Button look="go" name="verdict" value="excluded">
          {t(isOfVotes ? "auditing.exclude" : "auditing.keep")}
        </Button>
        <Button look="quiet" name="verdict" value="let">
          {t(isOfVotes ? "auditing.let" : "auditing.let.number")}
        </Button>
      </div>
    </Form>
  );
}

interface SuspectTableProps {
  suspects: readonly Suspect[];
  /** What stands before a name. */
  tick(suspect: Suspect): ReactNode;
}

export function SuspectTable({ suspects, tick }: SuspectTableProps): ReactNode {
  const t = useT();
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable with the keyboard
    <section className="audit__suspects scrolls-down" tabIndex={0} aria-label={t("auditing.suspects")}>
      <table className="table">
        <tbody>
          {suspects.map((suspect) => (
            <tr key={suspect.id}>
              <td>{tick(suspect)}</td>
              <th scope="row">
                <PersonName id={suspect.id} name={suspect.name} />
              </th>
              <td className="small muted">
                {suspect.reasons.map((reason) => t(`auditing.because.${reason}`)).join(" · ")}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
