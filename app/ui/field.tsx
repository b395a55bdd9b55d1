import {
  type InputHTMLAttributes,
  type ReactNode,
  type SelectHTMLAttributes,
  type TextareaHTMLAttributes,
  useId,
} from "react";
import "./field.css";

interface Described {
  label: string;
  /** Under the label: what to write. */
  hint?: string | undefined;
  /** Why what was written won't do. */
  why?: string | undefined;
}

interface Wiring {
  id: string;
  className: string;
  "aria-invalid"?: true;
  "aria-describedby"?: string;
}

function Field({ label, hint, why, control }: Described & { control(wiring: Wiring): ReactNode }): ReactNode {
  const id = useId();
  const notes = [hint && `${id}-hint`, why && `${id}-why`].filter(Boolean).join(" ");
  return (
    <div className="field">
      <label className="field__label" htmlFor={id}>
        {label}
      </label>
      {hint && (
        <p className="field__hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      {control({
        id,
        className: "field__control",
        ...(why && { "aria-invalid": true }),
        ...(notes && { "aria-describedby": notes }),
      })}
      {why && (
        <p className="field__why" id={`${id}-why`}>
          {why}
        </p>
      )}
    </div>
  );
}

/** One line of text. */
export const TextField = ({
  label,
  hint,
  why,
  ...rest
}: Described & InputHTMLAttributes<HTMLInputElement>): ReactNode => (
  <Field label={label} hint={hint} why={why} control={(wiring) => <input type="text" {...rest} {...wiring} />} />
);

/** Several lines; `above` them what works on them. */
export const TextBox = ({
  label,
  hint,
  why,
  above,
  ...rest
}: Described & { above?: ReactNode } & TextareaHTMLAttributes<HTMLTextAreaElement>): ReactNode => (
  <Field
    label={label}
    hint={hint}
    why={why}
    control={(wiring) => (
      <>
        {above}
        <textarea {...rest} {...wiring} />
      </>
    )}
  />
);

/** A file of their own. Without a `value`: browsers let nobody choose for them. */
export const FileField = ({
  label,
  hint,
  why,
  ...rest
}: Described & InputHTMLAttributes<HTMLInputElement>): ReactNode => (
  <Field label={label} hint={hint} why={why} control={(wiring) => <input type="file" {...rest} {...wiring} />} />
);

/** One of several. */
export const Choice = ({
  label,
  hint,
  why,
  children,
  ...rest
}: Described & SelectHTMLAttributes<HTMLSelectElement>): ReactNode => (
  <Field
    label={label}
    hint={hint}
    why={why}
    control={(wiring) => (
      <select {...rest} {...wiring}>
        {children}
      </select>
    )}
  />
);

/** Yes, or not. */
export const Tick = ({ label, ...rest }: { label: string } & InputHTMLAttributes<HTMLInputElement>): ReactNode => (
  <label className="tick">
    <input type="checkbox" {...rest} /> {label}
  </label>
);
