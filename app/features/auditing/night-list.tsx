import type { ReactNode } from "react";
import { useSpeech, useT } from "~/platform/i18n/speech";
import { TimeAgo } from "~/ui/time";
import type { Night } from "./audits.server";
import "~/ui/rows.css";

/** What the clock found each night. */
export function NightList({ nights, now }: { nights: readonly Night[]; now: number }): ReactNode {
  const t = useT();
  const { locale } = useSpeech();
  const shown = (n: number): string => n.toLocaleString(locale);
  return (
    <ul className="rows audit-nights">
      {nights.map(({ at, ideas, opened }) => (
        <li key={at} className="small">
          <span>{t("auditing.night", { ideas: shown(ideas), opened: shown(opened) })}</span>
          <span className="muted">
            <TimeAgo at={at} now={now} />
          </span>
        </li>
      ))}
    </ul>
  );
}
