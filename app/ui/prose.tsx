import type { ReactNode } from "react";
import "./prose.css";

/** A text people wrote, as the markdown pipeline made it safe when it was written. Never give it anything else. */
export const Prose = ({ html }: { html: string }): ReactNode => (
  <div className="prose" dangerouslySetInnerHTML={{ __html: html }} />
);
