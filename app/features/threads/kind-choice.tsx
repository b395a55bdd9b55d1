import { type ReactNode, useId } from "react";
import { useT } from "~/platform/i18n/speech";
import { KIND_ICONS } from "./kind-chip";
import { THREAD_KINDS, type ThreadKind } from "./rules";
import "./kind-choice.css";

interface KindChoiceProps {
  /** Which is chosen at first. */
  chosen: string;
  why?: string | undefined;
  /** Why it stays what it is. */
  held?: string | undefined;
  onChoose(kind: ThreadKind): void;
}

/** What a new thread is for: four cards of which one is chosen. */
export function KindChoice({ chosen, why, held, onChoose }: KindChoiceProps): ReactNode {
  const t = useT();
  const id = useId();
  return (
    <fieldset
      className="kind-choice"
      disabled={held !== undefined}
      {...(why && { "aria-invalid": true, "aria-describedby": `${id}-why` })}
    >
      <legend className="field__label">{t("threads.form.kind")}</legend>
      {held && <p className="field__hint">{held}</p>}
      <div className="kind-choice__cards">
        {THREAD_KINDS.map((kind) => {
          const Icon = KIND_ICONS[kind];
          return (
            <label className="kind-choice__card" key={kind}>
              <input
                className="visually-hidden"
                type="radio"
                name="kind"
                value={kind}
                defaultChecked={chosen === kind}
                onChange={() => onChoose(kind)}
              />
              <Icon size={20} strokeWidth={1.75} aria-hidden="true" />
              <b>{t(`threads.kind.${kind}`)}</b>
              <span className="small muted">{t(`threads.start.${kind}`)}</span>
            </label>
          );
        })}
      </div>
      {why && (
        <p className="field__why" id={`${id}-why`}>
          {why}
        </p>
      )}
    </fieldset>
  );
}
