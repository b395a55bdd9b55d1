import ChevronDown from "lucide-react/icons/chevron-down";
import type { ReactNode } from "react";
import { useSpeech } from "~/platform/i18n/speech";
import "./scrolls.css";
import "./tabs.css";

interface Tab {
  href: string;
  label: string;
  isCurrent: boolean;
  /** How many there are to see; none is not said. */
  count?: number;
}

const current = (isCurrent: boolean) => (isCurrent ? ({ "aria-current": "page" } as const) : {});

/** Ways to look at the same list. */
export const TabLink = ({ href, label, isCurrent, count = 0 }: Tab): ReactNode => (
  <a className="tab" href={href} {...current(isCurrent)}>
    {label}
    {count > 0 && <TabCount count={count} />}
  </a>
);

function TabCount({ count }: { count: number }): ReactNode {
  const { locale } = useSpeech();
  return <b className="tab__count">{count.toLocaleString(locale)}</b>;
}

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
      {items.map(({ href, label: text, isCurrent, count = 0 }) => (
        <li key={href}>
          <a className="menu__item" href={href} {...current(isCurrent)}>
            {text}
            {count > 0 && <TabCount count={count} />}
          </a>
        </li>
      ))}
    </ul>
  </details>
);
