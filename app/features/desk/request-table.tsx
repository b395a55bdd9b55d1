import type { ReactNode } from "react";
import type { TopRequest } from "~/features/export/columns";
import { isStatus } from "~/features/ideas/rules";
import { StatusChip } from "~/features/ideas/status-chip";
import { useSpeech, useT } from "~/platform/i18n/speech";
import "~/ui/rows.css";
import "~/ui/scrolls.css";

/** The export's rows on screen. */
export function RequestTable({ requests }: { requests: readonly TopRequest[] }): ReactNode {
  const t = useT();
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable with the keyboard
    <section className="table-frame scrolls-across" tabIndex={0} aria-label={t("desk.title")}>
      <table className="table">
        <thead>
          <tr>
            <th className="table__number">#</th>
            <th>{t("desk.column.title")}</th>
            <th>{t("desk.status")}</th>
            <th className="table__number">{t("ideas.numbers.supporters")}</th>
            <th className="table__number">{t("desk.column.imported")}</th>
            <th className="table__number">{t("ideas.numbers.affected")}</th>
            <th className="table__number">{t("ideas.numbers.objections")}</th>
            <th className="table__number">{t("desk.column.comments")}</th>
            <th className="table__number">{t("desk.column.trend")}</th>
            <th>{t("desk.column.owner")}</th>
            <th>{t("desk.column.answered")}</th>
          </tr>
        </thead>
        <tbody>
          {requests.map((request) => (
            <Row key={request.id} request={request} />
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Row({ request }: { request: TopRequest }): ReactNode {
  const t = useT();
  const { locale } = useSpeech();
  const { rank, id, title, board, status, supporters, problem_havers, objections, comments, trend_28d, owner } =
    request;
  const shown = (n: number): string => n.toLocaleString(locale);
  const imported = `${shown(request.imported_support)} / −${shown(request.imported_objections)}`;
  return (
    <tr>
      <td className="table__number">{rank}</td>
      <td className="table__title">
        <a className="link" href={`/ideas/${id}`}>
          {title}
        </a>
        <p className="muted table__note">{[board, ...request.tags].join(" · ")}</p>
      </td>
      <td>{isStatus(status) && <StatusChip status={status} />}</td>
      <td className="table__number">{shown(supporters)}</td>
      <td className="table__number">{request.imported_support + request.imported_objections > 0 && imported}</td>
      <td className="table__number">{shown(problem_havers)}</td>
      <td className="table__number">{shown(objections)}</td>
      <td className="table__number">{shown(comments)}</td>
      <td className="table__number">{trend_28d > 0 ? `+${shown(trend_28d)}` : shown(trend_28d)}</td>
      <td>{owner}</td>
      <td>{request.answer !== null && t("desk.yes")}</td>
    </tr>
  );
}
