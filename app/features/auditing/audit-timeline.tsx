import type { ReactNode } from "react";
import { moment } from "~/platform/i18n/date";
import { useSpeech, useT } from "~/platform/i18n/speech";
import type { Timeline } from "./timeline";
import "./audit.css";

const WIDTH = 640;
const HEIGHT = 140;
const DAY = 86_400_000;

/** When the votes came, as bars: suspicious ones hatched. */
export function AuditTimeline({ timeline: { bars, each } }: { timeline: Timeline }): ReactNode {
  const t = useT();
  const { locale, timeZone } = useSpeech();
  const most = bars.reduce((one, other) => (other.votes > one.votes ? other : one), { at: 0, votes: 0, suspicious: 0 });
  const [first, last] = [bars[0], bars.at(-1)];
  if (!first || !last) return null;
  const width = Math.min(WIDTH / bars.length, 40);
  const tall = (votes: number): number => (votes * HEIGHT) / most.votes;
  const when = (at: number): string => moment(at, locale, timeZone);
  const says = t("auditing.timeline.most", { votes: most.votes, suspicious: most.suspicious, moment: when(most.at) });
  return (
    <figure className="audit-timeline">
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={says}>
        <defs>
          <pattern id="audit-hatch" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
            <rect className="audit-timeline__suspicious" width="6" height="6" />
            <line className="audit-timeline__hatch" x1="0" y1="0" x2="0" y2="6" />
          </pattern>
        </defs>
        {bars.map(({ at, votes, suspicious }, n) => (
          <g key={at}>
            <rect
              className="audit-timeline__votes"
              {...{ x: n * width, y: HEIGHT - tall(votes), width: width * 0.9, height: tall(votes - suspicious) }}
            />
            <rect
              fill="url(#audit-hatch)"
              {...{ x: n * width, y: HEIGHT - tall(suspicious), width: width * 0.9, height: tall(suspicious) }}
            />
          </g>
        ))}
      </svg>
      <div className="audit-timeline__ends small muted">
        <span>{when(first.at)}</span>
        <span>{when(last.at + each)}</span>
      </div>
      <figcaption className="small muted">
        {t(each < DAY ? "auditing.timeline.hours" : "auditing.timeline.days", { days: Math.max(1, each / DAY) })} {says}
      </figcaption>
    </figure>
  );
}
