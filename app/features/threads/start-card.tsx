import type { ReactNode } from "react";
import { useT } from "~/platform/i18n/speech";
import { Card } from "~/ui/card";
import { KIND_ICONS } from "./kind-chip";
import { THREAD_KINDS } from "./rules";
import "./start-card.css";

/** Beside the list: what one can start, each kind a step away; and where ideas go. */
export function StartCard({ board }: { board: string | null }): ReactNode {
  const t = useT();
  return (
    <Card title={t("threads.start.title")}>
      <ul className="start">
        {THREAD_KINDS.map((kind) => {
          const Icon = KIND_ICONS[kind];
          return (
            <li key={kind}>
              <a className="start__way" href={`/threads/new?${new URLSearchParams({ kind, ...(board && { board }) })}`}>
                <span className="start__sign" data-kind={kind}>
                  <Icon size={18} strokeWidth={1.75} aria-hidden="true" />
                </span>
                <span>
                  <b>{t(`threads.kind.${kind}`)}</b>
                  <span className="small muted start__hint">{t(`threads.start.${kind}`)}</span>
                </span>
              </a>
            </li>
          );
        })}
      </ul>
      <ToIdeas />
    </Card>
  );
}

/** For whoever has something to improve: that is an idea. */
export function ToIdeas(): ReactNode {
  const t = useT();
  return (
    <p className="small muted">
      {t("threads.start.idea")}{" "}
      <a className="link" href="/ideas/new">
        {t("threads.start.idea.link")}
      </a>
    </p>
  );
}
