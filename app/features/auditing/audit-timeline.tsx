import type { ReactNode } from "react";
import { day, moment } from "~/platform/i18n/date";
import { useSpeech, useT } from "~/platform/i18n/speech";
import type { Timeline } from "./timeline";

const WIDTH = 640;
const HEIGHT = 140;
const DAY = 86_400_000;

/** When the votes came, as bars: suspicious ones hatched. */
export function AuditTimeline({ timeline: { bars, each }, now }: { timeline: Timeline; now: number }): ReactNode {
  const t = useT();
  const { locale, timeZone } = useSpeech();
  const most = bars.reduce((one, other) => (other.votes > one.votes ? other : one), { at: 0, votes: 0, suspicious: 0 });
  const [first, last] = [bars[0], bars.at(-1)];
  if (!first || !last) return null;
  const width = Math.min(WIDTH / bars.length, 40);
  const tall = (votes: number): number => (votes * HEIGHT) / most.votes;
  const isOfDays = each >= DAY;
  const when = (at: number): string => (isOfDays ? day(at, locale, timeZone, now) : moment(at, locale, timeZone));
  const says = t("auditing.timeline.most", { votes: most.votes, suspicious: most.suspicious, moment: when(most.at) });
  return (
    <figure className="audit-timeline">
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={says}>
        {bars.map(({ at, votes, suspicious }, n) => (
          <g key={at}>
            <rect
              className="audit-timeline__votes"
              {...{ x: n * width, y: HEIGHT - tall(votes), width: width * 0.9, height: tall(votes - suspicious) }}
            />
            {/* A line as wide as the bar, in dashes: hatched without a pattern of its own. */}
            {suspicious > 0 && (
              <line
                className="audit-timeline__suspicious"
                strokeWidth={width * 0.9}
                {...{ x1: (n + 0.45) * width, y1: HEIGHT, x2: (n + 0.45) * width, y2: HEIGHT - tall(suspicious) }}
              />
            )}
          </g>
        ))}
      </svg>
      <div className="audit-timeline__ends small muted">
        <span>{when(first.at)}</span>
        <span>{when(last.at + each - (isOfDays ? 1 : 0))}</span>
      </div>
      <figcaption className="small muted">
        {t(isOfDays ? "auditing.timeline.days" : "auditing.timeline.hours", { count: Math.max(1, each / DAY) })} {says}
      </figcaption>
    </figure>
  );
}
