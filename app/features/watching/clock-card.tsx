import type { ReactNode } from "react";
import { useSpeech, useT } from "~/platform/i18n/speech";
import { Card } from "~/ui/card";
import { Chip } from "~/ui/chip";
import { TimeAgo } from "~/ui/time";
import type { JobRow } from "~db/jobs.ts";
import { tookText } from "./amounts";
import { isFailing, isJobName } from "./rules";
import "~/ui/rows.css";
import "./watching.css";

interface ClockCardProps {
  clock: { isHeld: boolean; isOwn: boolean; holder: string | null };
  jobs: readonly JobRow[];
  now: number;
}

/** Who runs the clock, and what came of each job: those that fail first. */
export function ClockCard({ clock: { isHeld, isOwn, holder }, jobs, now }: ClockCardProps): ReactNode {
  const t = useT();
  const sorted = [...jobs].sort((one, other) => Number(isFailing(other)) - Number(isFailing(one)));
  return (
    <Card title={t("watching.clock")}>
      <p>
        {!isHeld && t("watching.clock.nobody")}
        {isHeld && (isOwn ? t("watching.clock.own") : t("watching.clock.other", { holder: holder ?? "" }))}
      </p>
      <ul className="rows">
        {sorted.map((job) => (
          <Job key={job.name} job={job} now={now} />
        ))}
      </ul>
    </Card>
  );
}

function Job({ job, now }: { job: JobRow; now: number }): ReactNode {
  const t = useT();
  const { locale } = useSpeech();
  const { name, ranAt, tookMs, failedAt, error } = job;
  if (!isJobName(name)) return null; // a job this program no longer has
  return (
    <li className="failing">
      <div className="failing__line">
        <span>{t(`watching.job.${name}`)}</span>
        {isFailing(job) ? (
          <Chip tone="bad">{t("watching.job.fails")}</Chip>
        ) : (
          <span className="small muted">
            <TimeAgo at={ranAt} now={now} /> · {tookText(tookMs, locale)}
          </span>
        )}
      </div>
      {failedAt !== null && (
        <p className={isFailing(job) ? "failing__error small" : "small muted"}>
          {t("watching.job.failed")} <TimeAgo at={failedAt} now={now} /> · {error}
        </p>
      )}
    </li>
  );
}
