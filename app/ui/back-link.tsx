import ChevronLeft from "lucide-react/icons/chevron-left";
import type { ReactNode } from "react";
import "./back-link.css";

/** The way back to the page this one belongs to, above its heading. */
export const BackLink = ({ href, children }: { href: string; children: ReactNode }): ReactNode => (
  <a className="link back-link" href={href}>
    <ChevronLeft size={16} aria-hidden="true" />
    <span>{children}</span>
  </a>
);
