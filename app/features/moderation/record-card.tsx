import type { ReactNode } from "react";
import { moment } from "~/platform/i18n/date";
import { useSpeech, useT } from "~/platform/i18n/speech";
import { Card } from "~/ui/card";
import { StandingNotice } from "~/ui/notice";
import { ActList } from "./act-list";
import type { ActView } from "./log.server";

interface RecordCardProps {
  acts: readonly ActView[];
  suspension: { until: number; reason: string; by: string } | null;
  now: number;
}

/** What moderators did to somebody or their words, for themselves. Nothing where there is nothing. */
export function RecordCard({ acts, suspension, now }: RecordCardProps): ReactNode {
  const t = useT();
  const { locale, timeZone } = useSpeech();
  if (acts.length === 0 && !suspension) return null;
  return (
    <Card
      id="record"
      title={t("moderation.record")}
      note={
        <a className="link" href="/moderation/log">
          {t("moderation.log")}
        </a>
      }
    >
      {suspension && (
        <StandingNotice>
          {t("moderation.suspended", {
            until: moment(suspension.until, locale, timeZone),
            by: suspension.by,
            reason: suspension.reason,
          })}
        </StandingNotice>
      )}
      <ActList acts={acts} now={now} />
    </Card>
  );
}
