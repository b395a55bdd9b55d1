import type { ReactNode } from "react";
import type { ClaimKind } from "~/features/ledger/rules";
import { useT } from "~/platform/i18n/speech";
import { Card } from "~/ui/card";
import { Day } from "~/ui/time";
import { shownPoints, TOLD } from "./rules";

interface Footnote {
  id: number;
  memberId: number;
  name: string;
  kind: ClaimKind;
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
            <What kind={kind} />{" "}
            <b className="number">
              {t(points < 0 ? "hall.footnote.less" : "hall.footnote.more", { count: shownPoints(Math.abs(points)) })}
            </b>
          </li>
        ))}
      </ul>
    </Card>
  );
}

// Of what was taken from somebody nothing more is said here.
function What({ kind }: { kind: ClaimKind }): ReactNode {
  const t = useT();
  const told = TOLD.find((one) => one === kind);
  return told ? `${t(`hall.did.${told}`, { count: 1 })} · ` : null;
}
