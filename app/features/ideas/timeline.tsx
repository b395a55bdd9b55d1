import type { ReactNode } from "react";
import { Rich, useT } from "~/platform/i18n/speech";
import { Card } from "~/ui/card";
import { Day } from "~/ui/time";
import type { MemberId } from "~db/ids.ts";
import type { HistoryView } from "./idea-page.server";
import { REASON_CODES } from "./rules";

interface TimelineProps {
  history: readonly HistoryView[];
  author: string;
  authorId: MemberId;
  createdAt: number;
  now: number;
}

/** What became of an idea, the latest first. */
export function Timeline({ history, author, authorId, createdAt, now }: TimelineProps): ReactNode {
  const t = useT();
  return (
    <Card title={t("ideas.timeline.title")}>
      <ol className="timeline">
        {history.map((move) => (
          <li key={move.id} data-by={move.byId && move.byId !== authorId ? "team" : "others"}>
            <Day at={move.at} now={now} /> <Moved move={move} />
          </li>
        ))}
        <li>
          <Day at={createdAt} now={now} /> <Rich k="ideas.timeline.proposed" values={{ author: <b>{author}</b> }} />
        </li>
      </ol>
    </Card>
  );
}

function Moved({ move }: { move: HistoryView }): ReactNode {
  const t = useT();
  const status = <b>{t(`ideas.status.${move.to}`)}</b>;
  const code = REASON_CODES.find((known) => known === move.reasonCode);
  return (
    <>
      {move.by === null ? (
        <Rich k="ideas.timeline.moved.clock" values={{ status }} />
      ) : (
        <Rich
          k={move.from === "draft" ? "ideas.timeline.published" : "ideas.timeline.moved"}
          values={{ by: <b>{move.by}</b>, status }}
        />
      )}
      {move.team && ` · ${move.team}`}
      {move.targetWeek && ` · ${t("ideas.card.week", { week: move.targetWeek })}`}
      {move.owner && ` · ${t("ideas.timeline.owner", { owner: move.owner })}`}
      {code && ` · ${t(`ideas.reason.${code}`)}`}
      {move.reason && <span className="timeline__why muted as-typed">{move.reason}</span>}
    </>
  );
}
