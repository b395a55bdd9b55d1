import type { ReactNode } from "react";
import "./watching.css";

/** What is measured, and how it stands. */
export const SignList = ({ children }: { children: ReactNode }): ReactNode => <dl className="signs">{children}</dl>;

export const Sign = ({ label, children }: { label: string; children: ReactNode }): ReactNode => (
  <div>
    <dt>{label}</dt>
    <dd>{children}</dd>
  </div>
);
