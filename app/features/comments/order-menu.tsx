import ChevronDown from "lucide-react/icons/chevron-down";
import type { ReactNode } from "react";
import { useT } from "~/platform/i18n/speech";
import { type CommentOrder, ORDERS } from "./rules";
import "~/ui/tabs.css";

/** In which order the discussion is read. Opens without JavaScript. */
export function OrderMenu({ base, order }: { base: string; order: CommentOrder }): ReactNode {
  const t = useT();
  return (
    <details className="menu order-menu" name="comments-order">
      <summary>
        {t(`comments.order.${order}`)} <ChevronDown size={14} aria-hidden="true" />
      </summary>
      <ul className="menu__list">
        {ORDERS.map((one) => (
          <li key={one}>
            <a
              className="menu__item"
              href={`${base}${one === "time" ? "" : `?by=${one}`}#comments`}
              {...(one === order && { "aria-current": "page" })}
            >
              {t(`comments.order.${one}`)}
            </a>
          </li>
        ))}
      </ul>
    </details>
  );
}
