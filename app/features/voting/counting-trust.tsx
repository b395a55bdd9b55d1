import type { ReactNode } from "react";
import { day } from "~/platform/i18n/date";
import { useSpeech, useT } from "~/platform/i18n/speech";
import { Card } from "~/ui/card";
import { Notice } from "~/ui/notice";
import type { Counting } from "./counting.server";
import { Line } from "./counting-numbers";
import "~/ui/progress.css";

/** Trusted support: what makes it, as far as nobody's weight is given away. */
export function CountingTrust({ counting, now }: { counting: Counting; now: number }): ReactNode {
  const t = useT();
  const { trusted, isYoung, underAuditSince } = counting;
  return (
    <Card title={t("ideas.numbers.trusted")}>
      {(underAuditSince !== null || isYoung) && (
        <div className="counting__notices">
          {underAuditSince !== null && <Notice>{t("voting.counting.checked")}</Notice>}
          {isYoung && <Notice>{t("voting.counting.young")}</Notice>}
        </div>
      )}
      <dl className="counting">
        <Line
          name={t("ideas.numbers.trusted")}
          value={trusted ?? t("ideas.numbers.under")}
          says={t(trusted === null ? "voting.counting.trusted.few" : "voting.counting.trusted.text")}
        />
        <Audited counting={counting} now={now} />
      </dl>
      <Bands counting={counting} now={now} />
      <h3>{t("voting.counting.guests")}</h3>
      <p>{t("voting.counting.guests.text")}</p>
      <h3>{t("voting.counting.bound")}</h3>
      <p>{t("voting.counting.bound.text")}</p>
    </Card>
  );
}

function Audited({ counting: { audited }, now }: { counting: Counting; now: number }): ReactNode {
  const t = useT();
  const { locale, timeZone } = useSpeech();
  if (!audited) return null;
  const { byTies, withoutOne } = audited;
  const looks = [
    byTies && t("voting.counting.audited.ties"),
    withoutOne && t("voting.counting.audited.one"),
    t(byTies || withoutOne ? "voting.counting.audited.least" : "voting.counting.audited.all", {
      day: day(audited.at, locale, timeZone, now),
    }),
  ];
  return <Line name={t("voting.counting.audited")} value={audited.support} says={looks.filter(Boolean).join(" ")} />;
}

function Bands({ counting: { told }, now }: { counting: Counting; now: number }): ReactNode {
  const t = useT();
  const { locale, timeZone } = useSpeech();
  if (!told) return <p className="small muted">{t("voting.counting.bands.none")}</p>;
  const upTo = day(told.upTo - 1, locale, timeZone, now);
  return (
    <>
      <h3>{t("voting.counting.bands")}</h3>
      <ul className="counting__bands">
        {told.bands.map(({ from, to, people }) => (
          <li key={from}>
            <span>
              {from === to
                ? t(`voting.band.${from}`)
                : t("voting.band.range", { from: t(`voting.band.${from}`), to: t(`voting.band.${to}`) })}
            </span>
            <progress className="progress" max={told.people} value={people} aria-hidden="true" />
            <b className="number">{t("voting.counting.people", { count: people.toLocaleString(locale) })}</b>
          </li>
        ))}
      </ul>
      <p className="small muted">
        {t("voting.counting.bands.text", { count: told.people.toLocaleString(locale), day: upTo })}
      </p>
    </>
  );
}
