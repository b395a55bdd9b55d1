import { useNavigation } from "@remix-run/react";
import { type ReactNode, useEffect, useRef } from "react";
import "./notice.css";

interface NoticeProps {
  tone?: "info" | "good" | "bad";
  children: ReactNode;
}

/** A sentence above what it is about, read out when it appears. One that refuses is gone to, however long the form. */
export const Notice = ({ tone = "info", children }: NoticeProps): ReactNode =>
  tone === "bad" ? (
    <NoticeToSee>{children}</NoticeToSee>
  ) : (
    <p className={`notice notice--${tone}`} role="status">
      {children}
    </p>
  );

/** The same of what is so, and answers nothing that somebody just did. */
export const StandingNotice = ({ children }: { children: ReactNode }): ReactNode => (
  <p className="notice notice--bad" role="status">
    {children}
  </p>
);

/** A strip across the page, under the header: what holds everywhere until something is done about it. */
export const NoticeBar = ({ tone = "info", children }: { tone?: "info" | "bad"; children: ReactNode }): ReactNode => (
  <p className={`notice notice--${tone} notice--bar`} role="status">
    {children}
  </p>
);

function NoticeToSee({ children }: { children: ReactNode }): ReactNode {
  const here = useRef<HTMLParagraphElement>(null);
  const { state } = useNavigation();
  // An effect, because focus is the browser's: whoever sent a form stands at its end, also when they send it again.
  useEffect(() => {
    if (state === "idle" && children) here.current?.focus();
  }, [state, children]);
  return (
    // biome-ignore lint/a11y/noAutofocus: without JavaScript this is what brings a refused form's reader to the reason.
    <p className="notice notice--bad" role="alert" tabIndex={-1} autoFocus ref={here}>
      {children}
    </p>
  );
}

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
