import { Form } from "@remix-run/react";
import { type ReactNode, useId } from "react";
import { useT } from "~/platform/i18n/speech";
import { Button } from "~/ui/button";
import { TextBox, TextField } from "~/ui/field";
import { Notice } from "~/ui/notice";
import type { RefusedAnswer } from "~/web/refusal";
import { GROUPS, type Group, kindsOf } from "./rules";
import type { TypedRules } from "./ruling-form";
import "~/ui/rows.css";
import "./claims.css";

interface RulesFormProps {
  /** What stands in the fields: the rules, or what was typed. */
  typed: TypedRules;
  answer: RefusedAnswer | null;
}

type Why = Readonly<Record<string, string | undefined>>;

/** What acts are worth, to be looked at in advance or changed. */
export function RulesForm({ typed, answer }: RulesFormProps): ReactNode {
  const t = useT();
  const why: Why = answer?.refusal.fields ?? {};
  const field = (name: string) => ({
    name,
    inputMode: "numeric" as const,
    defaultValue: typed[name] ?? "",
    why: why[name],
  });
  return (
    <Form className="form" method="post">
      {answer && <Notice tone="bad">{answer.refusal.sentence}</Notice>}
      {GROUPS.map((group) => (
        <GroupTable key={group} group={group} typed={typed} why={why} />
      ))}
      <TextField label={t("ledger.ceiling")} {...field("dailyCeiling")} />
      <TextField label={t("ledger.marks")} {...field("marksAWeekFromOne")} />
      <TextField label={t("ledger.duplicates")} {...field("duplicatesAnIdea")} />
      <TextBox
        label={t("ledger.reason")}
        hint={t("ledger.reason.hint")}
        name="reason"
        rows={2}
        defaultValue={typed.reason ?? ""}
        why={why.reason}
      />
      <div className="button-row">
        <Button name="wish" value="previewed">
          {t("ledger.preview")}
        </Button>
        <Button name="wish" value="saved" look="go">
          {t("ledger.save")}
        </Button>
      </div>
    </Form>
  );
}

interface GroupProps {
  group: Group;
  typed: TypedRules;
  why: Why;
}

function GroupTable({ group, typed, why }: GroupProps): ReactNode {
  const t = useT();
  const columns = [
    { part: "points", label: t("ledger.worth") },
    { part: "aDay", label: t("ledger.a.day") },
  ] as const;
  return (
    <table className="table rules-form">
      <thead>
        <tr>
          <th scope="col">{t(`ledger.group.${group}`)}</th>
          {columns.map(({ part, label }) => (
            <th scope="col" key={part}>
              {label}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {kindsOf(group).map((kind) => (
          <tr key={kind}>
            <th scope="row">{t(`ledger.kind.${kind}`)}</th>
            {columns.map(({ part, label }) => (
              <td key={part}>
                <NumberCell
                  name={`${part}.${kind}`}
                  label={`${t(`ledger.kind.${kind}`)}, ${label}`}
                  value={typed[`${part}.${kind}`] ?? ""}
                  why={why[`${part}.${kind}`]}
                />
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

interface NumberCellProps {
  name: string;
  /** Read out: on the page the table's heads say it. */
  label: string;
  value: string;
  why: string | undefined;
}

function NumberCell({ name, label, value, why }: NumberCellProps): ReactNode {
  const id = useId();
  return (
    <>
      <input
        {...{ name, type: "text", inputMode: "numeric", className: "field__control", defaultValue: value }}
        aria-label={label}
        {...(why && { "aria-invalid": true, "aria-describedby": id })}
      />
      {why && (
        <p className="field__why" id={id}>
          {why}
        </p>
      )}
    </>
  );
}
