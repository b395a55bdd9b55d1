import type { ReactNode } from "react";
import { CopyButton } from "./copy-button";
import { TextField } from "./field";
import "./link-field.css";

/** A link to hand on: pressing it selects all of it, a button copies it. */
export const LinkField = ({ label, link }: { label: string; link: string }): ReactNode => (
  <div className="link-field">
    <TextField label={label} readOnly key={link} defaultValue={link} onFocus={(event) => event.target.select()} />
    <CopyButton text={link} />
  </div>
);
