import type { ReactNode } from "react";
import { useT } from "~/platform/i18n/speech";
import { Card } from "~/ui/card";
import { Day } from "~/ui/time";
import { shownPoints, type ToldKind } from "./rules";

interface Footnote {
  id: number;
  memberId: number;
  name: string;
  kind: ToldKind;
  /** Thousandths. */
  points: number;
  at: number;
}

/** What became of a season's acts after it closed. */
export function Footnotes({ footnotes, now }: { footnotes: readonly Footnote[]; now: number }): ReactNode {
  const t = useT();
  return (
    <Card title={t("hall.footnotes")} id="footnotes">
      <p className="small muted">{t("hall.footnotes.text")}</p>
      <ul className="footnotes">
        {footnotes.map(({ id, memberId, name, kind, points, at }) => (
          <li key={id}>
            <span className="muted">
              <Day at={at} now={now} />
            </span>{" "}
            <a className="meta__name" href={`/people/${memberId}`}>
              {name}
            </a>{" "}
            {t(`hall.did.${kind}`, { count: 1 })} ·{" "}
            <b className="number">
              {t(points < 0 ? "hall.footnote.less" : "hall.footnote.more", { count: shownPoints(Math.abs(points)) })}
            </b>
          </li>
        ))}
      </ul>
    </Card>
  );
}
