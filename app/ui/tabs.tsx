import { ChevronDown } from "lucide-react";
import type { ReactNode } from "react";
import "./scrolls.css";
import "./tabs.css";

interface Tab {
  href: string;
  label: string;
  isCurrent: boolean;
}

const current = (isCurrent: boolean) => (isCurrent ? ({ "aria-current": "page" } as const) : {});

/** Ways to look at the same list. */
export const TabLink = ({ href, label, isCurrent }: Tab): ReactNode => (
  <a className="tab" href={href} {...current(isCurrent)}>
    {label}
  </a>
);

interface MenuProps {
  /** What is chosen now, or what can be. */
  label: string;
  isChosen: boolean;
  items: readonly Tab[];
}

/** More of them than fit in a row. Opens without JavaScript. */
export const TabMenu = ({ label, isChosen, items }: MenuProps): ReactNode => (
  <details className="menu" data-chosen={isChosen} name="tab-menu">
    <summary className="tab">
      {label} <ChevronDown size={14} aria-hidden="true" />
    </summary>
    <ul className="menu__list scrolls-down">
      {items.map(({ href, label: text, isCurrent }) => (
        <li key={href}>
          <a className="menu__item" href={href} {...current(isCurrent)}>
            {text}
          </a>
        </li>
      ))}
    </ul>
  </details>
);
