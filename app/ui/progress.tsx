import type { ProgressHTMLAttributes, ReactNode } from "react";
import "./progress.css";

/** How far something is, of `max`; without a value, that it goes on. The browser's own bar is dark in the light. */
export const Progress = (bar: ProgressHTMLAttributes<HTMLProgressElement>): ReactNode => (
  <progress className="progress" {...bar} />
);
