import type { ReactNode } from "react";
import { useSpeech, useT } from "~/platform/i18n/speech";
import { Chip } from "~/ui/chip";
import { TimeAgo } from "~/ui/time";
import type { RunView } from "./runs.server";

/** One time that trust was worked out, and what came of it. */
export function RunRow({ run, now }: { run: RunView; now: number }): ReactNode {
  const t = useT();
  const { locale } = useSpeech();
  const { at, by, isFinished, lambda, people, ties, seeds, changed } = run;
  const number = new Intl.NumberFormat(locale);
  const share = new Intl.NumberFormat(locale, { style: "percent", maximumFractionDigits: 1 }).format(lambda);
  return (
    <tr>
      <td>
        <TimeAgo at={at} now={now} /> {by && <span className="muted small">{by}</span>}
        {!isFinished && <Chip tone="warn">{t("trust.run.open")}</Chip>}
      </td>
      <td className="table__number">{share}</td>
      {Object.entries({ people, ties, seeds, changed }).map(([name, count]) => (
        <td key={name} className="table__number">
          {number.format(count)}
        </td>
      ))}
    </tr>
  );
}
