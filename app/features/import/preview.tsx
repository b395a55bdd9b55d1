import type { ReactNode } from "react";
import { UNNAMED } from "~/features/members/rules";
import { useT } from "~/platform/i18n/speech";
import { Card } from "~/ui/card";
import { Day } from "~/ui/time";
import type { FileView, PreviewIdea } from "./batch-view.server";
import { problemSentence } from "./rules";
import "~/ui/rows.css";
import "./import.css";

/** The first ideas of a file, as they would be here. */
export function Preview({ rows, now }: { rows: FileView["preview"]; now: number }): ReactNode {
  const t = useT();
  return (
    <Card title={t("import.preview")} note={t("import.preview.note", { count: rows.length })}>
      <ul className="rows">
        {rows.map((row) => (
          <li key={row.line}>
            {"why" in row ? (
              t("import.line", { line: row.line, why: problemSentence(t, row) })
            ) : (
              <PreviewRow idea={row} now={now} />
            )}
          </li>
        ))}
      </ul>
    </Card>
  );
}

function PreviewRow({ idea, now }: { idea: PreviewIdea; now: number }): ReactNode {
  const t = useT();
  const { title, body, author, createdAt, board, status, tags, supporters, support, comments } = idea;
  const facts = [
    author === UNNAMED ? null : author,
    createdAt === null ? null : <Day key="day" at={createdAt} now={now} />,
    board,
    status,
    tags.join(", ") || null,
    supporters > 0 ? t("import.preview.supporters", { count: supporters }) : null,
    support > 0 ? t("import.preview.support", { count: support }) : null,
    comments > 0 ? t("import.preview.comments", { count: comments }) : null,
  ].filter((fact) => fact !== null);
  return (
    <div className="import__idea">
      <strong>{title}</strong>
      {body && <p className="small">{body}</p>}
      <p className="small muted">{facts.flatMap((fact, n) => (n ? [" · ", fact] : [fact]))}</p>
    </div>
  );
}
