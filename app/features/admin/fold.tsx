import ChevronDown from "lucide-react/icons/chevron-down";
import type { ReactNode } from "react";
import "./admin.css";

interface FoldProps {
  /** One line of the list. */
  line: ReactNode;
  /** Open at first: its form was refused. */
  isOpen: boolean;
  children: ReactNode;
}

/** A line of a list that opens into its form, one at a time. */
export const Fold = ({ line, isOpen, children }: FoldProps): ReactNode => (
  <details className="fold" name="fold" open={isOpen}>
    <summary>
      <span className="fold__line">{line}</span>
      <ChevronDown className="fold__mark" size={16} aria-hidden="true" />
    </summary>
    {children}
  </details>
);
