import { ChevronLeft } from "lucide-react";
import type { ReactNode } from "react";
import "./account.css";

/** The way back to the page this one belongs to. */
export const BackLink = ({ href, children }: { href: string; children: ReactNode }): ReactNode => (
  <a className="link account__back" href={href}>
    <ChevronLeft size={16} aria-hidden="true" /> {children}
  </a>
);
