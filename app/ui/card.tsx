import type { ReactNode } from "react";
import "./card.css";

interface CardProps {
  title?: ReactNode;
  /** Beside the title. */
  note?: ReactNode;
  id?: string;
  children: ReactNode;
}

/** A sheet on the page, with a heading when it has a title. */
export const Card = ({ title, note, id, children }: CardProps): ReactNode => (
  <section className="card" id={id}>
    {title && (
      <div className="card__head">
        <h2>{title}</h2>
        {note && <div className="small muted">{note}</div>}
      </div>
    )}
    {children}
  </section>
);

interface ColumnsProps {
  /** wide: content and aside; narrow: for reading; form: for filling in. */
  shape?: "wide" | "one" | "narrow" | "form";
  children: ReactNode;
}

/** The page's columns, inside its header and footer. */
export const Columns = ({ shape = "wide", children }: ColumnsProps): ReactNode => (
  <main className={shape === "wide" ? "columns" : `columns columns--${shape}`} id="main">
    {children}
  </main>
);
