import type { ReactNode } from "react";
import type { BoardRow } from "~/features/topics/topics.server";
import { useT } from "~/platform/i18n/speech";
import { Card } from "~/ui/card";
import "./promise-line.css";

type Promised = Pick<BoardRow, "team" | "lead" | "promiseTop" | "promiseTopDays" | "promiseAbove" | "promiseDays">;

/** Whose a board is and how soon they usually answer, in one line under its name. */
export function BoardKeepers({ board, usualDays }: { board: Promised; usualDays: number | null }): ReactNode {
  const t = useT();
  const { team, lead } = board;
  if (!team && usualDays === null) return null;
  return (
    <p className="meta">
      {team && <span>{lead ? t("ideas.board.keepers.lead", { team, lead }) : t("ideas.board.keepers", { team })}</span>}
      {usualDays !== null && <span>{t("ideas.board.usual", { count: usualDays })}</span>}
    </p>
  );
}

/** What a board promises: when people get an answer. */
export function BoardPromiseCard({ board }: { board: Promised }): ReactNode {
  const t = useT();
  const { promiseTop: top, promiseTopDays, promiseAbove: above, promiseDays } = board;
  return (
    <Card title={t("ideas.promise.title")}>
      <ul className="promise-terms small">
        {top > 0 && <li>{t("ideas.promise.top", { top, count: promiseTopDays })}</li>}
        <li>{t("ideas.promise.above", { above, count: promiseDays })}</li>
      </ul>
      <p className="small muted">{t("ideas.promise.how")}</p>
    </Card>
  );
}
