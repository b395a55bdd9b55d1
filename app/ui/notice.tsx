import type { ReactNode } from "react";
import "./notice.css";

/** A sentence above what it is about, read out when it appears. */
export const Notice = ({
  tone = "info",
  children,
}: {
  tone?: "info" | "good" | "bad";
  children: ReactNode;
}): ReactNode => (
  <p className={`notice notice--${tone}`} role={tone === "bad" ? "alert" : "status"}>
    {children}
  </p>
);

/** A strip across the page, under the header: what holds everywhere until something is done about it. */
export const NoticeBar = ({ tone = "info", children }: { tone?: "info" | "bad"; children: ReactNode }): ReactNode => (
  <p className={`notice notice--${tone} notice--bar`} role="status">
    {children}
  </p>
);

interface BlankProps {
  icon: ReactNode;
  title: string;
  children?: ReactNode;
  /** The one next step. */
  next?: ReactNode;
  /** h1 where it is the whole page, h2 inside one. */
  heading?: "h1" | "h2";
}

/** Nothing here yet, or nothing here for you: says so, and what to do next. */
export const Blank = ({ icon, title, children, next, heading: Heading = "h2" }: BlankProps): ReactNode => (
  <div className="blank">
    <span className="blank__icon">{icon}</span>
    <Heading>{title}</Heading>
    {children && <p>{children}</p>}
    {next}
  </div>
);
