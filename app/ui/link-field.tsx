import { type ReactNode, useRef } from "react";
import { CopyButton } from "./copy-button";
import { TextField } from "./field";
import "./link-field.css";

/** A link to hand on: pressing it selects all of it, a button copies it. */
export function LinkField({ label, link }: { label: string; link: string }): ReactNode {
  const place = useRef<HTMLDivElement>(null);
  return (
    <div className="link-field" ref={place}>
      <TextField label={label} readOnly key={link} defaultValue={link} onFocus={(event) => event.target.select()} />
      <CopyButton text={link} from={place} />
    </div>
  );
}
