import type { ReactNode } from "react";
import { PersonName } from "~/features/members/person-name";
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
          <Day at={createdAt} now={now} />{" "}
          <Rich k="ideas.timeline.proposed" values={{ author: <PersonName id={authorId} name={author} /> }} />
        </li>
      </ol>
    </Card>
  );
}

function Moved({ move }: { move: HistoryView }): ReactNode {
  const t = useT();
  if (move.to === "merged" || move.from === "merged") return <Merged move={move} />;
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

/** It was merged, taken out again, or another was merged into it. */
function Merged({ move: { to, by, target, merged, reason } }: { move: HistoryView }): ReactNode {
  const t = useT();
  const who = by === null ? null : <b>{by}</b>;
  const idea = merged && <IdeaLink id={merged.id}>{merged.title}</IdeaLink>;
  const into = target && <IdeaLink id={target}>{`#${target}`}</IdeaLink>;
  return (
    <>
      {to !== "merged" ? (
        <Rich
          k={who ? "ideas.timeline.unmerged" : "ideas.timeline.moved.clock"}
          values={{ by: who, status: <b>{t(`ideas.status.${to}`)}</b> }}
        />
      ) : idea ? (
        <Rich k={who ? "ideas.timeline.merged.here" : "ideas.timeline.merged.here.source"} values={{ by: who, idea }} />
      ) : (
        <Rich k={who ? "ideas.timeline.merged" : "ideas.timeline.merged.source"} values={{ by: who, target: into }} />
      )}
      {reason && <span className="timeline__why muted as-typed">{reason}</span>}
    </>
  );
}

const IdeaLink = ({ id, children }: { id: number; children: string }): ReactNode => (
  <a className="link" href={`/ideas/${id}`}>
    {children}
  </a>
);
