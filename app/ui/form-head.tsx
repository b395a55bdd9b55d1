import type { ReactNode } from "react";
import { Notice } from "./notice";

interface FormHeadProps {
  title: string;
  text?: string;
  /** What was said of the form when it was sent. */
  answer: { refusal: { sentence: string } } | null;
}

/** What a form that is the whole page begins with: what it is for, and why it was refused. */
export const FormHead = ({ title, text, answer }: FormHeadProps): ReactNode => (
  <>
    <div>
      <h1>{title}</h1>
      {text && <p className="muted">{text}</p>}
    </div>
    {answer && <Notice tone="bad">{answer.refusal.sentence}</Notice>}
  </>
);
